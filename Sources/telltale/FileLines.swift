import Captures
import SystemPackage

/// Reads a file of telltale's own line by line.
enum FileLines {
  private static let block = 1 << 20

  /// Calls `body` with each line, without its line feed. The last line may have no line feed.
  static func forEach(of path: FilePath, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
    var source = try ByteSource(path: path.text)
    var buffer: [UInt8] = []
    var block = [UInt8](repeating: 0, count: Self.block)
    while case let got = try source.read(into: &block, at: 0, count: block.count), got > 0 {
      buffer += block[..<got]
      var start = buffer.startIndex
      while let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try body(buffer[start..<end])
        start = end + 1
      }
      buffer.removeSubrange(..<start)
    }
    if !buffer.isEmpty { try body(buffer[...]) }
  }
}
