import Bytes
import Captures
import Vocabulary

extension FuzzTarget {
  /// The readers of HARs, logs and batches: the same records are read whatever the block size, each is where it says, and every
  /// byte is passed to the sink.
  static let captures = FuzzTarget("captures", longest: 2_048) { input in
    let unfolded = try unfolded(input)
    for coverage in [CaptureReader.Selection.records, .everything] {
      let whole = try ReadCapture(ByteSource(name: "capture", bytes: input), block: 16 << 10, coverage)
      if let complaint = whole.complaint(about: unfolded) { return complaint }
      let pieces = try ReadCapture(ByteSource(name: "capture", bytes: input, piece: 13), block: 64, coverage)
      if let complaint = pieces.complaint(about: unfolded) { return "in pieces, \(complaint)" }
      if let difference = pieces.difference(from: whole, isPacked: unfolded != input) { return difference }
    }
    return nil
  }

  /// Gzip, zstd and UTF-16 around captures: the output is the same whatever the block size.
  static let packed = FuzzTarget("packed", longest: 1_024) { input in
    let whole = try ReadCapture(ByteSource(name: "capture", bytes: input), block: 64 << 10, .recordsAndDamage)
    let pieces = try ReadCapture(ByteSource(name: "capture", bytes: input, piece: 1), block: 512, .recordsAndDamage)
    return try whole.complaint(about: unfolded(input)) ?? pieces.difference(from: whole, isPacked: true)
  }

  /// The bytes that a capture is read from.
  private static func unfolded(_ input: [UInt8]) throws -> [UInt8] {
    var source = ByteSource(name: "capture", bytes: input)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while case let got = try source.read(into: &buffer, at: 0, count: buffer.count), got > 0 { bytes += buffer[..<got] }
    return bytes
  }
}

/// What was read from a capture.
private struct ReadCapture {
  /// Takes the bytes that are consumed.
  private final class Passed: CaptureSink {
    var bytes: [UInt8] = []
    var isInOrder = true

    func take(_ bytes: Span<UInt8>, from offset: Int) {
      if offset != self.bytes.count { isInOrder = false }
      self.bytes.append(copying: bytes)
    }
  }

  private struct Item: Equatable {
    var index: Int
    var start: Int
    var value: [UInt8]
  }

  private let passed = Passed()
  private var items: [Item] = []
  private var summary: CaptureSummary?
  private var error: CaptureError?
  private var stray: String?

  init(_ source: consuming ByteSource, block: Int, _ coverage: CaptureReader.Selection) throws {
    var limits = CaptureReader.ReadingLimits()
    limits.block = block
    var (items, stray) = ([Item](), String?.none)
    do {
      summary = try CaptureReader(source, limits: limits, coverage: coverage, sink: passed).read { record, bytes in
        guard record.range.upperBound <= bytes.count else {
          stray = "record \(record.index) ends at \(record.range.upperBound) of \(bytes.count) bytes"
          return
        }
        items.append(
          Item(
            index: record.index, start: record.origin.offset + record.range.lowerBound,
            value: Array(copying: bytes.extracting(record.range))))
      }
    } catch let error as CaptureError {
      self.error = error
    }
    (self.items, self.stray) = (items, stray)
  }

  /// What is wrong with it; `unfolded` are the decompressed bytes of the capture.
  func complaint(about unfolded: [UInt8]) -> String? {
    if let stray { return stray }
    guard let summary else { return error?.reason.isEmpty == false ? nil : "neither read, nor refused for a reason" }
    if passed.bytes != unfolded || !passed.isInOrder { return "other bytes were passed on than were read" }
    if summary.bytes != unfolded.count { return "\(summary.bytes) of \(unfolded.count) bytes were counted" }
    return strayItem(unfolded)
  }

  private func strayItem(_ unfolded: [UInt8]) -> String? {
    for item in items where !unfolded[min(item.start, unfolded.count)...].starts(with: item.value) {
      return "record \(item.index) does not stand at \(item.start)"
    }
    return nil
  }

  /// How it differs from the same capture with another block size. The position of damage in compressed data depends on the block size.
  func difference(from other: ReadCapture, isPacked: Bool) -> String? {
    if isPacked ? (error == nil) != (other.error == nil) : error != other.error {
      return "in pieces \(error?.reason ?? "it is read"), whole \(other.error?.reason ?? "it is read")"
    }
    if items.count != other.items.count { return "in pieces \(items.count) records, whole \(other.items.count)" }
    if let (item, _) = zip(items, other.items).first(where: { $0 != $1 }) { return "record \(item.index) is another in pieces" }
    return isPacked || summary == other.summary ? nil : "in pieces the summary is another"
  }
}
