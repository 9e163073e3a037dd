internal import Zlib

/// Writes a zip archive entry by entry (APPNOTE.TXT 6.3.10): sizes and checksums follow the data, and the directory comes last.
///
/// All sizes have 64 bits, so no entry is too large.
package final class ZipWriter {
  private struct WrittenEntry {
    var name: [UInt8]
    var header: Int
    var checksum: UInt32 = 0
    var packed = 0
    var size = 0
  }

  private let output: any ByteOutput
  private var offset = 0
  private var entries: [WrittenEntry] = []
  /// The entry that is being written.
  private var content: EntryOutput?

  package init(to output: any ByteOutput) {
    self.output = output
  }

  /// Writes an entry with the content that `body` writes.
  package func add(_ name: String, _ body: (any ByteOutput) throws -> Void) throws {
    try body(begin(name))
    try end()
  }

  /// Begins an entry.
  /// - Returns: The output for its content, until ``end()``.
  package func begin(_ name: String) throws -> any ByteOutput {
    entries.append(WrittenEntry(name: Array(name.utf8), header: offset))
    // Version 4.5, sizes after the data, UTF-8, DEFLATE, and the first day that the format can express.
    var header = Self.number(0x0403_4B50, 4) + Self.number(45, 2) + Self.number(0x0808, 2) + Self.number(8, 2)
    header += Self.number(0x0021_0000, 4) + Self.number(0, 4) + Self.number(0xFFFF_FFFF, 4) + Self.number(0xFFFF_FFFF, 4)
    header += Self.number(entries[entries.count - 1].name.count, 2) + Self.number(20, 2) + entries[entries.count - 1].name
    header += Self.number(1, 2) + Self.number(16, 2) + Self.number(0, 8) + Self.number(0, 8)
    try write(header.span)
    let content = EntryOutput(self)
    content.packer = Compression.deflate.packer(to: content.packed)
    self.content = content
    return content
  }

  /// Ends the entry that was begun.
  package func end() throws {
    guard let content else { return }
    self.content = nil
    try content.packer?.finish()
    let last = entries.count - 1
    (entries[last].checksum, entries[last].size, entries[last].packed) = (content.checksum, content.size, content.packed.count)
    let descriptor = Self.number(0x0807_4B50, 4) + Self.number(Int(content.checksum), 4) + Self.number(content.packed.count, 8)
    try write((descriptor + Self.number(content.size, 8)).span)
  }

  /// Writes the directory.
  package func finish() throws {
    let start = offset
    for entry in entries { try write(listing(of: entry).span) }
    let size = offset - start
    let record = offset
    var end = Self.number(0x0606_4B50, 4) + Self.number(44, 8) + Self.number(45, 2) + Self.number(45, 2) + Self.number(0, 8)
    end += Self.number(entries.count, 8) + Self.number(entries.count, 8) + Self.number(size, 8) + Self.number(start, 8)
    end += Self.number(0x0706_4B50, 4) + Self.number(0, 4) + Self.number(record, 8) + Self.number(1, 4)
    let count = min(entries.count, 0xFFFF)
    end += Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2) + Self.number(count, 2)
    end += Self.number(min(size, 0xFFFF_FFFF), 4) + Self.number(min(start, 0xFFFF_FFFF), 4) + Self.number(0, 2)
    try write(end.span)
    try output.finish()
  }

  private func listing(of entry: WrittenEntry) -> [UInt8] {
    var listing = Self.number(0x0201_4B50, 4) + Self.number(45, 2) + Self.number(45, 2) + Self.number(0x0808, 2) + Self.number(8, 2)
    listing += Self.number(0x0021_0000, 4) + Self.number(Int(entry.checksum), 4)
    listing += Self.number(0xFFFF_FFFF, 4) + Self.number(0xFFFF_FFFF, 4) + Self.number(entry.name.count, 2) + Self.number(28, 2)
    listing += Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 4) + Self.number(0xFFFF_FFFF, 4) + entry.name
    listing += Self.number(1, 2) + Self.number(24, 2) + Self.number(entry.size, 8) + Self.number(entry.packed, 8)
    return listing + Self.number(entry.header, 8)
  }

  fileprivate func write(_ bytes: Span<UInt8>) throws {
    try output.write(bytes)
    offset += bytes.count
  }

  /// An integer in little-endian order.
  private static func number(_ number: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// The content of an entry, counted and summed before it is compressed.
private final class EntryOutput: ByteOutput {
  /// The compressed content of the entry.
  final class Packed: ByteOutput {
    private let writer: ZipWriter
    private(set) var count = 0

    init(_ writer: ZipWriter) {
      self.writer = writer
    }

    func write(_ bytes: Span<UInt8>) throws {
      try writer.write(bytes)
      count += bytes.count
    }

    func finish() {}
  }

  let packed: Packed
  var packer: (any ByteOutput)?
  private(set) var checksum: UInt32 = 0
  private(set) var size = 0

  init(_ writer: ZipWriter) {
    packed = Packed(writer)
  }

  func write(_ bytes: Span<UInt8>) throws {
    checksum = Zlib.crc32(bytes, after: checksum)
    size += bytes.count
    try packer?.write(bytes)
  }

  func finish() {}
}
