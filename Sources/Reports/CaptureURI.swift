import Bytes
import Captures

/// The URI of a capture, for tools that look for the file.
enum CaptureURI {
  /// A URI reference (RFC 3986): relative for a relative path, a `file` URI for an absolute one, with all other characters escaped.
  static func uri(of path: String) -> String {
    let parts = EntryName.parts(of: relative(path)).map(escaped).joined(separator: "/")
    return path.hasPrefix("/") ? "file:///" + parts : parts
  }

  /// The path as a repository has it, without a leading `./`.
  static func relative(_ path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") && path.count > 2 { path = path.dropFirst(2) }
    return String(path)
  }

  private static func escaped(_ part: Substring) -> String {
    var escaped = ""
    for byte in RawByte.bytes(of: String(part)) {
      if ByteClass.of(byte).contains(.letter) || ByteClass.of(byte).contains(.digit) || unreserved.contains(byte) {
        escaped.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        escaped += byte < 16 ? "%0" : "%"
        escaped += String(byte, radix: 16, uppercase: true)
      }
    }
    return escaped
  }

  private static let unreserved = Array("-._~".utf8)
}
