import TelltaleKit

/// The SHA-256 of a file, as `sha256sum` prints it.
enum FileDigest {
  static func of(_ path: String) throws -> String {
    let file = try InputFile(path: path)
    var hash = RunningDigest()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while case let got = try file.read(into: &buffer, at: 0, count: buffer.count), got > 0 {
      hash.update(buffer.span.extracting(0..<got))
    }
    return hash.hex()
  }
}
