package import Vocabulary

/// The hosts that browsers and systems ask by themselves, whatever app is open (`rules/words/browsers.yaml`).
package struct BrowserHosts: Sendable {
  private var exact: Set<String> = []
  private var below: [String] = []

  /// The hosts in the binary. A test reads them too, so that a broken file is noticed.
  package static let shared = (try? embedded()) ?? BrowserHosts()

  package static func embedded() throws(ConfigurationError) -> BrowserHosts {
    var hosts = BrowserHosts()
    guard let document = YAMLReader.embedded("words/browsers.yaml") else { return hosts }
    for host in try document.members(["hosts"])["hosts"]?.strings() ?? [] {
      if host.hasPrefix(".") { hosts.below.append(host) } else { hosts.exact.insert(host) }
    }
    return hosts
  }

  /// Whether a lower-case host is one of them.
  package func contains(_ host: String) -> Bool { exact.contains(host) || below.contains { host.hasSuffix($0) } }
}
