import Bytes

/// Where captures are read from.
package protocol CaptureStore {
  /// The captures of a path: the file itself, or those in the folder and below.
  func captures(at path: String) throws(CaptureError) -> [String]

  /// Opens a file.
  func open(_ path: String) throws(CaptureError) -> ByteSource

  /// The files that a capture may refer to.
  func attachments(beside path: String) -> Attachments

  /// The SHA-256 of a file, as hex digits.
  func digest(of path: String) throws(CaptureError) -> String
}

/// The file system. `-` is standard input, which may have another name.
package struct FileStore: CaptureStore {
  private let standardInput: String

  /// `standardInput` is its name in reports.
  package init(standardInput: String = "-") {
    self.standardInput = standardInput
  }

  package func captures(at path: String) throws(CaptureError) -> [String] {
    path == "-" ? [standardInput] : try CapturePaths.expand([path])
  }

  package func open(_ path: String) throws(CaptureError) -> ByteSource {
    path == standardInput ? try ByteSource(standardInputAs: path) : try ByteSource(path: path)
  }

  package func attachments(beside path: String) -> Attachments { .beside(path == standardInput ? "-" : path) }

  package func digest(of path: String) throws(CaptureError) -> String { try FileDigest.of(path) }
}

/// One capture in memory.
package struct MemoryCapture: CaptureStore {
  package let path: String
  private let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package func captures(at path: String) -> [String] { [path] }

  package func open(_ path: String) -> ByteSource { ByteSource(name: path, bytes: bytes) }

  package func attachments(beside path: String) -> Attachments { .unknown }

  package func digest(of path: String) -> String { Digest.hex(Digest.sha256.of(bytes)) }
}
