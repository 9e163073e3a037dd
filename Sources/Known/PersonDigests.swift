import Bytes
import Knowledge

/// Finds digests of facts about people: of each form, of a digest of it, with a salt before or after it, and keyed with one.
///
/// What is sent is decoded to the bytes of a digest, in whatever notation, and looked up. Digests are computed when a text of their
/// size first occurs, so a run without such texts computes none. Those of digests and with salts are most of the work: they are computed when
/// a text that is none of the others may be one of them.
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

    /// Adds the first eight bytes of a digest, unless a simpler recipe gave them before.
    mutating func keep(_ head: UInt64?, _ recipe: DigestRecipe) {
      guard let head, numbers.insert(Int32(recipes.count), at: head) else { return }
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

  /// The digests of forms, and those of digests of them.
  private var plain = Tables()
  private var nested = Tables()
  private var salted: [Salted] = []
  private var values: [PersonValue] = []
  /// The forms of each value, as far as a text had the size of a digest.
  private var forms: [[PersonForm]] = []
  /// The digests that are hashed again, as far as they were computed.
  private var inners: [Int: [Inner]] = [:]
  private var salts = 0
  /// The number of salts that applied to one record only.
  private var keys = 0

  /// Takes in what was learned since.
  mutating func take(_ people: KnownPeople) {
    values += people.values[values.count...]
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

  /// What the name of a field says about digests in it.
  enum Field {
    case any
    /// It is called a hash, so a number of 32 bits may be one.
    case hash
    /// It holds a key or an identifier of a program: nobody makes these from a digest of a person, or with a salt.
    case machine
  }

  /// The digests of known values in a text. `isKnown` says which values were known before the record, and `keys` are numbers of values in the
  /// record that may have been used as salts.
  mutating func matches(in text: Span<UInt8>, field: Field, before number: Int, keys: [Int], isKnown: (Int) -> Bool) -> [Match] {
    guard text.count >= 8, !values.isEmpty else { return [] }
    var matches: [Match] = []
    for candidate in DigestText(text).candidates where candidate.size > 4 || candidate.range == 0..<text.count && field == .hash {
      var recipe = plainRecipe(of: candidate)
      if recipe == nil, candidate.size > 4, !candidate.isPart, field != .machine {
        recipe = deepRecipe(of: candidate, in: text, before: number, keys, isKnown)
      }
      guard let recipe, isKnown(Int(recipe.value)) else { continue }
      let fact = values[Int(recipe.value)].fact
      matches.append(
        Match(value: Int(recipe.value), phrase: recipe.phrase(forms[Int(recipe.value)][Int(recipe.form)], of: fact), range: candidate.range)
      )
    }
    return matches
  }

  /// The recipe of a digest of a form.
  private mutating func plainRecipe(of digest: DigestText.Candidate) -> DigestRecipe? {
    fill(digest.size)
    return plain[digest.size][digest.head]
  }

  /// The recipe of a digest of a digest, or with a salt, by what was known before a record.
  private mutating func deepRecipe(
    of digest: DigestText.Candidate, in text: Span<UInt8>, before number: Int, _ keys: [Int], _ isKnown: (Int) -> Bool
  ) -> DigestRecipe? {
    // What may be a salt is not a digest with one.
    let written = keys.isEmpty ? "" : String(copying: text.extracting(digest.range))
    guard !keys.contains(where: { salted[$0].salt == written }) else { return nil }
    fill(nested: digest.size)
    if let recipe = nested[digest.size][digest.head] { return recipe }
    for at in salted.indices where salted[at].number.map({ $0 < number }) ?? false || keys.contains(at) {
      fill(digest.size, salt: at)
      if let recipe = salted[at].tables[digest.size][digest.head], isKnown(Int(recipe.value)) { return recipe }
    }
    return nil
  }

  // MARK: Computing

  /// Computes the digests of forms of a size, as far as they are missing.
  private mutating func fill(_ size: Int) {
    guard plain[size].values < values.count else { return }
    for value in values[forms.count...] {
      let all = value.fact == .account ? [] : PersonForm.all(of: value.fact, value.text)
      forms.append(all.filter { $0.shape != .initials })
    }
    let digests = Digest.allCases.filter { $0.size == size }
    for value in plain[size].values..<values.count {
      for (number, form) in forms[value].enumerated() {
        let message = Array(form.text.utf8)
        for digest in digests where value < Self.mostInBreadth || Digest.common.contains(digest) {
          plain[size].keep(digest.head(of: message), DigestRecipe(value: Int32(value), form: Int16(number), outer: digest))
        }
      }
    }
    plain[size].values = values.count
  }

  /// The same for digests of digests.
  private mutating func fill(nested size: Int) {
    let count = min(values.count, Self.mostInDepth)
    guard nested[size].values < count else { return }
    let digests = Digest.allCases.filter { $0.size == size && $0.isNested }
    for value in nested[size].values..<count {
      for inner in inners(of: value) {
        for digest in digests {
          nested[size].keep(
            digest.head(of: inner.message),
            DigestRecipe(value: Int32(value), form: inner.form, outer: digest, inner: inner.digest, mixture: inner.mixture))
        }
      }
    }
    nested[size].values = count
  }

  /// The same with a salt.
  private mutating func fill(_ size: Int, salt at: Int) {
    let count = min(values.count, Self.mostSalted)
    guard salted[at].tables[size].values < count else { return }
    let digests = Digest.allCases.filter { $0.size == size && $0.isNested }
    let salt = Array(salted[at].salt.utf8)
    for value in salted[at].tables[size].values..<count {
      for (number, form) in forms[value].enumerated() where form.isPrimary {
        let message = Array(form.text.utf8)
        let (before, behind) = (salt + message, message + salt)
        for digest in digests {
          var recipe = DigestRecipe(value: Int32(value), form: Int16(number), outer: digest, mixture: .before)
          salted[at].tables[size].keep(digest.head(of: before), recipe)
          recipe.mixture = .behind
          salted[at].tables[size].keep(digest.head(of: behind), recipe)
          recipe.mixture = .keyed
          salted[at].tables[size].keep(digest.code(of: message, key: salt).map(Digest.head), recipe)
        }
      }
    }
    salted[at].tables[size].values = count
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
