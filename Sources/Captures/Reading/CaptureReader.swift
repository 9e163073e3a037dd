import Bytes
import Vocabulary

/// Reads a capture from a file or from standard input, one record at a time.
///
/// The content shows what kind of capture it is. Memory holds the current record and the rest of a block. A pipe is read the same
/// way as a file.
package struct CaptureReader: ~Copyable {
  /// Takes a record and the bytes that its ranges refer to, which are valid only during the call.
  package typealias RecordHandler = (Record, Span<UInt8>) throws -> Void

  /// Limits on memory and work.
  package struct ReadingLimits: Sendable {
    /// How many bytes are read at a time.
    package var block = 256 << 10
    /// How many bytes are searched to recognise the format.
    package var lookahead = 4 << 20
    /// A record with more bytes is left out and reported.
    package var record = 256 << 20
    /// How many bytes of a damaged line are read as text.
    package var damagedLine = 1 << 20
    /// How many gaps are listed; more are only counted.
    package var gaps = 100

    package init() {}
  }

  /// What is delivered.
  package enum Selection: Sendable {
    /// What was sent: exchanges and events.
    case records
    /// What was sent and, for a log, damaged lines as text.
    case recordsAndDamage
    /// Every text, including what a HAR says about its pages and producer, and text between the events of a log.
    case everything
  }

  /// The path as given.
  package let name: String
  let coverage: Selection

  var window: CaptureWindow
  let limits: ReadingLimits
  var kind = CaptureKind.events
  /// The number of records delivered so far.
  var records = 0
  var gaps: [Gap] = []
  /// Whether every byte so far was understood.
  var isWhole = true
  /// The program that recorded the capture, according to the HAR.
  var producer: String?
  /// The number of gaps beyond the limit ``ReadingLimits/gaps``.
  var unlisted = 0

  /// Opens a capture; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    self.init(try ByteSource(path: path))
  }

  /// `sink` takes all bytes of the capture, those of a record after it was delivered.
  package init(
    _ source: consuming ByteSource, limits: ReadingLimits = ReadingLimits(), coverage: Selection = .records, sink: (any CaptureSink)? = nil
  ) {
    name = source.name
    self.limits = limits
    self.coverage = coverage
    window = CaptureWindow(source, block: limits.block, sink: sink)
  }

  /// Reads the capture to its end, or to damage that cannot be skipped, and delivers each record in order.
  /// - Throws: ``CaptureError`` if it is not a capture, and what `body` throws.
  package consuming func read(_ body: RecordHandler) throws -> CaptureSummary {
    let layout = try sniff(body)
    do {
      switch layout {
      case .har(let wrapped): try readHAR(wrapped: wrapped, body)
      case .array: try readArray(body)
      case .envelope(let batchOnly): try readEnvelopes(batchOnly: batchOnly, body)
      case .log(let numbered): try readLog(numbered: numbered, body)
      }
    } catch let halt as Halt {
      note(halt)
    }
    // Read on to the end: a program that writes into a pipe must not fail, and the size must be that of the whole capture.
    while !window.atEnd {
      window.pass(window.count)
      try window.fill()
    }
    noteDamage()
    window.pass(window.count)
    if unlisted > 0 {
      gaps.append(Gap(place: Gap.file, reason: "\(unlisted) more damaged places", position: nil))
    }
    return CaptureSummary(
      kind: kind, records: records, bytes: window.position.offset, gaps: gaps, isWhole: isWhole, producer: producer)
  }

  /// Reads the beginning of the capture until its format is clear, and consumes what precedes the first value.
  private mutating func sniff(_ body: RecordHandler) throws -> CaptureLayout {
    while true {
      try window.fill()
      let sniffed: CaptureSniffer.Sniffed
      do throws(CaptureSniffer.Unrecognised) {
        let final = window.atEnd || window.count >= limits.lookahead
        sniffed = try CaptureSniffer.sniff(window.bytes.span.extracting(window.range), atEnd: window.atEnd, final: final)
      } catch {
        if let damage = window.damage {
          throw CaptureError.unrecognised(path: name, reason: "\(damage); nothing before it is a capture", position: Position())
        }
        let place = window.position.advanced(by: error.offset, over: window.bytes.span.extracting(window.range))
        throw CaptureError.unrecognised(path: name, reason: error.reason, position: place)
      }
      switch sniffed {
      case .more: continue
      case .found(let layout, let kind, let start):
        self.kind = kind
        try remark(0..<start, body)
        window.pass(start)
        return layout
      }
    }
  }
}

extension CaptureReader {
  /// Delivers a text of the window that is not a record, if everything is wanted.
  borrowing func remark(_ range: Range<Int>, _ body: RecordHandler) throws {
    guard coverage == .everything, !range.isEmpty else { return }
    let record = Record(index: records, range: range, origin: window.position, content: .text(range))
    try body(record, window.bytes.span.extracting(window.range).extracting(0..<range.upperBound))
  }
}

/// How the records are laid out in a capture.
enum CaptureLayout: Equatable {
  /// `{"log": {"entries": […]}}` or `{"entries": […]}`; `wrapped` in a function call (JSONP).
  case har(wrapped: Bool)
  /// `[…]`.
  case array
  /// `{"batch": […], …}`; unless `batchOnly`, also a large object with any array of objects.
  case envelope(batchOnly: Bool)
  /// Values one after the other, one per line, or, if `numbered` in order, over several lines.
  case log(numbered: Bool)
}

/// Why reading cannot continue.
enum Halt: Error {
  /// The offset is relative to the window.
  case damage(JSONError)
  case tooLarge
}
