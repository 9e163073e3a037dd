import Bytes
import Vocabulary

/// Reads logs: usually one value per line, with other text around it.
extension CaptureReader {
  /// Reads line by line; a value may span several.
  ///
  /// A line without JSON is counted, a damaged one is noted, and reading continues on the next line.
  mutating func readLog(numbered: Bool, _ body: RecordHandler) throws {
    var plain = (lines: 0, first: Position?.none)
    var midLine = false
    var damaged = false
    var exchange = Exchange()
    while window.count > 0 || !window.atEnd {
      switch try logStep(midLine: midLine, numbered: numbered, &exchange, body) {
      case .more:
        if window.count >= limits.record { try passLine("value or line larger than \(limits.record >> 20) MiB") } else { try window.fill() }
        continue
      case .read(let length, let inLine, let stray):
        records += 1
        if let stray { note("damaged: expected the end of the line", at: stray) }
        midLine = inLine
        window.pass(length)
        continue
      case .blank(let length):
        try remark(0..<length, body)
        window.pass(length)
      case .plain(let length):
        try remark(0..<length, body)
        plain.lines += 1
        plain.first = plain.first ?? window.position
        window.pass(length)
      case .damaged(let error, let length):
        damaged = true
        try readAnyway(length, body)
        if case .unterminated = error, window.damage != nil {
          // The cause is reported separately.
        } else if case .unterminated = error {
          note("the file ends inside a value", at: window.count)
        } else {
          note("damaged: \(error.reason)", at: error.offset)
        }
        window.pass(length)
      }
      midLine = false
    }
    if records == 0, !damaged, gaps.isEmpty, window.damage == nil {
      throw CaptureError.unrecognised(
        path: name, reason: "neither a HAR nor an event log: no line holds a JSON object", position: Position())
    }
    if plain.lines > 0 {
      let count = plain.lines == 1 ? "1 line holds" : "\(plain.lines) lines hold"
      gaps.append(Gap(place: Gap.lines, reason: "\(count) no JSON object", position: plain.first))
    }
  }

  /// Delivers a damaged line as text: its content was sent, valid or not.
  private borrowing func readAnyway(_ length: Int, _ body: RecordHandler) throws {
    let range = 0..<min(length, limits.damagedLine)
    guard coverage == .recordsAndDamage, !range.isEmpty else { return }
    let record = Record(index: window.position.line - 1, range: range, origin: window.position, content: .text(range))
    try body(record, window.bytes.span.extracting(window.range).extracting(range))
  }

  private enum LogStep {
    /// The window does not hold enough.
    case more
    /// A record was delivered; `inLine` if another value follows on its line, `stray` if other text does.
    case read(Int, inLine: Bool, stray: Int?)
    case blank(Int)
    case plain(Int)
    case damaged(JSONError, Int)
  }

  /// Looks at the first line of the window, delivers its value, and returns how much to consume.
  private borrowing func logStep(
    midLine: Bool, numbered: Bool, _ exchange: inout Exchange, _ body: RecordHandler
  ) throws -> LogStep {
    let text = window.bytes.span.extracting(window.range)
    let atEnd = window.atEnd
    guard let line = text.lineEnd(from: 0, atEnd: atEnd) else { return .more }
    let next = min(line + 1, text.count)
    if text.isBlankOrComment(0..<line) { return .blank(next) }
    guard let start = text.value(in: 0..<line) else { return midLine ? .blank(next) : .plain(next) }
    if text.hasPrefix(before: start), text.firstVisible(in: (start + 1)..<line) == nil {
      // A brace at the end of a text line begins a value only if a key follows.
      guard let inside = text.firstVisible(in: line..<text.count) else { return atEnd ? .plain(next) : .more }
      guard text[inside] == UInt8(ascii: "\"") else { return .plain(next) }
    }

    var cursor = JSONCursor(at: start)
    do throws(JSONError) {
      try cursor.checkValue(text, lineBound: true)
    } catch {
      if case .unterminated = error, !atEnd { return .more }
      // A value that is nested too deep over many lines would be too deep again from each of them.
      if case .tooDeep(let at) = error { return .damaged(error, text.lineEnd(from: at, atEnd: false).map { $0 + 1 } ?? text.count) }
      return .damaged(error, next)
    }
    let end = cursor.offset
    guard let lastLine = text.lineEnd(from: end, atEnd: atEnd) else { return .more }
    let inLine = text.value(in: end..<lastLine) != nil
    let length = inLine ? end : min(lastLine + 1, text.count)
    // If no text precedes the value, only separators may follow it.
    let stray = !inLine && !midLine && !text.hasPrefix(before: start) && !text.isSeparator(end..<lastLine)
    var content = Record.Content.event(start..<end)
    if kind == .har, text[start] == UInt8(ascii: "{") {
      var cursor = JSONCursor(at: start)
      do throws(JSONError) {
        try exchange.read(&cursor, text)
        content = .exchange(exchange)
      } catch {
        return .damaged(error, next)
      }
    }
    let index = numbered ? records : window.position.line - 1
    let record = Record(index: index, range: start..<end, origin: window.position, content: content)
    try body(record, text.extracting(0..<(inLine ? end : lastLine)))
    return .read(length, inLine: inLine, stray: stray ? end : nil)
  }

  /// Skips the rest of a line without holding it in memory.
  private mutating func passLine(_ reason: String) throws {
    note(reason, at: 0)
    while true {
      if let end = window.bytes.span.extracting(window.range).lineEnd(from: 0, atEnd: false) {
        window.pass(end + 1)
        return
      }
      window.pass(window.count)
      if window.atEnd { return }
      try window.fill()
    }
  }
}

extension Span<UInt8> {
  /// The offset of the line feed at or after `from`, or of the end of the file; nil if neither is in the window.
  func lineEnd(from: Int, atEnd: Bool) -> Int? {
    first(UInt8(ascii: "\n"), in: from..<count) ?? (atEnd ? count : nil)
  }

  /// Whether a line is empty, or begins with `#` or `//`.
  func isBlankOrComment(_ line: Range<Int>) -> Bool {
    guard let at = firstVisible(in: line) else { return true }
    if self[at] == UInt8(ascii: "#") { return true }
    return self[at] == UInt8(ascii: "/") && at + 1 < line.upperBound && self[at + 1] == UInt8(ascii: "/")
  }

  /// Where a JSON object or array, or what looks like one, begins in a line.
  ///
  /// At the beginning of the line any `{` counts, and a `[` with a value after it. Later only `{"` counts, or a `{` that ends the
  /// line, because a prefix may contain brackets.
  func value(in line: Range<Int>) -> Int? {
    guard let start = firstVisible(in: line) else { return nil }
    if self[start] == UInt8(ascii: "{") { return start }
    if self[start] == UInt8(ascii: "["), let inside = firstVisible(in: (start + 1)..<line.upperBound) {
      switch self[inside] {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""): return start
      default: break
      }
    }
    var at = start
    while let brace = first(UInt8(ascii: "{"), in: at..<line.upperBound) {
      guard let inside = firstVisible(in: (brace + 1)..<line.upperBound) else { return brace }
      if self[inside] == UInt8(ascii: "\"") { return brace }
      at = brace + 1
    }
    return nil
  }

  func hasPrefix(before start: Int) -> Bool {
    firstVisible(in: 0..<start) != nil
  }

  /// Whether a range holds only white space and separators between values.
  func isSeparator(_ range: Range<Int>) -> Bool {
    guard let at = firstVisible(in: range) else { return true }
    guard self[at] == UInt8(ascii: ",") || self[at] == UInt8(ascii: ";") || self[at] == 0x1E else { return false }
    return firstVisible(in: (at + 1)..<range.upperBound) == nil
  }

  func firstVisible(in range: Range<Int>) -> Int? {
    for at in range {
      switch self[at] {
      case 0x20, 0x0A, 0x0D, 0x09: continue
      default: return at
      }
    }
    return nil
  }
}
