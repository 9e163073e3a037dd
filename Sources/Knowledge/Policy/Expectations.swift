import Payloads

/// What policy and manifest expect of a capture, for the rules that judge exchanges by it.
package struct Expectations: Sendable {
  /// Who may receive data; nil where nobody has said.
  package var destinations: [Policy.Destination]?
  package var manifest: Manifest?
  /// What was declared of who receives data.
  package var declarations: [Declaration] = []
  /// Whether the customer of this capture opted out, so that nobody may be told anything.
  package var isOptedOut = false

  /// Whose events nobody may receive.
  package var optOut = OptOut()

  package init() {}

  /// Whether the app's makers run a vendor's software themselves, at any host or at this one.
  package func isSelfHosted(id: String, host: String) -> Bool {
    destinations?.contains { $0.isSelfHosted && ($0.id == id || $0.host?.matches(host) ?? false) } ?? false
  }

  /// What policy says of a tool behind a data platform, by its id or the name that the platform calls it by.
  package func declaration(onward name: String, id: String) -> Policy.Destination? {
    destinations?.first { $0.id == id || PathTable.name(of: $0.id) == PathTable.name(of: name) }
  }

  /// What policy says of a destination, by the vendor's id or by the host; nil where it does not list it.
  package func declaration(id: String, host: String) -> Policy.Destination? {
    destinations?.first { $0.id == id || $0.host?.matches(host) ?? false }
  }
}
