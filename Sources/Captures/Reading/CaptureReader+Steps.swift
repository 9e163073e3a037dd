import Bytes

/// The steps that all layouts share: a token, a skipped value, a delivered value, a gap.
extension CaptureReader {
  /// Reads at the beginning of the window, and again with more of the file while it ends too early.
  /// - Returns: What was read, and its length in bytes, which are still in the window.
  mutating func look<T>(
    _ parse: (inout JSONCursor, Span<UInt8>) throws(JSONError) -> T
  ) throws -> (result: T, length: Int) {
    while true {
      var cursor = JSONCursor()
      do throws(JSONError) {
        let result = try parse(&cursor, window.bytes.span.extracting(window.range))
        // At the very end of the window a number may continue.
        if cursor.offset < window.count || window.atEnd { return (result, cursor.offset) }
      } catch {
        guard case .unterminated = error, !window.atEnd else { throw Halt.damage(error) }
      }
      if window.count >= limits.record { throw Halt.tooLarge }
      try window.fill()
    }
  }

  /// Reads like ``look(_:)`` and consumes what was read.
  mutating func step<T>(
    _ parse: (inout JSONCursor, Span<UInt8>) throws(JSONError) -> T
  ) throws -> T {
    let (result, length) = try look(parse)
    window.pass(length)
    return result
  }

  /// Skips white space and returns the byte after it; nil at the end of the file.
  mutating func peek() throws -> UInt8? {
    while true {
      var cursor = JSONCursor()
      let byte = cursor.peek(window.bytes.span.extracting(window.range))
      window.pass(cursor.offset)
      if byte != nil || window.atEnd { return byte }
      try window.fill()
    }
  }

  /// Skips a value of any size without holding it in memory.
  mutating func skipValue() throws {
    switch try peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
      var skipper = JSONSkipper()
      while true {
        if let end = skipper.skip(window.bytes.span.extracting(window.range)) {
          window.pass(end)
          return
        }
        window.pass(window.count)
        if window.atEnd { throw Halt.damage(.unterminated(at: 0)) }
        try window.fill()
      }
    default:
      _ = try step { (cursor, text) throws(JSONError) in try cursor.skipValue(text) }
    }
  }

  /// Consumes the elements of an array and delivers them, numbered from `index`.
  /// - Returns: The index after the last.
  mutating func readElements(from index: Int, _ body: RecordHandler) throws -> Int {
    var index = index
    var isFirst = true
    // Its arrays are reused for each entry.
    var exchange = Exchange()
    while true {
      let more = try step { [isFirst] (cursor, text) throws(JSONError) in
        var isFirst = isFirst
        return try cursor.nextElement(text, isFirst: &isFirst)
      }
      guard more else { return index }
      isFirst = false
      // A comma before the closing bracket is not an element.
      if try peek() == UInt8(ascii: "]") { continue }
      try readElement(index, &exchange, body)
      index += 1
    }
  }

  /// Consumes the current value and delivers it, unless it is too large, or damaged with a clear end.
  private mutating func readElement(_ index: Int, _ exchange: inout Exchange, _ body: RecordHandler) throws {
    _ = try peek()
    while true {
      switch try attempt(index, &exchange, body) {
      case .read(let length):
        records += 1
        window.pass(length)
        return
      case .failed(.unterminated) where !window.atEnd:
        if window.count >= limits.record {
          note("record larger than \(limits.record >> 20) MiB", record: index, at: 0)
          try skipValue()
          return
        }
        try window.fill()
      case .failed(let error):
        if case .unterminated = error { throw Halt.damage(error) }
        let length = try lengthPastDamage(error)
        note("damaged: \(error.reason)", record: index, at: error.offset)
        window.pass(length)
        return
      }
    }
  }

  private enum Attempt {
    case read(Int)
    case failed(JSONError)
  }

  private borrowing func attempt(_ index: Int, _ exchange: inout Exchange, _ body: RecordHandler) throws -> Attempt {
    let text = window.bytes.span.extracting(window.range)
    var cursor = JSONCursor()
    do throws(JSONError) {
      switch kind {
      case .har: try exchange.read(&cursor, text)
      case .events: try cursor.checkValue(text)
      }
    } catch {
      return .failed(error)
    }
    if cursor.offset == text.count, !window.atEnd { return .failed(.unterminated(at: 0)) }
    let range = 0..<cursor.offset
    let content: Record.Content = kind == .har ? .exchange(exchange) : .event(range)
    let record = Record(index: index, range: range, origin: window.position, content: content)
    try body(record, text.extracting(range))
    return .read(cursor.offset)
  }

  /// The length of a damaged value whose brackets still match, if the array continues correctly after it.
  private mutating func lengthPastDamage(_ error: JSONError) throws -> Int {
    let (goesOn, length) = try look { (cursor, text) throws(JSONError) in
      try cursor.skipValue(text)
      let end = cursor.offset
      guard let next = cursor.peek(text) else { throw .unterminated(at: end) }
      cursor.offset = end
      return next == UInt8(ascii: ",") || next == UInt8(ascii: "]")
    }
    guard goesOn else { throw Halt.damage(error) }
    return length
  }

  /// Notes a gap: something that was not read, at an offset in the window, or that is missing.
  mutating func note(_ reason: String, record: Int? = nil, isDamage: Bool = true, at offset: Int) {
    if isDamage { isWhole = false }
    guard gaps.count < limits.gaps else {
      unlisted += 1
      return
    }
    let offset = min(offset, window.count)
    let position = window.position.advanced(by: offset, over: window.bytes.span.extracting(window.range))
    gaps.append(Gap(record: record, place: Gap.file, reason: reason, position: position))
  }

  /// Notes the damage that ends the reading.
  mutating func note(_ halt: Halt) {
    switch halt {
    // The cause is reported separately.
    case .damage(.unterminated) where window.damage != nil: isWhole = false
    case .damage(.unterminated): note("the file ends too early; \(so)", at: window.count)
    case .damage(let error): note("damaged: \(error.reason); \(so)", at: error.offset)
    case .tooLarge: note("a value is larger than \(limits.record >> 20) MiB; \(so)", at: 0)
    }
  }

  /// Notes the damage at the end of the file, even if the list of gaps is full.
  mutating func noteDamage() {
    guard let damage = window.damage else { return }
    isWhole = false
    let end = window.position.advanced(by: window.count, over: window.bytes.span.extracting(window.range))
    gaps.append(Gap(place: Gap.file, reason: "\(damage); \(so)", position: end))
  }

  /// What was read despite the damage, for a message.
  private var so: String {
    let (one, many) = kind == .har ? ("entry", "entries") : ("event", "events")
    return switch records {
    case 0: "no \(one) could be read"
    case 1: "1 \(one) before it was read"
    default: "\(records) \(many) before it were read"
    }
  }
}
