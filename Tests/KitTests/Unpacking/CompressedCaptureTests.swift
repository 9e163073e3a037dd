import Foundation
import Testing

@testable import Captures
@testable import Redacting

/// Captures in gzip and zstd, recognised by content and read as streams.
@Suite struct CompressedCaptureTests {
  enum Format: CaseIterable {
    case gzip, zstd

    func packed(_ text: String) -> [UInt8] { self == .gzip ? Packing.gzip(text) : Packing.zstd(text) }
  }

  @Test(arguments: Format.allCases, Sample.allCases)
  func `a compressed capture reads like the capture`(format: Format, sample: Sample) throws {
    let whole = try Reading(sample.text)
    let packed = format.packed(sample.text)
    for (block, piece) in [(4096, Int.max), (1, 1), (7, 3), (64, 2)] {
      #expect(try Reading(packed, block: block, piece: piece) == whole)
    }
  }

  @Test func `what the gzip and zstd programs wrote is read`() throws {
    // {"type":"track","n":1} and a line feed, by `gzip -9` and by `zstd -19`.
    let gzip: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0x2A, 0xA9, 0x2C, 0x48, 0x55, 0xB2, 0x52, 0x2A,
      0x29, 0x4A, 0x4C, 0xCE, 0x56, 0xD2, 0x51, 0xCA, 0x53, 0xB2, 0x32, 0xAC, 0xE5, 0x02, 0x00, 0x7E, 0xC0, 0x79, 0x64, 0x17,
      0x00, 0x00, 0x00,
    ]
    let zstd: [UInt8] = [
      0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x68, 0xB9, 0x00, 0x00, 0x7B, 0x22, 0x74, 0x79, 0x70, 0x65, 0x22, 0x3A, 0x22, 0x74, 0x72,
      0x61, 0x63, 0x6B, 0x22, 0x2C, 0x22, 0x6E, 0x22, 0x3A, 0x31, 0x7D, 0x0A, 0xD8, 0xBF, 0x22, 0x76,
    ]
    for bytes in [gzip, zstd] { #expect(try Reading(bytes) == Reading("{\"type\":\"track\",\"n\":1}\n")) }
  }

  @Test(arguments: Format.allCases)
  func `members and frames one after the other are one capture`(format: Format) throws {
    let (first, second) = ("{\"n\": 1}\n{\"n\"", ": 2}\n")
    let packed = format.packed(first) + format.packed(second)
    for piece in [1, 5, .max] { #expect(try Reading(packed, block: 8, piece: piece) == Reading(first + second)) }
    let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 9, 9, 9]
    if format == .zstd { #expect(try Reading(skippable + packed) == Reading(first + second)) }
    if format == .gzip { #expect(try Reading(packed + [0, 0, 0, 0]) == Reading(first + second)) }
  }

  @Test func `compressed twice is read, more than three times over is refused`() throws {
    let text = "{\"n\": 1}\n"
    let once = Packing.gzip(text)
    let twice = Packing.gzip(once)
    let thrice = Packing.gzip(twice)
    #expect(try Reading(twice) == Reading(text))
    #expect(try Reading(thrice, block: 1, piece: 1) == Reading(text))
    #expect(try refusal(Packing.gzip(thrice)) == "capture: the capture is compressed more than 3 times over (gzip)")
  }

  @Test(arguments: [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], Array("BZh91AY".utf8), [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]])
  func `other packings are named`(head: [UInt8]) throws {
    #expect(try refusal(head + [0, 1, 2])?.contains("which is not read: unpack it first") == true)
  }

  // MARK: Damage

  private static let log = (0..<400).map { "{\"type\":\"track\",\"n\":\($0 * 7919 % 1009)}\n" }.joined()

  @Test(arguments: Format.allCases)
  func `every prefix gives its complete records`(format: Format) throws {
    let packed = format.packed(Self.log)
    let whole = try Reading(Self.log)
    var most = 0
    for length in stride(from: 4, to: packed.count, by: 7) {
      guard let reading = try? Reading(Array(packed[..<length]), block: 512) else { continue }
      #expect(reading.items == Array(whole.items.prefix(reading.items.count)))
      #expect(reading.gaps.count == 1)
      #expect(reading.gaps.first?.contains("the \(format) data end too early; ") == true)
      #expect(!reading.summary.complete)
      most = max(most, reading.items.count)
    }
    // A zstd block is decompressed completely or not at all, and this is one.
    #expect(format == .zstd || most > 300)
  }

  @Test func `blocks before the one that is cut off are not lost with it`() throws {
    // Five blocks of at most 128 KiB of noise in digits.
    var numbers = SeededNumbers(1)
    let text = (0..<40_000).map { _ in "{\"n\":\(1_000_000 + numbers.below(1_000_000))}\n" }.joined()
    let reading = try Reading(Packing.zstd(text).dropLast(2_000))
    #expect(reading.items.count >= 4 * (128 << 10) / 14)
    #expect(try reading.items == Array(Reading(text).items.prefix(reading.items.count)))
    #expect(reading.gaps.count == 1)
  }

  @Test func `nothing before damage is lost, and it is named once`() throws {
    let text = "{\"log\": {\"entries\": [" + String(repeating: "{\"request\": {\"url\": \"a\"}},\n", count: 500) + "{}]}}"
    let packed = Packing.gzip(text)
    let reading = try Reading(Array(packed[..<(packed.count - 12)]))
    #expect(reading.items.count > 400)
    #expect(reading.gaps.count == 1)
    let gap = "file: the gzip data end too early; \(reading.items.count) entries before it were read at "
    #expect(reading.gaps.first?.hasPrefix(gap) == true)
  }

  @Test(arguments: Format.allCases)
  func `a wrong checksum is a gap, and all is read`(format: Format) throws {
    var packed = format.packed(Self.log)
    packed[packed.count - (format == .gzip ? 8 : 1)] ^= 0xFF
    let reading = try Reading(packed)
    #expect(try reading.items == Reading(Self.log).items)
    #expect(reading.gaps.count == 1)
    #expect(reading.gaps.first?.contains("the checksum of the \(format) data is wrong") == true)
  }

  @Test(arguments: Format.allCases)
  func `trailing data is a gap`(format: Format) throws {
    let packed = format.packed(Self.log)
    let reading = try Reading(packed + Array("{\"n\": 1}".utf8), block: 64)
    #expect(try reading.items == Reading(Self.log).items)
    #expect(reading.gaps.first?.contains("other data follow the \(format) data at their byte \(packed.count) and were not read") == true)
  }

  @Test func `data that are damaged from the start are refused with the cause`() throws {
    #expect(try refusal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF])?.contains("the gzip data are damaged") == true)
    #expect(try refusal(Array(Packing.gzip("{}").prefix(9)))?.contains("the gzip data end too early") == true)
    #expect(try refusal(Packing.gzip("")) == "capture: the file is empty")
    #expect(try refusal([0x28, 0xB5, 0x2F, 0xFD, 0, 0xF8, 1, 0, 0]) != nil)
  }

  @Test(arguments: Format.allCases)
  func `no mutation crashes or hangs`(format: Format) throws {
    let packed = format.packed(Sample.har.text)
    for at in packed.indices {
      for bit in 0..<8 {
        var mutated = packed
        mutated[at] ^= 1 << bit
        _ = try? Reading(mutated, block: 512)
      }
    }
  }

  // MARK: Bombs

  private func unfolded(_ bytes: [UInt8]) throws -> (count: Int, damage: String?) {
    var source = ByteSource(name: "bomb", bytes: bytes)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var count = 0
    while case let got = try source.read(into: &buffer, at: 0, count: buffer.count), got > 0 { count += got }
    return (count, source.damage)
  }

  @Test func `a bomb stops`() throws {
    let bomb = Packing.zstd("{\"log\":{\"entries\":[{}", thenBlocksOf: 0x20, count: 100_000)
    let (count, damage) = try unfolded(bomb)
    #expect(count > Allowance.free && count < Allowance.free + 4 << 20 + bomb.count * Allowance.ratio)
    #expect(damage?.contains("unfolds to more than 1000 times its size") == true)
  }

  @Test func `a bomb in a bomb stops, though little comes out`() throws {
    // The inner data are frames that zstd skips.
    let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 0, 0, 1, 0] + [UInt8](repeating: 0, count: 1 << 16)
    var inner = skippable
    while inner.count < 20 << 20 { inner += inner }
    let outer = Packing.gzip(inner)
    let (count, damage) = try unfolded(Packing.gzip(outer + outer + outer + outer + outer))
    #expect(count == 0)
    #expect(damage?.contains("unfolds to more than 1000 times its size") == true)
  }

  @Test func `repetition that is not hostile is read to its end`() throws {
    let blocks = 400  // 50 MiB of 2 KB
    let (count, damage) = try unfolded(Packing.zstd("{}", thenBlocksOf: 0x0A, count: blocks))
    #expect(count == 2 + blocks << 17)
    #expect(damage == nil)
  }

  // MARK: Pipes

  @Test(arguments: Format.allCases)
  func `a pipe is read like a file`(format: Format) throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(format.packed(Sample.har.text)))
    try pipe.fileHandleForWriting.close()
    let reader = try CaptureReader(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(try Reading(reader) == Reading(Sample.har.text))
  }
}
