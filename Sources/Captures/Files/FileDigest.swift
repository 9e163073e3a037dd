/// The SHA-256 of a file, as `sha256sum` prints it.
package enum FileDigest {
  /// The digest of the file at a path, as hex digits.
  package static func of(_ path: String) throws(CaptureError) -> String {
    let file = try InputFile(path: path)
    file.beginHashing()
    return try file.digest()
  }
}
