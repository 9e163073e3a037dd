/// An encoding in which each decoded byte comes from a few raw bytes, in order. A range of the decoded text can be located, and
/// replaced, in the raw text.
package protocol TransparentCodec {
  /// Decodes `raw`, and emits each decoded byte with the raw bytes that it comes from.
  static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void)

  /// Encodes the characters that must be encoded, and nothing else.
  static func encoded(_ text: Span<UInt8>) -> [UInt8]

  /// The decoded bytes.
  static func decoded(_ raw: Span<UInt8>) -> [UInt8]

  /// The raw bytes of ranges of the decoded text. The ranges are in order, not empty, and do not overlap.
  static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>]

  /// The raw bytes of `range` of the decoded text.
  static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int>
}

/// Shared by all codecs. Other modules call these through a codec's own name, so that they are specialised for it here.
extension TransparentCodec {
  fileprivate static func bytes(of raw: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    decode(raw) { byte, _ in bytes.append(byte) }
    return bytes
  }

  fileprivate static func raw(_ ranges: [Range<Int>], _ raw: Span<UInt8>) -> [Range<Int>] {
    var sources: [Range<Int>] = []
    var index = 0
    var low = 0
    decode(raw) { _, source in
      if sources.count < ranges.count {
        if index == ranges[sources.count].lowerBound { low = source.lowerBound }
        if index == ranges[sources.count].upperBound - 1 { sources.append(low..<source.upperBound) }
      }
      index += 1
    }
    return sources
  }

  fileprivate static func raw(_ range: Range<Int>, _ raw: Span<UInt8>) -> Range<Int> {
    var index = 0
    var low = raw.count
    var high = raw.count
    decode(raw) { _, source in
      if index == range.lowerBound { low = source.lowerBound }
      if index == range.upperBound - 1 { high = source.upperBound }
      index += 1
    }
    return low..<max(low, range.isEmpty ? low : high)
  }
}

extension Percent {
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8] { bytes(of: raw) }
  package static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>] { self.raw(ranges, raw) }
  package static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int> { self.raw(range, raw) }
}

extension FormPercent {
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8] { bytes(of: raw) }
  package static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>] { self.raw(ranges, raw) }
  package static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int> { self.raw(range, raw) }
}

extension JSONEscapes {
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8] { bytes(of: raw) }
  package static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>] { self.raw(ranges, raw) }
  package static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int> { self.raw(range, raw) }
}

extension HTMLEntities {
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8] { bytes(of: raw) }
  package static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>] { self.raw(ranges, raw) }
  package static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int> { self.raw(range, raw) }
}

extension QuotedPrintable {
  package static func decoded(_ raw: Span<UInt8>) -> [UInt8] { bytes(of: raw) }
  package static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>] { self.raw(ranges, raw) }
  package static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int> { self.raw(range, raw) }
}
