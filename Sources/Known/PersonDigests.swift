import Bytes
import Knowledge

/// Finds digests of facts about people: of each form, of a digest of it, with a salt before or after it, and keyed with one.
///
/// What is sent is decoded to the bytes of a digest, in whatever notation, and looked up. Digests are computed when a text of their
/// size first occurs, so a run without such texts computes none.
struct PersonDigests {
  /// Whose digest a text is.
  struct Match {
    var value: Int
    var phrase: String
    var range: Range<Int>
  }

  /// The digests of one size, for one salt or none.
  private struct Table {
    private var numbers = HashIndex()
    private var recipes: [DigestRecipe] = []
    /// The number of values in it.
    var values = 0

    /// The recipe of each digest, by its first eight bytes.
    subscript(head: UInt64) -> DigestRecipe? { numbers[head].map { recipes[Int($0)] } }

    /// Adds a digest, unless a simpler recipe gave it before.
    mutating func keep(_ digest: [UInt8], _ recipe: DigestRecipe) {
      var head: UInt64 = 0
      for at in 0..<min(digest.count, 8) { head = head << 8 | UInt64(digest[at]) }
      guard !digest.isEmpty, numbers.insert(Int32(recipes.count), at: head) else { return }
      recipes.append(recipe)
    }
  }

  /// The tables for each size of digest.
  private struct Tables {
    private var tables = [Table](repeating: Table(), count: 17)

    subscript(size: Int) -> Table {
      _read { yield tables[size >> 2] }
      _modify { yield &tables[size >> 2] }
    }
  }

  /// The tables for a salt.
  private struct Salted {
    var salt: String
    /// The record that showed it first; nil for one that applies to the current record alone.
    var number: Int?
    var tables = Tables()
  }

  /// The maximum numbers of values: with every recipe, with salts, and with every digest of each form. Further values get the common
  /// digests.
  private static let mostInDepth = 100
  private static let mostSalted = 60
  private static let mostInBreadth = 1_000
  /// The maximum number of salts whose tables are kept. Tables of others are computed again when needed.
  private static let mostSalts = 48
  /// The key of a project does not change. A key that differs in each record is not one, and would take more time than everything else.
  private static let mostKeys = 200

  private var tables = Tables()
  private var salted: [Salted] = []
  private var values: [PersonValue] = []
  private var forms: [[PersonForm]] = []
  /// The digests that are hashed again, as far as they were computed.
  private var inners: [Int: [Inner]] = [:]
  private var salts = 0
  /// The number of salts that applied to one record only.
  private var keys = 0

  /// Takes in what was learned since.
  mutating func take(_ people: KnownPeople) {
    for value in people.values[values.count...] {
      values.append(value)
      let all = value.fact == .account ? [] : PersonForm.all(of: value.fact, value.text)
      forms.append(all.filter { $0.shape != .initials })
    }
    for salt in people.salts[salts...] { salted.append(Salted(salt: salt.text, number: salt.number)) }
    salts = people.salts.count
  }

  /// The numbers of salts that apply to one record only.
  mutating func numbers(of keys: [String]) -> [Int] {
    if salted.count > Self.mostSalts { salted.removeAll { $0.number == nil } }
    return keys.compactMap { key in
      if let known = salted.firstIndex(where: { $0.salt == key }) { return known }
      guard self.keys < Self.mostKeys else { return nil }
      self.keys += 1
      salted.append(Salted(salt: key))
      return salted.count - 1
    }
  }

  /// The digests of known values in a text. `isKnown` says which values were known before the record, `tellsHash` that the field is called
  /// a hash, and `keys` are numbers of values in the record that may have been used as salts.
  mutating func matches(in text: Span<UInt8>, tellsHash: Bool, before number: Int, keys: [Int], isKnown: (Int) -> Bool) -> [Match] {
    guard text.count >= 8, !values.isEmpty else { return [] }
    var matches: [Match] = []
    for candidate in DigestText(text).candidates where candidate.size > 4 || candidate.range == 0..<text.count && tellsHash {
      guard let recipe = recipe(of: candidate, before: number, keys, isKnown) else { continue }
      let fact = values[Int(recipe.value)].fact
      matches.append(
        Match(value: Int(recipe.value), phrase: recipe.phrase(forms[Int(recipe.value)][Int(recipe.form)], of: fact), range: candidate.range)
      )
    }
    return matches
  }

  /// The recipe of a digest, by what was known before a record.
  private mutating func recipe(of digest: DigestText.Candidate, before number: Int, _ keys: [Int], _ isKnown: (Int) -> Bool)
    -> DigestRecipe?
  {
    fill(digest.size)
    if let recipe = tables[digest.size][digest.head] { return isKnown(Int(recipe.value)) ? recipe : nil }
    guard digest.size > 4 else { return nil }
    for at in salted.indices where salted[at].number.map({ $0 < number }) ?? false || keys.contains(at) {
      fill(digest.size, salt: at)
      if let recipe = salted[at].tables[digest.size][digest.head], isKnown(Int(recipe.value)) { return recipe }
    }
    return nil
  }

  // MARK: Reckoning

  /// Computes the digests of a size, as far as they are missing.
  private mutating func fill(_ size: Int) {
    guard tables[size].values < values.count else { return }
    var table = Table()
    swap(&table, &tables[size])
    let digests = Digest.allCases.filter { $0.size == size }
    for value in table.values..<values.count { add(value, digests, &table) }
    table.values = values.count
    tables[size] = table
  }

  /// The same with a salt.
  private mutating func fill(_ size: Int, salt at: Int) {
    let count = min(values.count, Self.mostSalted)
    guard salted[at].tables[size].values < count else { return }
    var table = Table()
    swap(&table, &salted[at].tables[size])
    let digests = Digest.allCases.filter { $0.size == size && $0.isNested }
    for value in table.values..<count { add(value, salt: Array(salted[at].salt.utf8), digests, &table) }
    table.values = count
    salted[at].tables[size] = table
  }

  private mutating func add(_ value: Int, _ digests: [Digest], _ table: inout Table) {
    for (number, form) in forms[value].enumerated() {
      let message = Array(form.text.utf8)
      var recipe = DigestRecipe(value: Int32(value), form: Int16(number), outer: .md5)
      for digest in digests where value < Self.mostInBreadth || Digest.common.contains(digest) {
        recipe.outer = digest
        table.keep(digest.of(message), recipe)
      }
    }
    guard value < Self.mostInDepth else { return }
    let nested = digests.filter(\.isNested)
    for inner in inners(of: value) {
      var recipe = DigestRecipe(value: Int32(value), form: inner.form, outer: .md5, inner: inner.digest, mixture: inner.mixture)
      for digest in nested {
        recipe.outer = digest
        table.keep(digest.of(inner.message), recipe)
      }
    }
  }

  /// A digest in the form in which it is hashed again.
  private struct Inner {
    var form: Int16
    var digest: Digest
    var mixture: DigestRecipe.Mixture
    var message: [UInt8]
  }

  private mutating func inners(of value: Int) -> [Inner] {
    if let known = inners[value] { return known }
    var made: [Inner] = []
    for (number, form) in forms[value].enumerated() where form.isPrimary {
      for digest in Digest.allCases where digest.isNested {
        let bytes = digest.of(Array(form.text.utf8))
        func add(_ mixture: DigestRecipe.Mixture, _ message: [UInt8]) {
          made.append(Inner(form: Int16(number), digest: digest, mixture: mixture, message: message))
        }
        add(.none, Hex.encoded(bytes))
        add(.bytes, bytes)
        guard Digest.common.contains(digest) else { continue }
        add(.capitals, Array(Digest.hex(bytes).uppercased().utf8))
        add(.base64, Base64.encoded(bytes.span, isURL: false, isPadded: true))
      }
    }
    inners[value] = made
    return made
  }

  private func add(_ value: Int, salt: [UInt8], _ digests: [Digest], _ table: inout Table) {
    for (number, form) in forms[value].enumerated() where form.isPrimary {
      let message = Array(form.text.utf8)
      for digest in digests {
        var recipe = DigestRecipe(value: Int32(value), form: Int16(number), outer: digest, mixture: .before)
        table.keep(digest.of(salt + message), recipe)
        recipe.mixture = .behind
        table.keep(digest.of(message + salt), recipe)
        recipe.mixture = .keyed
        if let code = digest.code(of: message, key: salt) { table.keep(code, recipe) }
      }
    }
  }
}

extension PersonForm {
  /// Whether vendors ask for this form: then all recipes are applied to it.
  fileprivate var isPrimary: Bool {
    switch shape {
    case .asGiven, .lower, .canonical, .digits: isDistinctive
    default: false
    }
  }
}
