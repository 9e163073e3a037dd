/// The name of a self-describing schema: `iglu:com.acme/form_created/jsonschema/1-0-0`.
package struct SchemaName: Hashable, Sendable {
  package let vendor: String
  package let name: String
  package let format: String
  /// Model, revision and addition.
  package let version: [Int]

  /// Reads the URI of a schema; nil for anything else.
  package init?(_ uri: String) {
    guard uri.hasPrefix("iglu:") else { return nil }
    let parts = uri.dropFirst("iglu:".count).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4 else { return nil }
    self.init(vendor: parts[0], name: parts[1], format: parts[2], version: parts[3])
  }

  /// Nil for a version that is not three numbers.
  init?(vendor: String, name: String, format: String, version: String) {
    let numbers = version.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
    guard numbers.count == 3, !vendor.isEmpty, !name.isEmpty else { return nil }
    (self.vendor, self.name, self.format, self.version) = (vendor, name, format, numbers)
  }

  /// Whether data of one schema is also data of the other: a new model number says that it is not.
  func isSameModel(as other: Self) -> Bool {
    vendor == other.vendor && name == other.name && format == other.format && version[0] == other.version[0]
  }
}
