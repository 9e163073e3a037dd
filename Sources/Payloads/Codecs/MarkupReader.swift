import Bytes

/// Reads names and values from XML and HTML: attributes, and the texts of elements under the elements' names.
///
/// It is not a parser: anything in angle brackets counts as a tag, and errors are not repaired.
struct MarkupReader {
  private let text: [UInt8]
  private var at: Int
  private var found: [NamedValue] = []
  /// The name of the last element that was opened; nil once it is closed.
  private var element: Range<Int>?
  /// The name that the last element gave to the value of the next: `<key>email</key><string>…</string>`.
  private var label: Range<Int>?
  /// Whether an attribute of that element gave the name: `<field name="email">…</field>`.
  private var isNamed = false

  /// Whether a byte after `<` begins a tag, a declaration or an instruction.
  static func opens(_ byte: UInt8) -> Bool {
    ByteClass.of(byte).contains(.letter) || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "_")
  }

  init(_ text: Span<UInt8>, from start: Int) {
    self.text = [UInt8](copying: text)
    at = start
  }

  mutating func values() -> [NamedValue] {
    while at < text.count, found.count < NamedValue.maximumCount {
      if text[at] == UInt8(ascii: "<"), at + 1 < text.count { tag() } else { content() }
    }
    return found
  }

  private mutating func tag() {
    if begins("<![CDATA[") {
      let start = at + 9
      at = end(of: "]]>", from: start)
      return add(max(start, at - 3), from: start)
    }
    if begins("<!--") { return at = end(of: "-->", from: at + 4) }
    guard Self.opens(text[at + 1]), text[at + 1] != UInt8(ascii: "!"), text[at + 1] != UInt8(ascii: "?") else {
      if text[at + 1] == UInt8(ascii: "/") { element = nil }
      return at = end(of: ">", from: at + 1)
    }
    at += 1
    element = name()
    attributes()
  }

  /// Reads a name without its prefix: `u:fullName` is `fullName` (Namespaces in XML § 4).
  private mutating func name() -> Range<Int> {
    var start = at
    while at < text.count, ByteClass.isWord(text[at]) || text[at] >= 0x80 || Self.inNames.contains(text[at]) {
      if text[at] == UInt8(ascii: ":") { start = at + 1 }
      at += 1
    }
    return start..<at
  }

  private static let inNames: [UInt8] = Array(":.-_@".utf8)

  /// Reads the attributes of the current tag, including its `>`. If one attribute names another's value, the value gets that name.
  private mutating func attributes() {
    var pairs: [NamedValue] = []
    while at < text.count, text[at] != UInt8(ascii: ">"), pairs.count < NamedValue.maximumCount {
      let name = name()
      guard !name.isEmpty else {
        if byte(at) == UInt8(ascii: "/") { element = nil }
        at += 1
        continue
      }
      guard byte(at) == UInt8(ascii: "="), let quote = byte(at + 1), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
        continue
      }
      let start = at + 2
      at = start
      while at < text.count, text[at] != quote { at += 1 }
      if 1...NamedValue.longestValue ~= at - start { pairs.append(NamedValue(name: name, value: start..<at)) }
      at += 1
    }
    at += 1
    let naming = pairs.first { Self.isOne($0.name, of: ["name", "property", "itemprop", "id"], in: text) }
    // `<Attribute Name="email"><AttributeValue>…`: the element inside holds it.
    isNamed = naming.map { pairs.count < 4 && $0.value.count <= NamedValue.longestName } ?? false
    if isNamed { label = naming?.value }
    for pair in pairs where pair != naming {
      let isValue = Self.isOne(pair.name, of: ["value", "content"], in: text)
      found.append(NamedValue(name: isValue ? naming?.value ?? pair.name : pair.name, value: pair.value))
    }
  }

  private mutating func content() {
    let start = at
    // Text may begin with a bracket that opens no tag.
    repeat { at += 1 } while at < text.count && text[at] != UInt8(ascii: "<")
    add(at, from: start)
  }

  /// Adds the text of the current element.
  private mutating func add(_ end: Int, from start: Int) {
    var (low, high) = (start, end)
    while low < high, text[low] <= 0x20 { low += 1 }
    while high > low, text[high - 1] <= 0x20 { high -= 1 }
    guard let element, 1...NamedValue.longestValue ~= high - low, element.count <= NamedValue.longestName else { return }
    if Self.isOne(element, of: ["key", "name"], in: text), high - low <= NamedValue.longestName { label = low..<high }
    let isLabelled =
      Self.isOne(element, of: ["string", "value", "integer", "attributevalue"], in: text)
      || isNamed && Self.isOne(element, of: ["field", "param", "parameter", "property", "item", "entry", "data"], in: text)
    found.append(NamedValue(name: isLabelled ? label ?? element : element, value: low..<high))
  }

  private static func isOne(_ range: Range<Int>, of words: [String], in text: [UInt8]) -> Bool {
    words.contains { $0.utf8.count == range.count && zip(range, $0.utf8).allSatisfy { text[$0] | 0x20 == $1 } }
  }

  private func begins(_ word: String) -> Bool { text[at...].starts(with: word.utf8) }

  /// The end of the next `word`, or of the text.
  private func end(of word: String, from start: Int) -> Int {
    var at = start
    let word = Array(word.utf8)
    while at + word.count <= text.count {
      if text[at] == word[0], text[at...].starts(with: word) { return at + word.count }
      at += 1
    }
    return text.count
  }

  private func byte(_ at: Int) -> UInt8? { text.indices.contains(at) ? text[at] : nil }
}
