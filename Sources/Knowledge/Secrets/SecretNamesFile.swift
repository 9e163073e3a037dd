import Bytes
package import Vocabulary

/// Reads the names of secrets from YAML.
package enum SecretNamesFile {
  /// The path of the file below `rules/`.
  static let path = "redaction/secrets.yaml"

  /// The names in the binary.
  package static func standard() throws(ConfigurationError) -> (names: SecretNames, places: HarmlessPlaces) { try embedded.get() }

  /// Read once, when first needed.
  private static let embedded = Result { () throws(ConfigurationError) in try readEmbedded() }

  private static func readEmbedded() throws(ConfigurationError) -> (names: SecretNames, places: HarmlessPlaces) {
    guard let document = YAMLReader.embedded(path) else {
      throw ConfigurationError(file: "rules/\(path)", line: 1, column: 1, message: "the file is missing")
    }
    return try read(document)
  }

  static func read(_ document: YAMLReader) throws(ConfigurationError) -> (names: SecretNames, places: HarmlessPlaces) {
    var names = SecretNames()
    var places = HarmlessPlaces()
    let members = try document.members([
      "headers", "fields", "links", "public_hosts", "assets", "prefixes", "public_prefixes", "public_keys",
    ])
    if let headers = try members["headers"]?.members(["names", "words", "harmless"]) {
      names.headerNames = try set(headers["names"])
      names.headerWords = try set(headers["words"])
      let harmless = try set(headers["harmless"])
      names.harmlessHeaders = harmless.filter { !$0.hasSuffix("*") }
      names.harmlessHeaderPrefixes = harmless.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }.sorted()
    }
    let lists: Set = ["names", "words", "pairs", "parts", "parameters", "languages", "harmless", "endings"]
    if let fields = try members["fields"]?.members(lists) {
      names.names = try set(fields["names"])
      names.words = try set(fields["words"])
      names.pairs = try set(fields["pairs"])
      names.parts = WordParts(try set(fields["parts"]))
      names.parameters = try set(fields["parameters"])
      names.languages = Set(try set(fields["languages"]).map(NameWords.plain))
      names.harmless = Set(try set(fields["harmless"]).map(NameWords.plain))
      names.endings = try set(fields["endings"])
    }
    if let links = try members["links"]?.members(["words", "loose", "codes"]) {
      names.looseLinks = Set(try set(links["loose"]).map(NameWords.plain))
      names.links = Set(try set(links["words"]).map(NameWords.plain)).union(names.looseLinks)
      names.codes = Set(try set(links["codes"]).map(NameWords.plain))
    }
    for element in try members["public_keys"]?.elements() ?? [] {
      let known = try element.members(["hosts", "keys"])
      names.publicKeys.append((try known["hosts"]?.strings().compactMap(HostPattern.init) ?? [], try set(known["keys"])))
    }
    names.publicPrefixes = try set(members["public_prefixes"]).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    for host in try members["public_hosts"]?.strings() ?? [] { places.publicHosts.append(host) }
    if let assets = try members["assets"]?.members(["endings", "folders"]) {
      places.endings = try set(assets["endings"])
      places.folders = try set(assets["folders"])
    }
    places.prefixes = try set(members["prefixes"]).map { Array($0.utf8) }
    return (names, places)
  }

  private static func set(_ reader: YAMLReader?) throws(ConfigurationError) -> Set<String> {
    guard let reader else { return [] }
    return Set(try reader.strings())
  }
}
