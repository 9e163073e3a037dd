import Bytes
import Captures

/// Writes a capture while it is read, with edits applied.
final class CaptureRewriter: CaptureSink {
  private let output: any ByteOutput
  /// The next edits, in order, by their offsets in the capture.
  private var pending: [Edit] = []
  private var next = 0
  /// The offset up to which all edits are known.
  private var limit = Int.max
  /// The bytes that were taken and not written yet, and their offset.
  private var held: [UInt8] = []
  private var heldFrom = 0
  /// The error of writing. Reading continues anyway, because it cannot be stopped from here.
  private(set) var failure: (any Error)?

  init(to output: any ByteOutput) {
    self.output = output
  }

  /// Adds edits of bytes at `offset` that have not been consumed, in order.
  func put(_ edits: [Edit], at offset: Int) {
    pending += edits.map { Edit(range: $0.range.lowerBound + offset..<$0.range.upperBound + offset, bytes: $0.bytes) }
  }

  /// Writes nothing from an offset on until the edits there are known.
  func hold(from offset: Int) { limit = min(limit, offset) }

  /// Declares that all edits before an offset are known; nil for all bytes taken.
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
