/// What was learnt of a capture by reading it to its end.
package struct CaptureSummary: Equatable, Sendable {
  package var kind: CaptureKind
  /// How many entries or events were handed on; a ``Record/member`` is not among them.
  package var records: Int
  /// How many bytes the capture has, those after damage too.
  package var bytes: Int
  /// What was not read, in the order of the file.
  package var gaps: [Gap]
  /// Whether every byte was understood; else some of the file is damaged or too large.
  package var isWhole: Bool
  /// What recorded it, as it says itself: names and versions.
  package var producer: String?

  package init(kind: CaptureKind, records: Int, bytes: Int, gaps: [Gap], isWhole: Bool = true, producer: String? = nil) {
    self.producer = producer
    self.kind = kind
    self.records = records
    self.bytes = bytes
    self.gaps = gaps
    self.isWhole = isWhole
  }

  /// Whether no part of the file was lost to damage or size.
  package var complete: Bool { !gaps.contains { $0.place == Gap.file } }
}

extension Gap {
  /// The place of a gap that is damage to the file, or a record too large to hold.
  package static let file = "file"
  /// The place of the one gap that counts the lines of a log that hold no JSON.
  package static let lines = "lines"
}
