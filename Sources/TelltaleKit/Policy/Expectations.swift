/// What policy and manifest expect of a capture, for the rules that judge exchanges by it.
package struct Expectations: Sendable {
  /// Who may receive data; nil where nobody has said.
  package var destinations: [Policy.Destination]?
  package var manifest: Manifest?
  /// Whether the customer of this capture opted out, so that nobody may be told anything.
  package var isOptedOut = false

  /// The vendors whose software the app's makers run themselves, by id.
  var selfHosted: Set<String> { Set(destinations?.filter(\.isSelfHosted).map(\.id) ?? []) }
  /// Whose events nobody may receive.
  package var optOut = OptOut()

  package init() {}

  /// What policy says of a tool behind a data platform, by its id or the name that the platform calls it by.
  func declaration(onward name: String, id: String) -> Policy.Destination? {
    destinations?.first { $0.id == id || PathTable.name(of: $0.id) == PathTable.name(of: name) }
  }

  /// What policy says of a receiver, by the vendor's id or by the host; nil where it does not list it.
  func declaration(id: String, host: String) -> Policy.Destination? {
    destinations?.first { $0.id == id || $0.host?.matches(host) ?? false }
  }
}
