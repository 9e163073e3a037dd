import Bytes
package import Knowledge

/// Finds in what was sent what the app's own traffic told of people and of texts, before the record at hand.
///
/// Each worker has one; it takes in what has been told since, and forgets nothing that still holds.
package struct KnownSearch {
  /// Something that is known, where it stands in a text.
  package struct Match {
    package var provenance: Provenance
    package var range: Range<Int>
    package var source: Source
  }

  /// What the name of a field says of a short text in it.
  package enum FieldHint: Sendable {
    case nothing, initials
    /// It is a hash, and so a number of 32 bits may be one.
    case hash
    /// It is who made a device or a program: a brand may be called as a customer or a person is.
    case maker

    /// The hint in a name, as rules compare names.
    package init(_ name: String) {
      let bytes = Array(name.utf8)
      func holds(_ word: String.UTF8View) -> Bool {
        bytes.count >= word.count && (0...bytes.count - word.count).contains { bytes[$0...].starts(with: word) }
      }
      self =
        holds("initials".utf8)
        ? .initials
        : Self.hashes.contains(where: { holds($0.utf8) }) ? .hash : Self.makers.contains(where: name.hasSuffix) ? .maker : .nothing
    }

    private static let makers = ["brand", "vendor", "manufacturer", "devicemodel", "devicefamily", "browsername", "osname"]
    private static let hashes = ["hash", "crc", "murmur", "xxh", "digest", "checksum", "mail", "phone", "username", "md5"]
  }

  private let words: PlainWords
  private var plain: PersonSearch
  private var digests = PersonDigests()
  private var own = OwnTraffic()
  private var generation = 0
  /// The record at hand, by which it is told what came before, and its values that may be salts.
  private var number = 0
  private var keys: [Int] = []
  /// Texts in which nothing stands that is known.
  private var quiet = SeenTexts()

  package init(words: PlainWords) {
    self.words = words
    plain = PersonSearch(words: words)
  }

  /// Whether nothing is known: asked with every value.
  package private(set) var isEmpty = true

  /// Begins a record; `keys` are values of its own that may have been used as salts, such as a write key.
  package mutating func begin(_ own: OwnTraffic, at number: Int, keys: @autoclosure () -> [String]) {
    isEmpty = own.isEmpty
    guard !isEmpty else { return }
    if generation != own.generation {
      generation = own.generation
      plain = PersonSearch(words: words)
      digests = PersonDigests()
    }
    plain.take(own.people.values)
    digests.take(own.people)
    self.own = own
    self.number = number
    self.keys = own.people.isEmpty ? [] : digests.numbers(of: keys())
  }

  /// Ends a record: a copy that stayed would have to be made again when more is told.
  package mutating func end() {
    if !isEmpty { own = OwnTraffic() }
  }

  /// What is known in a text, of which `hint` says what its field is called.
  package mutating func matches(in text: Span<UInt8>, hint: FieldHint) -> [Match] {
    // What is told later may stand in it all the same, and of a short text it depends on the name.
    let place = own.latest < number && text.count > 12 ? quiet.place(of: text, in: own.latest + 1) : nil
    if let place, quiet.holds(text, at: place) { return [] }
    var matches: [Match] = []
    let values = own.people.values
    if !values.isEmpty {
      let counts = { (value: Int) in values[value].origin.number < number && number < values[value].isCommonFrom }
      for match in plain.matches(in: text, areInitials: hint == .initials, isKnown: counts) {
        let value = values[match.value]
        guard let provenance = Provenance(value.fact, isTelling: match.form.isTelling) else { continue }
        if hint == .maker, value.fact == .company || !match.form.isTelling { continue }
        // A word that the app shows everybody is nobody's name.
        if !match.form.isTelling, own.texts.isLabel(text.extracting(match.range), upTo: number) { continue }
        matches.append(
          Match(provenance: provenance, range: match.range, source: Source(what: match.form.phrase(value.fact), origin: value.origin)))
      }
      for match in digests.matches(in: text, tellsHash: hint == .hash, before: number, keys: keys, isKnown: counts) {
        matches.append(
          Match(provenance: .hashed, range: match.range, source: Source(what: match.phrase, origin: values[match.value].origin)))
      }
    }
    if !own.texts.isEmpty, text.count >= 8, let match = own.texts.match(in: TextUnits(text), before: number) {
      let what = match.isWhole ? "text" : "part of a text"
      matches.append(
        Match(
          provenance: match.origin.way == .sent ? .typed : .received, range: match.range, source: Source(what: what, origin: match.origin)))
    }
    if let place, matches.isEmpty { quiet.insert(text, at: place) }
    return matches
  }
}
