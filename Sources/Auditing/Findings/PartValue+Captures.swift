import Captures
import Knowledge
import Vocabulary

extension Position: PartValue {
  func write(to part: inout PartWriter) { part.write(offset, line, column) }

  init(from part: inout PartReader) throws(PartError) {
    self.init(offset: try part.value(), line: try part.value(), column: try part.value())
  }
}

extension Gap: PartValue {
  func write(to part: inout PartWriter) {
    record.write(to: &part)
    part.write(place, reason)
    position.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(record: try part.value(), place: try part.value(), reason: try part.value(), position: try part.value())
  }
}

extension CaptureKind: PartValue {}

extension CaptureError: PartValue {
  func write(to part: inout PartWriter) {
    part.write(path, reason)
    if case .unrecognised(_, _, let position) = self { Optional(position).write(to: &part) } else { Position?.none.write(to: &part) }
  }

  init(from part: inout PartReader) throws(PartError) {
    let (path, reason): (String, String) = (try part.value(), try part.value())
    let position: Position? = try part.value()
    self = position.map { .unrecognised(path: path, reason: reason, position: $0) } ?? .unreadable(path: path, reason: reason)
  }
}

extension AuditedCapture: PartValue {
  /// The time of recording is part of what its records show.
  func write(to part: inout PartWriter) {
    part.write(path, file)
    kind.write(to: &part)
    part.write(records, bytes, ignored)
    isOptedOut.write(to: &part)
    gaps.write(to: &part)
    error.write(to: &part)
    part.write(digest, producer)
  }

  init(from part: inout PartReader) throws(PartError) {
    let (path, file): (String, String) = (try part.value(), try part.value())
    let kind: CaptureKind? = try part.value()
    let (records, bytes, ignored): (Int, Int, Int) = (try part.value(), try part.value(), try part.value())
    let isOptedOut: Bool = try part.value()
    self.init(
      path: path, file: file, kind: kind, records: records, bytes: bytes, ignored: ignored, isOptedOut: isOptedOut, gaps: try part.value(),
      error: try part.value())
    (digest, producer) = (try part.value(), try part.value())
  }
}

extension Parties.Evidence: PartValue {
  func write(to part: inout PartWriter) {
    opened.write(to: &part)
    frames.write(to: &part)
    answered.write(to: &part)
    sources.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init()
    opened = try part.value()
    frames = try part.value()
    answered = try part.value()
    sources = try part.value()
  }
}
