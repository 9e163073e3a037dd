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

  /// The digests of one size, with one salt or without.
  private struct Table {
    var recipes: [UInt64: DigestRecipe] = [:]
    /// How many values it has.
    var values = 0
  }

  /// So many values get everything; of so many more every digest of each form is taken; beyond, the common ones.
  private static let mostInDepth = 40
  private static let mostInBreadth = 1_000
  /// Tables of more salts are made again when they are needed.
  private static let mostSalts = 24

  private var tables: [Int: Table] = [:]
  private var saltTables: [String: [Int: Table]] = [:]
  private var values: [PersonValue] = []
  private var forms: [[PersonForm]] = []
  private var salts: [KnownPeople.Salt] = []

  /// Takes in what has become known.
  mutating func take(_ people: KnownPeople) {
    for value in people.values[values.count...] {
      values.append(value)
      let all = value.fact == .account ? [] : PersonForm.all(of: value.fact, value.text)
      forms.append(all.filter { ![.initials, .rot13, .reversed].contains($0.shape) })
    }
    for salt in people.salts[salts.count...] { salts.append(salt) }
  }

  /// The digests in a text that are those of known values, by what is known before a record; `name` is what the field is called, and `keys`
  /// are values of the same record that may have been used as salts.
  mutating func matches(in text: Span<UInt8>, named name: String, before number: Int, keys: [String]) -> [Match] {
    guard text.count >= 8, !values.isEmpty else { return [] }
    var matches: [Match] = []
    for (range, bytes) in DigestText(text).candidates where bytes.count > 4 || range == 0..<text.count && Self.tellsHash(name) {
      guard let recipe = recipe(of: bytes, before: number, keys) else { continue }
      let fact = values[Int(recipe.value)].fact
      matches.append(
        Match(value: Int(recipe.value), phrase: recipe.phrase(forms[Int(recipe.value)][Int(recipe.form)], of: fact), range: range))
    }
    return matches
  }

  /// Whether a field is called what a short digest needs beside it, to be no chance.
  private static func tellsHash(_ name: String) -> Bool {
    ["hash", "crc", "murmur", "xxh", "digest", "checksum", "mail", "phone", "username", "md"].contains { name.contains($0) }
  }

  /// How a digest came about, with what was known before a record.
  private mutating func recipe(of digest: [UInt8], before number: Int, _ keys: [String]) -> DigestRecipe? {
    let head = Self.head(of: digest)
    fill(digest.count)
    if let recipe = tables[digest.count]?.recipes[head] { return values[Int(recipe.value)].origin.number < number ? recipe : nil }
    guard digest.count > 4 else { return nil }
    for salt in salts.lazy.filter({ $0.number < number }).map(\.text) + keys {
      fill(digest.count, salt)
      if let recipe = saltTables[salt]?[digest.count]?.recipes[head], values[Int(recipe.value)].origin.number < number { return recipe }
    }
    return nil
  }

  private static func head(of digest: [UInt8]) -> UInt64 { digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  // MARK: Reckoning

  /// Reckons the digests of a size that have not been reckoned yet.
  private mutating func fill(_ size: Int) {
    guard tables[size]?.values ?? 0 < values.count else { return }
    var table = tables.removeValue(forKey: size) ?? Table()
    defer { tables[size] = table }
    let digests = Digest.allCases.filter { $0.size == size }
    for value in table.values..<values.count { add(value, digests, &table) }
    table.values = values.count
  }

  /// The same with a salt.
  private mutating func fill(_ size: Int, _ salt: String) {
    let count = min(values.count, Self.mostInDepth)
    guard saltTables[salt]?[size]?.values ?? 0 < count else { return }
    if saltTables.count > Self.mostSalts { saltTables.removeAll() }
    var table = saltTables[salt]?[size] ?? Table()
    let digests = Digest.allCases.filter { $0.size == size && !$0.isShort }
    for value in table.values..<count { add(value, salt: Array(salt.utf8), digests, &table) }
    table.values = count
    saltTables[salt, default: [:]][size] = table
  }

  private func add(_ value: Int, _ digests: [Digest], _ table: inout Table) {
    for (number, form) in forms[value].enumerated() {
      let message = Array(form.text.utf8)
      var recipe = DigestRecipe(value: Int32(value), form: Int16(number), outer: .md5)
      for digest in digests where value < Self.mostInBreadth || Digest.common.contains(digest) {
        recipe.outer = digest
        Self.keep(digest.of(message), recipe, &table)
      }
      guard value < Self.mostInDepth, form.isPrimary else { continue }
      for inner in Digest.allCases where !inner.isShort {
        recipe.inner = inner
        let bytes = inner.of(message)
        let hex = Hex.encoded(bytes)
        for digest in digests where !digest.isShort {
          recipe.outer = digest
          recipe.mixture = .none
          Self.keep(digest.of(hex), recipe, &table)
          recipe.mixture = .bytes
          Self.keep(digest.of(bytes), recipe, &table)
        }
      }
    }
  }

  private func add(_ value: Int, salt: [UInt8], _ digests: [Digest], _ table: inout Table) {
    for (number, form) in forms[value].enumerated() where form.isPrimary {
      let message = Array(form.text.utf8)
      for digest in digests {
        var recipe = DigestRecipe(value: Int32(value), form: Int16(number), outer: digest, mixture: .before)
        Self.keep(digest.of(salt + message), recipe, &table)
        recipe.mixture = .behind
        Self.keep(digest.of(message + salt), recipe, &table)
        recipe.mixture = .keyed
        if let code = digest.code(of: message, key: salt) { Self.keep(code, recipe, &table) }
      }
    }
  }

  /// Keeps a digest; the plainest way that leads to it comes first.
  private static func keep(_ digest: [UInt8], _ recipe: DigestRecipe, _ table: inout Table) {
    guard !digest.isEmpty else { return }
    let head = head(of: digest)
    if table.recipes[head] == nil { table.recipes[head] = recipe }
  }
}

extension PersonForm {
  /// Whether vendors ask for it: of these forms digests are taken in every way.
  fileprivate var isPrimary: Bool {
    switch shape {
    case .asGiven, .lower, .canonical, .digits: isTelling
    default: false
    }
  }
}
