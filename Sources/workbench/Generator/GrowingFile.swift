import Foundation

/// A file that is written sequentially, with at most one chunk in memory.
struct GrowingFile {
  /// What is written next.
  var writer = JSONWriter()

  private let file: FileHandle
  private var flushed = 0

  /// The size at which the buffer is written to the file.
  private static let chunk = 1 << 20

  init(path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw WorkbenchError("\(path) cannot be written") }
    file = try FileHandle(forWritingTo: URL(filePath: path))
  }

  /// The number of bytes so far, in the file or still in memory.
  var size: Int { flushed + writer.bytes.count }

  /// Writes the buffer to the file once it is large enough.
  mutating func settle() throws {
    if writer.bytes.count >= Self.chunk { try flush() }
  }

  /// Writes what is left.
  mutating func close() throws {
    try flush()
    try file.close()
  }

  private mutating func flush() throws {
    try file.write(contentsOf: writer.bytes)
    flushed += writer.bytes.count
    writer.bytes.removeAll(keepingCapacity: true)
  }
}
