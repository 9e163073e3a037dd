/// Searches that touch every byte of a capture, many bytes per step.
extension Span<UInt8> {
  /// The number of line feeds in `range`.
  package func countLines(in range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Span<UInt8>.bytes is safe for a byte, which has no padding to reveal.
    let raw = unsafe bytes
    let (ones, lows) = (0x0101_0101_0101_0101 as UInt64, 0x7F7F_7F7F_7F7F_7F7F as UInt64)
    var total = 0
    var at = range.lowerBound
    while at &+ 8 <= range.upperBound {
      // Eight counters of one byte each, added up before any can overflow.
      var counters: UInt64 = 0
      let stop = Swift.min((range.upperBound &- at) >> 3, 255)
      for word in 0..<stop {
        // Within bounds: the last of `stop` words ends at `range.upperBound` or before, which is within the span.
        let bytes = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at &+ word &<< 3, as: UInt64.self)
        let differing = bytes ^ (ones &* 0x0A)
        // The high bit of a byte is set here exactly if the byte is zero.
        let zeros = ~((differing & lows) &+ lows | differing | lows)
        counters &+= zeros &>> 7
      }
      let pairs = (counters & 0x00FF_00FF_00FF_00FF) &+ (counters &>> 8 & 0x00FF_00FF_00FF_00FF)
      total &+= Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
      at &+= stop &<< 3
    }
    while at < range.upperBound {
      if self[at] == UInt8(ascii: "\n") { total &+= 1 }
      at &+= 1
    }
    return total
  }

  /// The offset of the first `byte` in `range`, or nil.
  package func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Span<UInt8>.bytes is safe for a byte, which has no padding to reveal.
    let raw = unsafe bytes
    let sought = SIMD16<UInt8>(repeating: byte)
    var at = range.lowerBound
    while at &+ 16 <= range.upperBound {
      // Within bounds: `at + 16 <= range.upperBound`, which the precondition holds within the span.
      let block = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      if any(block .== sought) { break }
      at &+= 16
    }
    while at < range.upperBound {
      if self[at] == byte { return at }
      at &+= 1
    }
    return nil
  }

  /// The offset of the last `byte` in `range`, or nil.
  package func last(_ byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Span<UInt8>.bytes is safe for a byte, which has no padding to reveal.
    let raw = unsafe bytes
    let sought = SIMD16<UInt8>(repeating: byte)
    var at = range.upperBound
    while at &- 16 >= range.lowerBound {
      // Within bounds: `at - 16 >= range.lowerBound`, which the precondition holds within the span.
      let block = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at &- 16, as: SIMD16<UInt8>.self)
      if any(block .== sought) { break }
      at &-= 16
    }
    while at > range.lowerBound {
      at &-= 1
      if self[at] == byte { return at }
    }
    return nil
  }
}
