import Bytes
internal import Zstd

/// Unwraps Zstandard (RFC 8878; `Content-Encoding: zstd`, RFC 9659).
extension Unwrapper {
  /// Whether bytes begin with a frame (RFC 8878 § 3.1.1).
  static func isZstd(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 4 && bytes[0] == 0x28 && bytes[1] == 0xB5 && bytes[2] == 0x2F && bytes[3] == 0xFD
  }

  /// Unwraps frames that fill all bytes; false for other data, or if the frames are damaged from the start.
  mutating func zstd(_ bytes: Span<UInt8>, layer: Int, at place: Range<Int>, node: Int, depth: Int) -> Bool {
    let limit = max(0, min(limits.output - output, max(1 << 20, bytes.count * limits.ratio)))
    let (text, isWhole) = ZstdStream.decompress(bytes, limit: limit)
    guard !text.isEmpty else { return false }
    if !isWhole { gap(node, "compressed data that are damaged or too large: only the beginning was examined") }
    guard let inner = self.layer(.zstd, text, of: layer, at: place) else { return true }
    content(text.span, layer: inner, node: enter(.layer(.zstd), node), depth: depth + 1)
    return true
  }
}
