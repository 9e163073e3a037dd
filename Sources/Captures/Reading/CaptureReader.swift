import Bytes
import Vocabulary

/// Reads a capture from a file or from standard input, one record at a time.
///
/// What kind of capture it is shows in its content. In memory there is the record at hand and the rest of a block;
/// a pipe is read the same way as a file.
package struct CaptureReader: ~Copyable {
  /// Takes a record and the bytes that its ranges point into, which are gone after the call.
  package typealias RecordHandler = (Record, Span<UInt8>) throws -> Void

  /// What reading may cost.
  package struct ReadingLimits: Sendable {
    /// How many bytes are read at a time.
    package var block = 256 << 10
    /// How many bytes are looked at to tell what the capture is.
    package var lookahead = 4 << 20
    /// A larger record, in bytes, is left out and named.
    package var record = 256 << 20
    /// How many bytes of a damaged line are looked at as a text.
    package var damagedLine = 1 << 20
    /// More damaged places are counted, not listed.
    package var gaps = 100

    package init() {}
  }

  /// What is handed on.
  package enum Selection: Sendable {
    /// What was sent: exchanges and events.
    case records
    /// What was sent, and of a log the damaged lines as the texts that they are.
    case recordsAndDamage
    /// Everything that is a text: also what a HAR says of its pages and producer, and what stands between the events of a log.
    case everything
  }

  /// The path as given.
  package let name: String
  let coverage: Selection

  var window: CaptureWindow
  let limits: ReadingLimits
  var kind = CaptureKind.events
  /// The records handed on so far.
  var records = 0
  var gaps: [Gap] = []
  /// Whether every byte so far was understood.
  var isWhole = true
  /// What recorded the capture, as a HAR says.
  var producer: String?
  /// Damage that is past the limit of ``gaps``.
  var unlisted = 0

  /// Opens a capture; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    self.init(try ByteSource(path: path))
  }

  /// `sink` takes all the bytes of the capture, each record's after it was handed on.
  package init(
    _ source: consuming ByteSource, limits: ReadingLimits = ReadingLimits(), coverage: Selection = .records, sink: (any CaptureSink)? = nil
  ) {
    name = source.name
    self.limits = limits
    self.coverage = coverage
    window = CaptureWindow(source, block: limits.block, sink: sink)
  }

  /// Reads the capture to its end, or to damage that cannot be passed, and hands on each record in order.
  /// - Throws: ``CaptureError`` where there is no capture, and what `body` throws.
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
    // Whoever writes into a pipe is let finish, and the size is that of the whole capture.
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

  /// Looks at the beginning of the capture until it is clear what it is, and passes what stands before the first value.
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
  /// Hands on a text of the window that is no record, where everything is wanted.
  borrowing func remark(_ range: Range<Int>, _ body: RecordHandler) throws {
    guard coverage == .everything, !range.isEmpty else { return }
    let record = Record(index: records, range: range, origin: window.position, content: .text(range))
    try body(record, window.bytes.span.extracting(window.range).extracting(0..<range.upperBound))
  }
}

/// How the records of a capture lie in it.
enum CaptureLayout: Equatable {
  /// `{"log": {"entries": […]}}` or `{"entries": […]}`; `wrapped` in the call of a function (JSONP).
  case har(wrapped: Bool)
  /// `[…]`.
  case array
  /// `{"batch": […], …}`; or, where it is not `batchOnly`, a large object with any array of objects.
  case envelope(batchOnly: Bool)
  /// Values one after the other, a line each or over several lines, where they are `numbered` in order.
  case log(numbered: Bool)
}

/// Why reading cannot go on.
enum Halt: Error {
  /// The offset is that in the window.
  case damage(JSONError)
  case tooLarge
}
