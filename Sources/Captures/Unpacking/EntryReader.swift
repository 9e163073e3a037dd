internal import Zlib

/// Reads an entry of an archive to its end, and compares it with its size and checksum in the archive.
final class EntryReader {
  private var input: ByteInput
  private let size: Int?
  private let checksum: UInt32?
  private var read = 0
  private var sum: UInt32 = 0
  private var ownDamage: String?

  /// Reads `input`, the decompressed entry.
  init(_ input: ByteInput, size: Int?, checksum: UInt32?) {
    self.input = input
    self.size = size
    self.checksum = checksum
  }

  var damage: String? { input.damage ?? ownDamage }

  func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    let got = try input.read(into: &buffer, at: offset, count: count)
    if got > 0 {
      sum = Zlib.crc32(buffer.span.extracting(offset..<offset + got), after: sum)
      read += got
    } else if let size, read < size {
      ownDamage = "the entry of the archive ends too early"
    } else if let checksum, sum != checksum || size.map({ read > $0 }) ?? false {
      ownDamage = "the entry's checksum in the archive is another: the data are damaged"
    }
    return got
  }
}
