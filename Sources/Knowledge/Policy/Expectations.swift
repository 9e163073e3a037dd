import Payloads

/// What policy and manifest say about a capture, for the rules that judge exchanges by it.
package struct Expectations: Sendable {
  /// Who may receive data; nil if the policy does not say.
  package var destinations: [Policy.Destination]?
  package var manifest: Manifest?
  /// What was declared about who receives data.
  package var declarations: [Declaration] = []
  /// Whether the customer of this capture opted out, so that no one may receive anything.
  package var isOptedOut = false

  /// Whose events no one may receive.
  package var optOut = OptOut()

  package init() {}

  /// Whether the app's provider runs a vendor's software itself, at any host or at this one.
  package func isSelfHosted(id: String, host: String) -> Bool {
    destinations?.contains { $0.isSelfHosted && ($0.id == id || $0.host?.matches(host) ?? false) } ?? false
  }

  /// The policy's entry for a tool behind a data platform, by its ID or its name at the platform.
  package func declaration(onward name: String, id: String) -> Policy.Destination? {
    destinations?.first { $0.id == id || PathTable.name(of: $0.id) == PathTable.name(of: name) }
  }

  /// The policy's entry for a destination, by the vendor's ID or by the host; nil if there is none.
  package func declaration(id: String, host: String) -> Policy.Destination? {
    destinations?.first { $0.id == id || $0.host?.matches(host) ?? false }
  }
}
