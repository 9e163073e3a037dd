import Captures

/// Writes a capture as it is read, with edits in place of what stood there.
final class CaptureRewriter: CaptureSink {
  private let output: any ByteOutput
  /// The edits to come, in order, by their offsets in the capture.
  private var pending: [Edit] = []
  private var next = 0
  /// What writing ended with; reading goes on all the same, since it cannot be stopped from here.
  private(set) var failure: (any Error)?

  init(to output: any ByteOutput) {
    self.output = output
  }

  /// Puts edits of bytes that stand at `offset` and have not been passed; they are in order.
  func put(_ edits: [Edit], at offset: Int) {
    pending += edits.map { Edit(range: $0.range.lowerBound + offset..<$0.range.upperBound + offset, bytes: $0.bytes) }
  }

  func take(_ bytes: Span<UInt8>, from offset: Int) {
    guard failure == nil else { return }
    do {
      try write(bytes, from: offset)
    } catch {
      failure = error
    }
  }

  private func write(_ bytes: Span<UInt8>, from offset: Int) throws {
    var at = 0
    let end = offset + bytes.count
    while next < pending.count, pending[next].range.lowerBound < end {
      let edit = pending[next]
      try output.write(bytes.extracting(at..<edit.range.lowerBound - offset))
      try output.write(edit.bytes)
      at = edit.range.upperBound - offset
      next += 1
    }
    try output.write(bytes.extracting(at..<bytes.count))
    if next == pending.count {
      pending.removeAll(keepingCapacity: true)
      next = 0
    }
  }
}
