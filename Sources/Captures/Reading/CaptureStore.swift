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

/// The file system; `-` is standard input, which may have a name of its own.
package struct FileStore: CaptureStore {
  private let standardInput: String

  /// `standardInput` is what reports call it.
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
