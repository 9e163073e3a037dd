import Captures
import SystemPackage

/// A new file that is filled block by block and reaches the disk when it is finished.
final class FileOutput: ByteOutput {
  private let path: FilePath
  private let descriptor: FileDescriptor
  private var buffer: [UInt8] = []
  private var isOpen = true

  private static let block = 1 << 20

  /// Creates a file where there is none.
  init(creating path: FilePath) throws {
    self.path = path
    do {
      descriptor = try Descriptor.create(path)
    } catch {
      throw Self.failure(path, error)
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
      throw Self.failure(path, error)
    }
  }

  private func flush() throws {
    do {
      try Descriptor.write(buffer, to: descriptor)
    } catch {
      throw Self.failure(path, error)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ path: FilePath, _ code: Errno) -> Failure {
    Failure("\(path): cannot be written: \(code)", code: 2)
  }
}
