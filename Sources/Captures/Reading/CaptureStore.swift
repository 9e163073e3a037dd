/// Where captures are read from.
package protocol CaptureStore {
  /// The captures that a path names: itself, or those in the folder that it is and below.
  func captures(at path: String) throws(CaptureError) -> [String]

  /// Opens a file.
  func open(_ path: String) throws(CaptureError) -> ByteSource

  /// The files that a capture may refer to.
  func attachments(beside path: String) -> Attachments

  /// The SHA-256 of a file, as hex digits.
  func digest(of path: String) throws(CaptureError) -> String
}

/// The file system; `-` is standard input.
package struct FileStore: CaptureStore {
  package init() {}

  package func captures(at path: String) throws(CaptureError) -> [String] { try CapturePaths.expand([path]) }

  package func open(_ path: String) throws(CaptureError) -> ByteSource { try ByteSource(path: path) }

  package func attachments(beside path: String) -> Attachments { .beside(path) }

  package func digest(of path: String) throws(CaptureError) -> String { try FileDigest.of(path) }
}
