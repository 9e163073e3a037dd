import Zlib
import Zstd

/// Compresses bytes, by hand if a test needs what no program writes.
enum Packing {
  static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] { Zlib.deflate(bytes.span, .gzip) }

  static func zstd(_ text: String) -> [UInt8] { ZstdStream.compress(Array(text.utf8).span) }

  /// A frame of blocks of one repeated byte, 128 KiB for four bytes (RFC 8878 § 3.1.1).
  static func zstd(_ text: String, thenBlocksOf byte: UInt8, count: Int) -> [UInt8] {
    func header(_ type: Int, _ size: Int, isLast: Bool) -> [UInt8] {
      let bits = (isLast ? 1 : 0) | type << 1 | size << 3
      return [UInt8(bits & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits >> 16)]
    }
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    frame += header(0, text.utf8.count, isLast: count == 0) + text.utf8
    for block in 0..<count { frame += header(1, 128 << 10, isLast: block == count - 1) + [byte] }
    return frame
  }

  /// An entry of a zip archive.
  struct Entry {
    var name: String
    var bytes: [UInt8]
    var method = 8
    var isEncrypted = false
    /// Whether its sizes follow it, as in streamed archives.
    var isStreamed = false
    var isWrong = false

    init(_ name: String, _ text: String) {
      self.init(name, bytes: Array(text.utf8))
    }

    init(_ name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    func with(_ change: (inout Entry) -> Void) -> Entry {
      var copy = self
      change(&copy)
      return copy
    }
  }

  /// A zip archive, without its directory if `cut`.
  static func zip(_ entries: Entry..., cut: Bool = false) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed =
        switch entry.method {
        case 8: Zlib.deflate(entry.bytes.span, .raw)
        case 93: ZstdStream.compress(entry.bytes.span)
        default: entry.bytes
        }
      let sum = Int(Zlib.crc32(entry.bytes.span)) ^ (entry.isWrong ? 1 : 0)
      let sizes = number(sum, 4) + number(packed.count, 4) + number(entry.bytes.count, 4)
      let flags = (entry.isEncrypted ? 1 : 0) | (entry.isStreamed ? 8 : 0)
      let common = number(20, 2) + number(flags, 2) + number(entry.method, 2) + number(0, 4)
      let lengths = number(entry.name.utf8.count, 2) + number(0, 2)
      directory += number(0x0201_4B50, 4) + number(20, 2) + common + sizes + lengths
      directory += number(0, 10) + number(archive.count, 4) + entry.name.utf8
      archive += number(0x0403_4B50, 4) + common + (entry.isStreamed ? number(0, 12) : sizes) + lengths + entry.name.utf8 + packed
      if entry.isStreamed { archive += number(0x0807_4B50, 4) + sizes }
    }
    if cut { return archive }
    let counts = number(entries.count, 2) + number(entries.count, 2)
    let end = number(0x0605_4B50, 4) + number(0, 4) + counts + number(directory.count, 4) + number(archive.count, 4) + number(0, 2)
    return archive + directory + end
  }

  /// A little-endian number.
  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
