import Foundation

/// A file that is written from front to end and of which no more than a chunk is in memory.
struct GrowingFile {
  /// What is written next.
  var writer = JSONWriter()

  private let file: FileHandle
  private var flushed = 0

  /// How much is kept before it goes to the file.
  private static let chunk = 1 << 20

  init(path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw WorkbenchError("\(path) cannot be written") }
    file = try FileHandle(forWritingTo: URL(filePath: path))
  }

  /// How much was written, whether it is in the file yet or not.
  var size: Int { flushed + writer.bytes.count }

  /// Passes on what is in memory once that is enough.
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
