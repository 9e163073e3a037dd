package import Vocabulary

/// The countries of the regions of vendors' hosts: `rules/words/countries.yaml`.
package struct Countries: Sendable {
  /// All spellings of the countries of each region, in lower-case letters.
  private var names: [Region: Set<String>] = [:]

  /// The countries in the binary.
  package static func embedded() throws(ConfigurationError) -> Countries {
    var countries = Countries()
    guard let document = YAMLReader.embedded("words/countries.yaml") else { return countries }
    for (name, list) in try document.members() {
      guard let region = Region(rawValue: name) else { throw list.error("`\(name)` is not a region") }
      for country in try list.elements() { countries.names[region, default: []].formUnion(try country.strings().map(Self.letters)) }
    }
    return countries
  }

  /// Whether one of these countries, in any spelling, is in a region.
  package func contains(_ region: Region, anyOf written: [String]) -> Bool {
    let known = names[region] ?? []
    return written.contains { known.contains(Self.letters($0)) }
  }

  /// The letters of a name, in lower case, for comparison.
  private static func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }
}
