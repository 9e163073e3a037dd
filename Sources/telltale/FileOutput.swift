import Captures
import SystemPackage

/// A new file that is written block by block, and is on disk when it is finished.
final class FileOutput: ByteOutput {
  /// The name in messages.
  private let name: String
  private let descriptor: FileDescriptor
  private var buffer: [UInt8] = []
  private var isOpen = true

  private static let block = 1 << 20

  /// Creates a new file; messages call it `name`.
  init(creating path: FilePath, for name: String) throws {
    self.name = name
    do {
      descriptor = try Descriptor.create(path)
    } catch {
      throw Self.failure(name, error)
    }
  }

  deinit { if isOpen { try? descriptor.close() } }

  func write(_ bytes: Span<UInt8>) throws {
    // The span is read before the call returns.
    unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    if buffer.count >= Self.block { try flush() }
  }

  func finish() throws {
    try flush()
    isOpen = false
    do {
      try Descriptor.finish(descriptor)
    } catch {
      throw Self.failure(name, error)
    }
  }

  private func flush() throws {
    do {
      try Descriptor.write(buffer, to: descriptor)
    } catch {
      throw Self.failure(name, error)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ name: String, _ code: Errno) -> Failure {
    Failure("\(name): cannot be written: \(code)", code: 2)
  }
}
