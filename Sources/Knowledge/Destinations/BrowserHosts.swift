package import Vocabulary

/// Hosts that browsers and operating systems contact by themselves, whatever app is open (`rules/words/browsers.yaml`).
package struct BrowserHosts: Sendable {
  private var exact: Set<String> = []
  private var below: [String] = []

  /// The hosts in the binary. A test reads the file too, to notice a broken one.
  package static let shared = (try? embedded()) ?? BrowserHosts()

  package static func embedded() throws(ConfigurationError) -> BrowserHosts {
    var hosts = BrowserHosts()
    guard let document = YAMLReader.embedded("words/browsers.yaml") else { return hosts }
    for host in try document.members(["hosts"])["hosts"]?.strings() ?? [] {
      if host.hasPrefix(".") { hosts.below.append(host) } else { hosts.exact.insert(host) }
    }
    return hosts
  }

  /// Whether a host in lower case is one of them.
  package func contains(_ host: String) -> Bool { exact.contains(host) || below.contains { host.hasSuffix($0) } }
}
