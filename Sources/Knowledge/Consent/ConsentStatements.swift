import Bytes

/// The statements in the value of a consent tool's cookie: names with values, and lists of names.
struct ConsentStatements {
  private(set) var pairs: [(name: String, value: String)] = []
  private(set) var lists: [String: [String]] = [:]

  /// The maximum number of statements in one cookie, and the maximum depth.
  private static let most = 512
  private static let deepest = 6

  /// Reads JSON; with `within`, only what is below the member of that name. Reading stops at damage.
  init(json text: Span<UInt8>, within: String?) {
    var cursor = JSONCursor()
    try? read(&cursor, text, name: "", within: within, isInside: within == nil, depth: 0)
  }

  /// Reads `name:value` or `name=value`, separated by commas, ampersands, semicolons and braces; with `within`, only the value of
  /// the query parameter of that name.
  init(pairs text: Span<UInt8>, within: String?) {
    var text = Substring(String(copying: text))
    if let within {
      guard let member = text.split(separator: "&").first(where: { $0.hasPrefix("\(within)=") }) else { return }
      text = member.dropFirst(within.utf8.count + 1)
    }
    for part in text.split(maxSplits: Self.most, whereSeparator: { ",&;{}|\n".contains($0) }).prefix(Self.most) {
      let sides = part.split(maxSplits: 1, whereSeparator: { $0 == ":" || $0 == "=" })
      if sides.count == 2 { pairs.append((Self.bare(sides[0]), Self.bare(sides[1]))) }
    }
  }

  /// Reads a text that is a single value for the name of its cookie.
  init(word text: Span<UInt8>, name: String) {
    pairs = [(name, String(copying: text))]
  }

  /// Reads a text that is a list of what is granted.
  init(list text: Span<UInt8>) {
    lists[""] = Self.words(String(copying: text))
  }

  /// The names in the list with this name, which may be written as one text; nil if there is none.
  func list(_ name: String) -> [String]? {
    lists[name] ?? pairs.first { $0.name == name }.map { Self.words($0.value) }
  }

  private mutating func read(
    _ cursor: inout JSONCursor, _ text: Span<UInt8>, name: String, within: String?, isInside: Bool, depth: Int
  ) throws(JSONError) {
    guard depth < Self.deepest, pairs.count < Self.most else {
      try cursor.skipValue(text)
      return
    }
    var isFirst = true
    switch cursor.peek(text) {
    case UInt8(ascii: "{"):
      while let key = try cursor.nextKey(text, isFirst: &isFirst) {
        let key = Self.string(key, text)
        try read(&cursor, text, name: key, within: within, isInside: isInside || key == within, depth: depth + 1)
      }
    case UInt8(ascii: "["):
      if isInside, lists[name] == nil { lists[name] = [] }
      while try cursor.nextElement(text, isFirst: &isFirst) {
        if isInside, cursor.peek(text) == UInt8(ascii: "\""), lists[name]?.count ?? 0 < Self.most {
          lists[name, default: []].append(Self.string(try cursor.string(text), text))
        } else {
          try read(&cursor, text, name: name, within: within, isInside: isInside, depth: depth + 1)
        }
      }
    case UInt8(ascii: "\""):
      let value = Self.string(try cursor.string(text), text)
      if isInside { pairs.append((name, value)) }
    default:
      let value = try cursor.skipValue(text)
      if isInside { pairs.append((name, String(copying: text.extracting(value)))) }
    }
  }

  private static func string(_ string: JSONString, _ text: Span<UInt8>) -> String {
    let raw = text.extracting(string.range)
    return string.escaped ? String(copying: JSONEscapes.decoded(raw).span) : String(copying: raw)
  }

  private static func words(_ text: String) -> [String] {
    text.split(maxSplits: most) { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }.map(String.init)
  }

  /// A text without the spaces and quotes around it.
  private static func bare(_ text: Substring) -> String {
    let isAround: (Character) -> Bool = { $0 == " " || $0 == "'" || $0 == "\"" }
    var text = text.drop(while: isAround)
    while let last = text.last, isAround(last) { text.removeLast() }
    return String(text)
  }
}
