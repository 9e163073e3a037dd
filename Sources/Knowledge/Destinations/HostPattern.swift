import Bytes

/// A host in policies and manifests: `app.example` matches that host, `*.app.example` every host below it, `*` any.
package struct HostPattern: Equatable, Sendable, CustomStringConvertible {
  /// The host in lower case.
  package let description: String

  /// Takes a URL as well (`https://app.example:8080/path`) and uses its host. Nil if there is none.
  package init?(_ url: String) {
    var host = Substring(url)
    let utf8 = host.utf8
    if let colon = utf8.firstIndex(of: UInt8(ascii: ":")), utf8[colon...].starts(with: "://".utf8) {
      host = host[utf8.index(colon, offsetBy: 3)...]
    }
    host = host.prefix { !"/?#".contains($0) }
    if let port = host.lastIndex(of: ":"), !host.hasSuffix("]"), host[host.index(after: port)...].allSatisfy({ $0.isNumber || $0 == "*" }) {
      host = host[..<port]
    }
    let name = host.hasPrefix("*.") ? host.dropFirst(2) : host
    guard host == "*" || !name.isEmpty && Self.isName(name) else { return nil }
    description = host.lowercased()
  }

  /// Whether a name has only the characters of a host name, nearly all of which are ASCII.
  private static func isName(_ name: Substring) -> Bool {
    func isPlain(_ byte: UInt8) -> Bool { ByteClass.isWord(byte) && byte < 0x80 || "-._[]:".utf8.contains(byte) }
    return name.utf8.allSatisfy(isPlain)
      || name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.isASCII && isPlain(UInt8($0.value)) }
  }

  /// Whether it matches a lower-case host.
  package func matches(_ host: String) -> Bool {
    if description == "*" { return true }
    return description.hasPrefix("*.") ? host.hasSuffix(description.dropFirst()) : host == description
  }
}
