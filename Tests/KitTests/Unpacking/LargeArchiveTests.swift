import Foundation
import Testing
import Zlib

@testable import Captures

/// Archives whose sizes and offsets need 64 bits (APPNOTE.TXT 6.3.10, § 4.3.14 to 4.3.15 and 4.5.3). The large parts are holes in
/// the file.
@Suite struct LargeArchiveTests {
  private static let har = Array(Recording.request(body: "hello").utf8)

  /// A little-endian number.
  private func number(_ value: Int, _ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

  /// The extra field of an entry with 64-bit values.
  private func wide(_ values: [Int]) -> [UInt8] { number(1, 2) + number(8 * values.count, 2) + values.flatMap { number($0, 8) } }

  /// Writes an archive with this number of zeros in an entry that is not a capture, and a capture after them; without its directory
  /// if `cut`.
  private func write(_ path: String, zeros: Int, cut: Bool) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    var directory: [UInt8] = []
    var offset = 0
    for (name, size, sum) in [("zeros.bin", zeros, 0), ("session.har", Self.har.count, Int(Zlib.crc32(Self.har.span)))] {
      let common = number(45, 2) + number(0, 2) + number(0, 2) + number(0x0021_0000, 4) + number(sum, 4) + number(-1, 4) + number(-1, 4)
      let local = wide([size, size])
      let header =
        number(0x0403_4B50, 4) + common + number(name.utf8.count, 2) + number(local.count, 2) + Array(name.utf8) + local
      try file.seek(toOffset: UInt64(offset))
      try file.write(contentsOf: header)
      let extra = wide([size, size, offset])
      directory += number(0x0201_4B50, 4) + number(45, 2) + common + number(name.utf8.count, 2) + number(extra.count, 2)
      directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(-1, 4) + Array(name.utf8) + extra
      offset += header.count + size
    }
    try file.seek(toOffset: UInt64(offset - Self.har.count))
    try file.write(contentsOf: Self.har)
    if cut { return }
    let record = offset + directory.count
    var end = number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + number(2, 8) + number(2, 8)
    end += number(directory.count, 8) + number(offset, 8)
    end += number(0x0706_4B50, 4) + number(0, 4) + number(record, 8) + number(1, 4)
    end += number(0x0605_4B50, 4) + number(0, 4) + number(-1, 2) + number(-1, 2) + number(-1, 4) + number(-1, 4) + number(0, 2)
    try file.write(contentsOf: directory + end)
  }

  /// A few zeros, and more than 32 bits can count, with the directory and without.
  @Test(arguments: [10, 5 << 30], [false, true])
  func `a capture is read wherever it is in the archive`(zeros: Int, cut: Bool) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "telltale-\(UUID().uuidString).zip").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try write(path, zeros: zeros, cut: cut)
    var records: [String: Int] = [:]
    let outcome = try CaptureWalk.visit(
      path, in: FileStore(),
      { stop in
        let entry = stop.entry
        records[entry ?? ""] = try stop.read { _, _ in }.records
      }, unreadable: { throw $1 })
    #expect(records == ["session.har": 1])
    #expect(outcome.archive?.names == ["zeros.bin", "session.har"])
    #expect(outcome.archive?.damage?.contains("2 entries were found") ?? false == cut)
  }
}
