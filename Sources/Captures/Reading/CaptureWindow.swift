import Bytes
import Vocabulary

/// Takes all the bytes of a capture as they are consumed.
package protocol CaptureSink: AnyObject {
  /// Takes the next bytes, which are at `offset` in the capture.
  func take(_ bytes: Span<UInt8>, from offset: Int)
}

/// The part of a capture that is in memory: read, and not yet consumed.
///
/// It slides over the file. It grows only if the current value does not fit, and counts the lines of each byte once.
struct CaptureWindow: ~Copyable {
  /// The buffer; only ``range`` of it holds bytes of the file.
  private(set) var bytes: [UInt8]
  private(set) var range = 0..<0
  /// Whether the file ends with the window.
  private(set) var atEnd = false
  /// The position in the file of the window's first byte.
  private(set) var position = Position()

  private var source: ByteSource
  private let block: Int
  /// Takes all bytes in order as they are consumed, if wanted.
  private let sink: (any CaptureSink)?

  /// Begins at the first byte of `source`, and reads at least `block` bytes at a time.
  init(_ source: consuming ByteSource, block: Int, sink: (any CaptureSink)? = nil) {
    self.source = source
    self.sink = sink
    self.block = max(1, block)
    bytes = [UInt8](repeating: 0, count: max(1, block) * 2)
  }

  var count: Int { range.count }

  /// Why the file ends too early; nil if nothing is wrong.
  var damage: String? { source.damage }

  /// Consumes the first `count` bytes.
  mutating func pass(_ count: Int) {
    guard count > 0 else { return }
    sink?.take(bytes.span.extracting(range.lowerBound..<range.lowerBound + count), from: position.offset)
    position = position.advanced(by: count, over: bytes.span.extracting(range))
    range = (range.lowerBound + count)..<range.upperBound
  }

  /// Reads at least as many bytes as are in the window already, so that repeated attempts stay linear.
  mutating func fill() throws(CaptureError) {
    let wanted = max(block, count)
    makeRoom(wanted)
    var end = range.upperBound
    let target = end + wanted
    while end < target {
      let got = try source.read(into: &bytes, at: end, count: target - end)
      if got == 0 {
        atEnd = true
        break
      }
      end += got
      range = range.lowerBound..<end
    }
  }

  private mutating func makeRoom(_ wanted: Int) {
    guard bytes.count - range.upperBound < wanted else { return }
    let (start, length) = (range.lowerBound, range.count)
    if start > 0 {
      // Both places are within the buffer, as `range` is; the copy allows them to overlap.
      unsafe bytes.withUnsafeMutableBytes { unsafe $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
      range = 0..<length
    }
    let missing = wanted - (bytes.count - length)
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
  }
}
