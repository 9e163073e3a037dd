import Bytes
import Captures

/// Writes a capture as it is read, with edits in place of what stood there.
final class CaptureRewriter: CaptureSink {
  private let output: any ByteOutput
  /// The edits to come, in order, by their offsets in the capture.
  private var pending: [Edit] = []
  private var next = 0
  /// Up to where all edits are known.
  private var limit = Int.max
  /// What has been taken and is not written, and where it begins.
  private var held: [UInt8] = []
  private var heldFrom = 0
  /// What writing ended with; reading goes on all the same, since it cannot be stopped from here.
  private(set) var failure: (any Error)?

  init(to output: any ByteOutput) {
    self.output = output
  }

  /// Puts edits of bytes that stand at `offset` and have not been passed; they are in order.
  func put(_ edits: [Edit], at offset: Int) {
    pending += edits.map { Edit(range: $0.range.lowerBound + offset..<$0.range.upperBound + offset, bytes: $0.bytes) }
  }

  /// Writes nothing from an offset on, as long as it is not known what is to be edited there.
  func hold(from offset: Int) { limit = min(limit, offset) }

  /// Says that all edits before an offset are known; nil for all that were taken.
  func settle(upTo offset: Int?) {
    limit = offset ?? .max
    let count = min(held.count, limit - heldFrom)
    guard count > 0 else { return }
    pass(held.span.extracting(0..<count), from: heldFrom)
    held.removeFirst(count)
    heldFrom += count
  }

  func take(_ bytes: Span<UInt8>, from offset: Int) {
    let count = held.isEmpty ? max(0, min(bytes.count, limit - offset)) : 0
    if count > 0 { pass(bytes.extracting(0..<count), from: offset) }
    guard count < bytes.count else { return }
    if held.isEmpty { heldFrom = offset + count }
    held.append(copying: bytes.extracting(count..<bytes.count))
  }

  private func pass(_ bytes: Span<UInt8>, from offset: Int) {
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
