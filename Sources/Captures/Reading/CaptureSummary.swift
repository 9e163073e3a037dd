/// What reading a capture to its end showed.
package struct CaptureSummary: Equatable, Sendable {
  package var kind: CaptureKind
  /// The number of entries or events; a ``Record/member`` does not count.
  package var records: Int
  /// The size of the capture in bytes, including those after damage.
  package var bytes: Int
  /// What was not read, in the order of the file.
  package var gaps: [Gap]
  /// Whether every byte was understood. If not, part of the file is damaged or too large.
  package var isWhole: Bool
  /// The program that recorded it, according to the capture: names and versions.
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
  /// The place of the gap that counts log lines without JSON.
  package static let lines = "lines"
}
