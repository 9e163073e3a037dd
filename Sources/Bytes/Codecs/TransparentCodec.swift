/// An encoding in which each decoded byte comes from a few raw bytes in the same order, so that a part of the decoded text can be
/// shown, and replaced, in the raw text.
package protocol TransparentCodec {
  /// Decodes `raw` and hands over each decoded byte with the raw bytes that it stands for.
  static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void)

  /// Encodes what the encoding cannot hold as it is, and nothing else.
  static func encoded(_ text: Span<UInt8>) -> [UInt8]

  /// The decoded bytes.
  static func decoded(_ raw: Span<UInt8>) -> [UInt8]

  /// The raw bytes that ranges of the decoded text stand for, which are in order, not empty, and do not overlap.
  static func sources(of ranges: [Range<Int>], in raw: Span<UInt8>) -> [Range<Int>]

  /// The raw bytes that `range` of the decoded text stands for.
  static func source(of range: Range<Int>, in raw: Span<UInt8>) -> Range<Int>
}

/// What every codec does with what it decodes. Other modules call it by the codecs' own names: here it is specialised for each.
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
