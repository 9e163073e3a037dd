import Bytes
import Captures

/// What a capture is called where a report is read by a tool that looks for its file.
enum CaptureURI {
  /// A URI reference (RFC 3986): relative for a relative path, a `file` URI for an absolute one; nothing in it but what needs no escape.
  static func uri(of path: String) -> String {
    let parts = EntryName.parts(of: relative(path)).map(escaped).joined(separator: "/")
    return path.hasPrefix("/") ? "file:///" + parts : parts
  }

  /// The path as a repository has it: without `./` before it.
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
