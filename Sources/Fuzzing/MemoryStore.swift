import Bytes
import Captures
import Redacting

/// Keeps what is written.
final class KeptOutput: ByteOutput {
  private(set) var bytes: [UInt8] = []
  private let finished: ([UInt8]) -> Void

  init(_ finished: @escaping ([UInt8]) -> Void = { _ in }) { self.finished = finished }

  func write(_ bytes: Span<UInt8>) { self.bytes.append(copying: bytes) }

  func finish() { finished(bytes) }
}

/// Captures, and the copies of a redaction, in memory.
final class MemoryStore: RedactionStore {
  private(set) var files: [String: [UInt8]]

  init(_ files: [String: [UInt8]] = [:]) { self.files = files }

  func captures(at path: String) -> [String] { [path] }

  func open(_ path: String) throws(CaptureError) -> ByteSource {
    guard let bytes = files[path] else { throw .unreadable(path: path, reason: "no such file") }
    return ByteSource(name: path, bytes: bytes)
  }

  func attachments(beside path: String) -> Attachments { .edited(.none("there is no such file"), files) }

  func digest(of path: String) -> String { Digest.hex(Digest.sha256.of(files[path] ?? [])) }

  func create(_ name: String, of path: String) -> any ByteOutput { KeptOutput { self.files[name] = $0 } }

  func create(file: String, beside name: String, of path: String) -> (name: String, output: any ByteOutput)? {
    files[file] == nil ? (file, create(file, of: path)) : nil
  }

  func path(of name: String) -> String { name }

  func commit(_ result: RedactionResult) {}
}
