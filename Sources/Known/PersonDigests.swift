import Bytes
import Knowledge

/// Finds digests of what is known of people: of each form, of a digest of it, with a salt before or behind it, and as a code keyed with one.
///
/// What is sent is decoded to the bytes of a digest, whatever it is written in, and looked up. Digests are reckoned when a text of their size
/// is met for the first time, so a run that meets none reckons none.
struct PersonDigests {
  /// Whose digest a text is.
  struct Match {
    var value: Int
    var phrase: String
    var range: Range<Int>
  }

  /// How a digest came about.
  private struct Recipe {
    var value: Int32
    var form: Int16
    var outer: Digest
    var inner: Digest?
    var salt: Int8 = -1
    var mixture = Mixture.none
  }

  private enum Mixture: UInt8 {
    case none, before, behind, keyed
    /// The inner digest was hashed as its bytes, and not as hex digits.
    case bytes
  }

  private struct Table {
    var recipes: [UInt64: Recipe] = [:]
    /// How many values, and salts, it has.
    var values = 0
    var salts: [Int] = []
  }

  /// So many values get everything; of so many more every digest of each form is taken; beyond, the common ones.
  private static let mostInDepth = 40
  private static let mostInBreadth = 1_000

  private var tables: [Int: Table] = [:]
  private var values: [PersonValue] = []
  private var forms: [[PersonForm]] = []
  private var salts: [KnownPeople.Salt] = []

  /// Takes in what has become known.
  mutating func take(_ people: KnownPeople) {
    for value in people.values[values.count...] {
      values.append(value)
      forms.append(
        value.fact == .account
          ? [] : PersonForm.all(of: value.fact, value.text).filter { ![.initials, .rot13, .reversed].contains($0.shape) })
    }
    for salt in people.salts[salts.count...] { salts.append(salt) }
  }

  /// The digests in a text that are those of known values, by what is known before a record; `name` is what the field is called.
  mutating func matches(in text: Span<UInt8>, named name: String, before number: Int) -> [Match] {
    guard text.count >= 8 else { return [] }
    var matches: [Match] = []
    let written = DigestText(text)
    for (range, bytes) in written.candidates where bytes.count > 4 || range == 0..<text.count && Self.tellsHash(name) {
      guard let recipe = recipe(of: bytes), values[Int(recipe.value)].origin.number < number,
        recipe.salt < 0 || salts[Int(recipe.salt)].number < number
      else { continue }
      matches.append(Match(value: Int(recipe.value), phrase: phrase(recipe), range: range))
    }
    return matches
  }

  /// Whether a field is called what a short digest needs beside it, to be no chance.
  private static func tellsHash(_ name: String) -> Bool {
    ["hash", "crc", "murmur", "xxh", "digest", "checksum", "mail", "phone", "username", "md"].contains { name.contains($0) }
  }

  private mutating func recipe(of digest: [UInt8]) -> Recipe? {
    fill(digest.count)
    return tables[digest.count]?.recipes[Self.head(of: digest)]
  }

  private static func head(of digest: [UInt8]) -> UInt64 { digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  // MARK: Reckoning

  /// Reckons the digests of a size that have not been reckoned yet.
  private mutating func fill(_ size: Int) {
    var table = tables.removeValue(forKey: size) ?? Table()
    defer { tables[size] = table }
    let digests = Digest.allCases.filter { $0.size == size }
    guard !digests.isEmpty, table.values < values.count || table.salts.count < salts.count else { return }
    for value in table.values..<values.count { add(value, digests, &table) }
    for salt in table.salts.count..<salts.count {
      for value in 0..<min(table.values, Self.mostInDepth) { add(value, salted: salt, digests, &table) }
    }
    for value in table.values..<min(values.count, Self.mostInDepth) {
      for salt in salts.indices { add(value, salted: salt, digests, &table) }
    }
    table.values = values.count
    table.salts = Array(salts.indices)
  }

  private func add(_ value: Int, _ digests: [Digest], _ table: inout Table) {
    for (number, form) in forms[value].enumerated() {
      let message = Array(form.text.utf8)
      for digest in digests where value < Self.mostInBreadth || Digest.common.contains(digest) {
        Self.keep(digest.of(message), Recipe(value: Int32(value), form: Int16(number), outer: digest), &table)
      }
      guard value < Self.mostInDepth, Self.isPrimary(form) else { continue }
      for inner in Digest.allCases where !inner.isShort {
        let bytes = inner.of(message)
        let hex = Hex.encoded(bytes)
        for digest in digests where !digest.isShort {
          var recipe = Recipe(value: Int32(value), form: Int16(number), outer: digest, inner: inner)
          Self.keep(digest.of(hex), recipe, &table)
          recipe.mixture = .bytes
          Self.keep(digest.of(bytes), recipe, &table)
        }
      }
    }
  }

  private func add(_ value: Int, salted salt: Int, _ digests: [Digest], _ table: inout Table) {
    let extra = Array(salts[salt].text.utf8)
    for (number, form) in forms[value].enumerated() where Self.isPrimary(form) {
      let message = Array(form.text.utf8)
      for digest in digests where !digest.isShort {
        var recipe = Recipe(value: Int32(value), form: Int16(number), outer: digest, salt: Int8(salt))
        recipe.mixture = .before
        Self.keep(digest.of(extra + message), recipe, &table)
        recipe.mixture = .behind
        Self.keep(digest.of(message + extra), recipe, &table)
        recipe.mixture = .keyed
        if let code = digest.code(of: message, key: extra) { Self.keep(code, recipe, &table) }
      }
    }
  }

  /// The forms that vendors ask for: of these the digests are taken in every way.
  private static func isPrimary(_ form: PersonForm) -> Bool {
    switch form.shape {
    case .asGiven, .lower, .canonical, .digits: form.isTelling
    default: false
    }
  }

  /// Keeps a digest; the plainest way that leads to it comes first.
  private static func keep(_ digest: [UInt8], _ recipe: Recipe, _ table: inout Table) {
    guard !digest.isEmpty else { return }
    let head = head(of: digest)
    if table.recipes[head] == nil { table.recipes[head] = recipe }
  }

  // MARK: Words

  /// `SHA-256 of the email in lower case`.
  private func phrase(_ recipe: Recipe) -> String {
    let form = forms[Int(recipe.value)][Int(recipe.form)]
    let message = "the " + form.phrase(values[Int(recipe.value)].fact)
    let outer = recipe.outer.rawValue
    if let inner = recipe.inner {
      return "\(outer) of the \(inner.rawValue) of \(message)" + (recipe.mixture == .bytes ? ", as bytes" : "")
    }
    return switch recipe.mixture {
    case .none, .bytes: "\(outer) of \(message)"
    case .before: "\(outer) of \(message), with a salt of the app's own before it"
    case .behind: "\(outer) of \(message), with a salt of the app's own behind it"
    case .keyed: "HMAC-\(outer) of \(message), keyed with a value of the app's own"
    }
  }
}
