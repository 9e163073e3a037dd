import Bytes

/// Recognises the format of a capture by its first bytes. Names are ignored: `.har`, `.json` and `.log` are used for anything.
package enum CaptureSniffer {
  /// How a partial result of `telltale audit --partial` begins.
  package static let partialResult = Array("telltale-part\n".utf8)

  enum Sniffed: Equatable {
    /// More bytes are needed.
    case more
    /// `start` is the offset at which reading begins.
    case found(CaptureLayout, CaptureKind, start: Int)
  }

  /// Why this is not a capture, and the offset that shows it.
  struct Unrecognised: Error, Equatable {
    var reason: String
    var offset = 0
  }

  /// Recognises `text`, the capture from its first byte on.
  ///
  /// `atEnd` says whether that is all of it, `final` whether the result must be decided now.
  static func sniff(_ text: Span<UInt8>, atEnd: Bool, final: Bool) throws(Unrecognised) -> Sniffed {
    if text.count < 4, !atEnd { return .more }
    try refuseEncoded(text)
    var start = 0
    while start + 3 <= text.count, text.extracting(start..<start + 3).begins(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    guard try passComments(text, &start, atEnd: atEnd) else {
      if !final { return .more }
      return .found(.log(numbered: false), .events, start: 0)
    }
    guard let first = text.firstVisible(in: start..<text.count) else {
      throw Unrecognised(reason: text.count == 0 ? "the file is empty" : "the file holds nothing but comments and white space")
    }
    switch text[first] {
    case UInt8(ascii: "{"): return object(text, at: first, line: start, atEnd: atEnd, final: final)
    case UInt8(ascii: "["): return array(text, at: first, line: start, atEnd: atEnd, final: final)
    default: return try other(text, at: first, line: start, atEnd: atEnd, final: final)
    }
  }

  /// Refuses partial results, compressed files, and texts in an encoding that is not a superset of ASCII.
  private static func refuseEncoded(_ text: Span<UInt8>) throws(Unrecognised) {
    if text.begins(with: partialResult) {
      throw Unrecognised(reason: "the file is a partial result, not a capture: read it with `telltale merge`")
    }
    if ZipArchive.begins(text) { throw Unrecognised(reason: "a zip archive where a capture should be: unpack it first") }
    if let compression = Compression(text) {
      throw Unrecognised(reason: "the capture is compressed more than \(Compression.maximumDepth) times over (\(compression.name))")
    }
    let compressed: [(String, [UInt8])] = [
      ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), ("bzip2", Array("BZh".utf8)), ("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
      ("lz4", [0x04, 0x22, 0x4D, 0x18]), ("rar", Array("Rar!".utf8)),
    ]
    for (name, magic) in compressed where text.begins(with: magic) {
      throw Unrecognised(reason: "the file is packed by \(name), which is not read: unpack it first, or use gzip, zstd or zip")
    }
    // UTF-16 has been converted to UTF-8 by now.
    let wide: [[UInt8]] = [[0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF], [0x7B, 0x00, 0x00, 0x00], [0x00, 0x00, 0x00, 0x7B]]
    for mark in wide where text.begins(with: mark) {
      throw Unrecognised(reason: "the file is UTF-32; save it as UTF-8")
    }
  }

  /// Moves `start` to the first line that is neither blank nor a comment.
  /// - Returns: False if the text ends inside a comment that may continue.
  private static func passComments(_ text: Span<UInt8>, _ start: inout Int, atEnd: Bool) throws(Unrecognised) -> Bool {
    while start < text.count {
      guard let line = text.lineEnd(from: start, atEnd: atEnd) else {
        // Even a line without a visible end may show that it is not a comment.
        guard let visible = text.firstVisible(in: start..<text.count) else { return false }
        return text[visible] != UInt8(ascii: "#") && text[visible] != UInt8(ascii: "/")
      }
      guard text.isBlankOrComment(start..<line) else { return true }
      start = min(line + 1, text.count)
    }
    return atEnd
  }

  private static func object(_ text: Span<UInt8>, at start: Int, line: Int, atEnd: Bool, final: Bool) -> Sniffed {
    let shape = ObjectShape(text, at: start)
    if shape.isHAR { return .found(.har(wrapped: false), .har, start: start) }
    let kind: CaptureKind = shape.isEntry ? .har : .events
    let extent = Extent(text, at: start, atEnd: atEnd)
    switch extent {
    case .whole(let end, let lines):
      guard let after = text.firstVisible(in: end..<text.count) else {
        // What follows decides between a document and the first line of a log.
        if !atEnd, !final { return .more }
        return .found(shape.hasBatch ? .envelope(batchOnly: true) : .log(numbered: lines), kind, start: line)
      }
      let sameLine = text.first(UInt8(ascii: "\n"), in: end..<after) == nil
      return .found(.log(numbered: lines || sameLine && text[after] == UInt8(ascii: "{")), kind, start: line)
    case .open(let lines):
      if !final { return .more }
      if shape.hasBatch { return .found(.envelope(batchOnly: true), kind, start: start) }
      if atEnd || shape.isEntry { return .found(.log(numbered: lines), kind, start: line) }
      return .found(.envelope(batchOnly: false), kind, start: start)
    case .damaged(let lines):
      // The list of entries of a HAR may follow later.
      if !final { return .more }
      if shape.hasBatch, lines || atEnd && text.lineEnd(from: start, atEnd: false) == nil {
        return .found(.envelope(batchOnly: true), kind, start: start)
      }
      return .found(.log(numbered: lines), kind, start: line)
    }
  }

  private static func array(_ text: Span<UInt8>, at start: Int, line: Int, atEnd: Bool, final: Bool) -> Sniffed {
    let log = Sniffed.found(.log(numbered: false), .events, start: line)
    guard let inside = text.firstVisible(in: (start + 1)..<text.count) else { return final ? .found(.array, .events, start: start) : .more }
    let holdsObject = text[inside] == UInt8(ascii: "{")
    // Wait until the first element is complete.
    if holdsObject, !final, !Extent(text, at: inside, atEnd: atEnd).isWhole { return .more }
    let kind: CaptureKind = holdsObject && ObjectShape(text, at: inside).isEntry ? .har : .events
    let found = Sniffed.found(.array, kind, start: start)
    switch Extent(text, at: start, atEnd: atEnd) {
    case .whole(let end, let lines):
      guard let after = text.firstVisible(in: end..<text.count) else { return atEnd || final || lines ? found : .more }
      // `[INFO] …` is a prefix, and `[…]` on each line is a log; an array over several lines is neither.
      return lines || text[after] == UInt8(ascii: "]") ? found : log
    case .open(let lines): return final || lines ? found : .more
    case .damaged(let lines):
      return holdsObject || lines || text[inside] == UInt8(ascii: "[") ? found : log
    }
  }

  /// Whether a text begins like a tracking plan in YAML or CSV, telltale's own or that of RudderStack's command line.
  private static func isPlan(_ text: Span<UInt8>, at start: Int) -> Bool {
    let head = String(copying: text.extracting(start..<min(start + 200, text.count))).lowercased().filter { $0 != "\"" && $0 != "'" }
    return ["plan: 1", "version: rudder/", "event,property", "event;property"].contains { head.hasPrefix($0) }
  }

  /// Neither an object nor an array: a function call around one, a log with prefixes, or not a capture.
  private static func other(
    _ text: Span<UInt8>, at start: Int, line: Int, atEnd: Bool, final: Bool
  ) throws(Unrecognised) -> Sniffed {
    // Every result here needs the bytes that are searched for binary data.
    if text.count < start + 512, !final { return .more }
    if text[start] == UInt8(ascii: "<"), start + 1 < text.count, text[start + 1].beginsMarkup {
      throw Unrecognised(reason: "the file is HTML or XML, not a capture", offset: start)
    }
    if isPlan(text, at: start) {
      throw Unrecognised(reason: "a tracking plan, not a capture: give it with `telltale audit CAPTURE --plan FILE`", offset: start)
    }
    for at in start..<min(start + 512, text.count) where text[at] < 0x20 {
      // ESC begins a colour in a log; 1E separates the values of RFC 7464.
      guard ![0x09, 0x0A, 0x0D, 0x0C, 0x1B, 0x1E].contains(text[at]) else { continue }
      throw Unrecognised(reason: "the file is binary, not a capture", offset: at)
    }
    var at = start
    while at < text.count, text[at].isName { at += 1 }
    if at == text.count, !final { return .more }
    if at > start, let open = text.firstVisible(in: at..<text.count), text[open] == UInt8(ascii: "(") {
      guard let value = text.firstVisible(in: (open + 1)..<text.count) else {
        if !final { return .more }
        return .found(.log(numbered: false), .events, start: line)
      }
      if text[value] == UInt8(ascii: "{") {
        if ObjectShape(text, at: value).isHAR { return .found(.har(wrapped: true), .har, start: value) }
        if !final, !Extent(text, at: value, atEnd: atEnd).isWhole { return .more }
      }
    }
    return .found(.log(numbered: false), .events, start: line)
  }
}

/// How far a value reaches in the available bytes, and whether it spans several lines.
private enum Extent {
  case whole(end: Int, lines: Bool)
  case open(lines: Bool)
  case damaged(lines: Bool)

  var isWhole: Bool {
    if case .whole = self { true } else { false }
  }

  init(_ text: Span<UInt8>, at start: Int, atEnd: Bool) {
    var cursor = JSONCursor(at: start)
    func hasLines(_ end: Int) -> Bool { text.first(UInt8(ascii: "\n"), in: start..<min(end, text.count)) != nil }
    do throws(JSONError) {
      try cursor.checkValue(text, lineBound: true)
      self = .whole(end: cursor.offset, lines: hasLines(cursor.offset))
    } catch {
      // A log whose first line was cut off is recognised by its next line, which begins a value.
      let feed = text.first(UInt8(ascii: "\n"), in: start..<text.count)
      let another = feed.map { $0 + 1 < text.count ? text[$0 + 1] == UInt8(ascii: "{") : !atEnd } ?? false
      if case .unterminated = error {
        self = .open(lines: hasLines(text.count) && !another)
      } else {
        self = .damaged(lines: hasLines(error.offset) && !another)
      }
    }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20
  }

  /// Whether it follows the `<` of a tag, of a declaration or of an instruction; `<134>` begins a line of syslog.
  fileprivate var beginsMarkup: Bool {
    isLetter || self == UInt8(ascii: "!") || self == UInt8(ascii: "?")
  }

  /// Whether it may occur in the name of a function.
  fileprivate var isName: Bool {
    isLetter || UInt8(ascii: "0")...UInt8(ascii: "9") ~= self || [UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: ".")].contains(self)
  }
}
