import Bytes
package import Knowledge

/// What is known of people: from the policy, from what the app's own server answers, and from what it is sent.
package struct KnownPeople: Sendable {
  /// Everything that is known, in the order of learning; what is known before a record is a beginning of it.
  package private(set) var values: [PersonValue] = []
  /// What is put before or behind a value before its digest is taken: the app's hosts, account IDs.
  private(set) var salts: [Salt] = []
  private var known: Set<String> = []
  /// Whether there was more than is kept.
  package private(set) var isFull = false

  struct Salt: Hashable, Sendable {
    var text: String
    /// The record that showed it first.
    var number: Int
    var isAccount = false
  }

  /// No more values, and no more salts, are kept.
  static let mostValues = 4_000
  private static let mostSalts = 24
  /// So many of them may be account IDs, of which a list of users has hundreds.
  private static let mostAccounts = 12

  var isEmpty: Bool { values.isEmpty }

  /// The same, as what was known before the first record of a run.
  var given: KnownPeople {
    var given = self
    for at in given.values.indices { given.values[at].origin.number = -1 }
    for at in given.salts.indices { given.salts[at].number = -1 }
    return given
  }

  /// Keeps something that is known of a person.
  mutating func add(_ value: PersonValue) {
    guard known.insert("\(value.fact) \(value.text.lowercased())").inserted else { return }
    guard values.count < Self.mostValues else {
      isFull = true
      return
    }
    values.append(value)
    if value.fact == .account, salts.count(where: \.isAccount) < Self.mostAccounts {
      add(salt: value.text, number: value.origin.number, isAccount: true)
    }
  }

  /// Keeps what may have been put before or behind a value.
  mutating func add(salt text: String, number: Int, isAccount: Bool = false) {
    guard salts.count < Self.mostSalts, 4...128 ~= text.utf8.count, !salts.contains(where: { $0.text == text }) else { return }
    salts.append(Salt(text: text, number: number, isAccount: isAccount))
  }
}
