import Testing

@testable import Zlib

@Suite struct ZlibTests {
  private static let text = Array("what is said again and again is said again".utf8)

  private func inflate(_ bytes: [UInt8], _ wrapping: Zlib.Wrapping, limit: Int = 1 << 20) -> Zlib.Inflated {
    Zlib.inflate(bytes.span, wrapping, limit: limit)
  }

  private func deflate(_ bytes: [UInt8], _ wrapping: Zlib.Wrapping) -> [UInt8] { Zlib.deflate(bytes.span, wrapping) }

  @Test(arguments: Zlib.Wrapping.allCases)
  func whatWasCompressedComesBack(_ wrapping: Zlib.Wrapping) {
    var numbers = SeededNumbers(3)
    for size in [0, 1, 2, 100, 16_383, 16_384, 65_535, 65_536, 65_537, 200_000] {
      let bytes = (0..<size).map { _ in UInt8(truncatingIfNeeded: numbers.below(1000)) }
      let packed = deflate(bytes, wrapping)
      #expect(inflate(packed, wrapping) == Zlib.Inflated(bytes: bytes, consumed: packed.count, end: .complete), "\(size) bytes")
    }
  }

  /// `hello hello hello hello\n` by the gzip program, without a name and a time.
  @Test func whatAnotherProgramCompressedIsRead() {
    let packed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 2, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0xB9, 0, 0, 0x88, 0x59, 0x0B, 0x18, 0, 0,
      0,
    ]
    let text = Array("hello hello hello hello\n".utf8)
    #expect(inflate(packed, .gzip) == Zlib.Inflated(bytes: text, consumed: packed.count, end: .complete))
  }

  @Test func membersOfGzipFollowOneAnother() {
    let packed = deflate(Array("one ".utf8), .gzip) + deflate([], .gzip) + deflate(Array("two".utf8), .gzip)
    #expect(inflate(packed, .gzip) == Zlib.Inflated(bytes: Array("one two".utf8), consumed: packed.count, end: .complete))
    // Trailing data that is not a member is ignored.
    #expect(inflate(packed + [0, 0, 0], .gzip) == Zlib.Inflated(bytes: Array("one two".utf8), consumed: packed.count, end: .complete))
    // A truncated second member still gives the first.
    #expect(inflate(Array(packed.dropLast(9)), .gzip).end == .unterminated)
    #expect(inflate(Array(packed.dropLast(9)), .gzip).bytes.starts(with: "one ".utf8))
  }

  @Test(arguments: Zlib.Wrapping.allCases)
  func whatEndsTooEarlyIsReadAsFarAsItGoes(_ wrapping: Zlib.Wrapping) {
    let packed = deflate(Self.text, wrapping)
    for end in 1..<packed.count {
      let inflated = inflate(Array(packed[..<end]), wrapping)
      #expect(inflated.end == .unterminated, "\(end)")
      #expect(Self.text.starts(with: inflated.bytes))
    }
  }

  @Test func damageIsReported() {
    var packed = deflate(Self.text, .gzip)
    packed[packed.count - 6] ^= 0x10
    // The checksum is wrong, and all of the text was decompressed.
    #expect(inflate(packed, .gzip).end == .damaged)
    #expect(inflate(packed, .gzip).bytes == Self.text)
    for wrapping in Zlib.Wrapping.allCases { #expect(inflate([0xFF, 0xFF, 0xFF, 0xFF], wrapping).end == .damaged) }
  }

  @Test(arguments: Zlib.Wrapping.allCases)
  func theOutputNeverPassesItsLimit(_ wrapping: Zlib.Wrapping) {
    let packed = deflate([UInt8](repeating: 0, count: 1 << 20), wrapping)
    for limit in [0, 1, 1_000, 65_536, 1 << 20 - 1] {
      let inflated = inflate(packed, wrapping, limit: limit)
      #expect(inflated.end == .overrun)
      #expect(inflated.bytes.count == limit)
    }
    #expect(inflate(packed, wrapping, limit: 1 << 20).end == .complete)
  }

  @Test func theLimitIsThatOfAllMembersTogether() {
    let member = deflate([UInt8](repeating: 0, count: 1_000), .gzip)
    let inflated = inflate(member + member + member, .gzip, limit: 2_500)
    #expect(inflated.end == .overrun)
    #expect(inflated.bytes.count == 2_500)
  }

  @Test func emptyInputIsUnterminated() {
    for wrapping in Zlib.Wrapping.allCases { #expect(inflate([], wrapping) == Zlib.Inflated(bytes: [], consumed: 0, end: .unterminated)) }
  }

  @Test(
    arguments: [
      ([0x78, 0x01], true), ([0x78, 0x5E], true), ([0x78, 0x9C], true), ([0x78, 0xDA], true), ([0x08, 0x1D], true), ([0x78, 0x9D], false),
      ([0x88, 0x1C], false), ([0x78], false), ([], false), ([0x79, 0x9C], false), ([0x78, 0xBB], false),
    ] as [([UInt8], Bool)])
  func theHeadOfZlibIsKnown(_ bytes: [UInt8], _ expected: Bool) {
    let isZlib = Zlib.isZlib(bytes.span)
    #expect(isZlib == expected)
  }
}
