import Bytes
package import Knowledge

/// Finds, in what is sent, people and texts that the app's own traffic showed before the current record.
///
/// Each worker has one. It takes in what was learned since, and keeps what still applies.
package struct KnownSearch {
  /// A known value in a text.
  package struct Match {
    package var provenance: Provenance
    package var range: Range<Int>
    package var source: Source
  }

  /// What the name of a field says about a short text in it.
  package enum FieldHint: Sendable {
    case nothing, initials
    /// It is a hash, so a 32-bit number may be one.
    case hash
    /// It is the maker of a device or a program: a brand may have the name of a customer or a person.
    case maker
    /// It is a key or an identifier of a program.
    case machine

    /// The hint in a name, compared like the keys of rules.
    package init(_ name: String) {
      let bytes = Array(name.utf8)
      func holds(_ word: String.UTF8View) -> Bool {
        bytes.count >= word.count && (0...bytes.count - word.count).contains { bytes[$0...].starts(with: word) }
      }
      self =
        holds("initials".utf8)
        ? .initials
        : Self.hashes.contains(where: { holds($0.utf8) })
          ? .hash
          : Self.makers.contains(where: name.hasSuffix) ? .maker : Self.machines.contains(where: name.hasSuffix) ? .machine : .nothing
    }

    private static let makers = ["brand", "vendor", "manufacturer", "devicemodel", "devicefamily", "browsername", "osname"]
    /// W3C Trace Context, Sentry, Segment and others.
    private static let machines = [
      "traceid", "spanid", "traceparent", "messageid", "requestid", "eventid", "insertid", "correlationid", "nonce", "apikey", "writekey",
      "publickey", "clientkey", "projectkey", "appkey", "sdkkey", "sitekey", "sentrykey", "csrftoken", "xsrftoken", "projecttoken",
      "accesstoken", "sessiontoken", "release", "commit", "revision", "buildid", "version", "signature", "etag", "qsh",
    ]
    private static let hashes = ["hash", "crc", "murmur", "xxh", "digest", "checksum", "mail", "phone", "username", "md5"]
  }

  private let words: PlainWords
  private var plain: PersonSearch
  private var digests = PersonDigests()
  private var own = OwnTraffic()
  private var generation = 0
  /// The current record, which decides what came before, and its values that may be salts.
  private var number = 0
  private var keys: [Int] = []
  /// Texts without known values.
  private var quiet = SeenTexts()

  package init(words: PlainWords) {
    self.words = words
    plain = PersonSearch(words: words)
  }

  /// Whether nothing is known. A stored property, because it is read for every value.
  package private(set) var isEmpty = true

  /// Begins a record; `keys` are values of its own that may be salts, such as a write key.
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

  /// Ends a record, and releases the copy of what is known: otherwise learning more would copy it.
  package mutating func end() {
    if !isEmpty { own = OwnTraffic() }
  }

  /// The known values in a text; `hint` comes from the name of its field. A URL as a whole is only compared with known URLs, because its parts
  /// are searched one by one.
  package mutating func matches(in text: Span<UInt8>, hint: FieldHint, isWhole: Bool = false) -> [Match] {
    // A text cannot be cached if more may be learned later, or if its field's name matters.
    let place = own.latest < number && text.count > 12 ? quiet.place(of: text, in: own.latest + 1) : nil
    if let place, quiet.holds(text, at: place) { return [] }
    var matches: [Match] = []
    let values = own.people.values
    if !values.isEmpty {
      let counts = { (value: Int) in values[value].origin.number < number && number < values[value].isCommonFrom }
      for match in plain.matches(in: text, areInitials: hint == .initials, isKnown: counts) {
        let value = values[match.value]
        guard let provenance = Provenance(value.fact, isDistinctive: match.form.isDistinctive), !isWhole || provenance == .avatar else {
          continue
        }
        if hint == .maker, value.fact == .company || !match.form.isDistinctive { continue }
        // A word that the app shows to everyone is not a name.
        if !match.form.isDistinctive, own.texts.isLabel(text.extracting(match.range), upTo: number) { continue }
        matches.append(
          Match(provenance: provenance, range: match.range, source: Source(what: match.form.phrase(value.fact), origin: value.origin)))
      }
      if isWhole { return matches }
      let field: PersonDigests.Field = hint == .hash ? .hash : hint == .machine ? .machine : .any
      for match in digests.matches(in: text, field: field, before: number, keys: keys, isKnown: counts) {
        matches.append(
          Match(provenance: .hashed, range: match.range, source: Source(what: match.phrase, origin: values[match.value].origin)))
      }
    }
    if !isWhole, !own.texts.isEmpty, text.count >= 8, let match = own.texts.match(in: TextUnits(text), before: number) {
      let what = match.isWhole ? "text" : "part of a text"
      matches.append(
        Match(
          provenance: match.origin.way == .sent ? .typed : .received, range: match.range, source: Source(what: what, origin: match.origin)))
    }
    // What was not searched for because of the field's name may be found in another field.
    if let place, matches.isEmpty, !isWhole, hint != .maker, hint != .machine { quiet.insert(text, at: place) }
    return matches
  }
}
