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

    func recipe(of digest: [UInt8]) -> DigestRecipe? { numbers[Self.head(of: digest)].map { recipes[Int($0)] } }

    /// Adds a digest, unless a simpler recipe gave it before.
    mutating func keep(_ digest: [UInt8], _ recipe: DigestRecipe) {
      guard !digest.isEmpty, numbers.insert(Int32(recipes.count), at: Self.head(of: digest)) else { return }
      recipes.append(recipe)
    }

    private static func head(of digest: [UInt8]) -> UInt64 { digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
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

  /// The first so many values get all recipes; so many more get every digest of each form; the rest get the common digests.
  private static let mostInDepth = 40
  private static let mostInBreadth = 1_000
  /// The tables of further salts are recomputed when needed.
  private static let mostSalts = 24

  private var tables = Tables()
  private var salted: [Salted] = []
  private var values: [PersonValue] = []
  private var forms: [[PersonForm]] = []
  private var salts = 0

  /// Takes in what was learned since.
  mutating func take(_ people: KnownPeople) {
    for value in people.values[values.count...] {
      values.append(value)
      let all = value.fact == .account ? [] : PersonForm.all(of: value.fact, value.text)
      forms.append(all.filter { ![.initials, .rot13, .reversed].contains($0.shape) })
    }
    for salt in people.salts[salts...] { salted.append(Salted(salt: salt.text, number: salt.number)) }
    salts = people.salts.count
  }

  /// The numbers of salts that apply to one record only.
  mutating func numbers(of keys: [String]) -> [Int] {
    if salted.count > Self.mostSalts { salted.removeAll { $0.number == nil } }
    return keys.map { key in
      if let known = salted.firstIndex(where: { $0.salt == key }) { return known }
      salted.append(Salted(salt: key))
      return salted.count - 1
    }
  }

  /// The digests of known values in a text, by what is known before a record. `isNamedHash` says that the field's name says hash, and
  /// `keys` are the numbers of values of the same record that may be salts.
  mutating func matches(in text: Span<UInt8>, isNamedHash: Bool, before number: Int, keys: [Int]) -> [Match] {
    guard text.count >= 8, !values.isEmpty else { return [] }
    var matches: [Match] = []
    for (range, bytes) in DigestText(text).candidates where bytes.count > 4 || range == 0..<text.count && isNamedHash {
      guard let recipe = recipe(of: bytes, before: number, keys) else { continue }
      let fact = values[Int(recipe.value)].fact
      matches.append(
        Match(value: Int(recipe.value), phrase: recipe.phrase(forms[Int(recipe.value)][Int(recipe.form)], of: fact), range: range))
    }
    return matches
  }

  /// The recipe of a digest, by what was known before a record.
  private mutating func recipe(of digest: [UInt8], before number: Int, _ keys: [Int]) -> DigestRecipe? {
    fill(digest.count)
    if let recipe = tables[digest.count].recipe(of: digest) { return values[Int(recipe.value)].origin.number < number ? recipe : nil }
    guard digest.count > 4 else { return nil }
    for at in salted.indices where salted[at].number.map({ $0 < number }) ?? false || keys.contains(at) {
      fill(digest.count, salt: at)
      if let recipe = salted[at].tables[digest.count].recipe(of: digest), values[Int(recipe.value)].origin.number < number {
        return recipe
      }
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
    let count = min(values.count, Self.mostInDepth)
    guard salted[at].tables[size].values < count else { return }
    var table = Table()
    swap(&table, &salted[at].tables[size])
    let digests = Digest.allCases.filter { $0.size == size && !$0.isShort }
    for value in table.values..<count { add(value, salt: Array(salted[at].salt.utf8), digests, &table) }
    table.values = count
    salted[at].tables[size] = table
  }

  private func add(_ value: Int, _ digests: [Digest], _ table: inout Table) {
    for (number, form) in forms[value].enumerated() {
      let message = Array(form.text.utf8)
      var recipe = DigestRecipe(value: Int32(value), form: Int16(number), outer: .md5)
      for digest in digests where value < Self.mostInBreadth || Digest.common.contains(digest) {
        recipe.outer = digest
        table.keep(digest.of(message), recipe)
      }
      guard value < Self.mostInDepth, form.isPrimary else { continue }
      for inner in Digest.allCases where !inner.isShort {
        recipe.inner = inner
        let bytes = inner.of(message)
        let hex = Hex.encoded(bytes)
        for digest in digests where !digest.isShort {
          recipe.outer = digest
          recipe.mixture = .none
          table.keep(digest.of(hex), recipe)
          recipe.mixture = .bytes
          table.keep(digest.of(bytes), recipe)
        }
      }
    }
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
