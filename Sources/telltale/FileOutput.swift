import Foundation
import TelltaleKit

/// A new file that is filled block by block and reaches the disk when it is finished.
final class FileOutput: ByteOutput {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isOpen = true

  private static let block = 1 << 20

  /// Creates a file where there is none.
  init(creating path: String) throws {
    self.path = path
    // The path lives for the length of the call.
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(path, Descriptor.Refusal(code: errno).reason) }
  }

  deinit { if isOpen { close(descriptor) } }

  func write(_ bytes: Span<UInt8>) throws {
    // The span is read before the call returns.
    unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    if buffer.count >= Self.block { try flush() }
  }

  func finish() throws {
    try flush()
    isOpen = false
    let isSynced = fsync(descriptor) == 0
    let code = errno
    guard close(descriptor) == 0, isSynced else { throw Self.failure(path, Descriptor.Refusal(code: isSynced ? errno : code).reason) }
  }

  private func flush() throws {
    do {
      try Descriptor.write(buffer, to: descriptor)
    } catch {
      throw Self.failure(path, error.reason)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure("\(path): cannot be written: \(reason)", code: 2)
  }
}
