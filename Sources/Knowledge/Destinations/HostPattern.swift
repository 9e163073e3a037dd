/// A host as policies and manifests name it: `app.example` is that host, `*.app.example` every host below it, `*` any.
package struct HostPattern: Equatable, Sendable, CustomStringConvertible {
  /// The host in lower case.
  package let description: String

  /// Takes a URL as well (`https://app.example:8080/path`): the host is what counts. Nil where there is none.
  package init?(_ url: String) {
    var host = Substring(url)
    if let scheme = host.firstRange(of: "://") { host = host[scheme.upperBound...] }
    host = host.prefix { !"/?#".contains($0) }
    if let port = host.lastIndex(of: ":"), !host.hasSuffix("]"), host[host.index(after: port)...].allSatisfy({ $0.isNumber || $0 == "*" }) {
      host = host[..<port]
    }
    let name = host.hasPrefix("*.") ? host.dropFirst(2) : host
    let isName = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0"..."9" ~= $0 || "-._[]:".unicodeScalars.contains($0) }
    guard host == "*" || !name.isEmpty && isName else { return nil }
    description = host.lowercased()
  }

  /// Whether a lower-case host is one of these.
  package func matches(_ host: String) -> Bool {
    if description == "*" { return true }
    return description.hasPrefix("*.") ? host.hasSuffix(description.dropFirst()) : host == description
  }
}
