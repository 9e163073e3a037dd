import Bytes
package import Knowledge

/// Facts about people: from the policy, from responses of the app's own server, and from what it is sent.
package struct KnownPeople: Sendable {
  /// Everything that is known, in the order of learning. What is known before a record is a prefix.
  package private(set) var values: [PersonValue] = []
  /// Texts that may be put before or after a value when it is hashed: the app's hosts, account IDs.
  private(set) var salts: [Salt] = []
  /// The number of each value, and the customer in whose session it was seen if it is not that customer's own.
  private var known: [String: (value: Int, customer: String?)] = [:]
  /// Whether some were dropped because there were too many.
  package private(set) var isFull = false

  struct Salt: Hashable, Sendable {
    var text: String
    /// The record that showed it first.
    var number: Int
    var isAccount = false
  }

  /// The maximum numbers of values and salts.
  static let mostValues = 4_000
  private static let mostSalts = 24
  /// The maximum number of account IDs among the salts. A list of users has hundreds.
  private static let mostAccounts = 12

  var isEmpty: Bool { values.isEmpty }

  /// The same facts, as known before the first record of a run.
  var given: KnownPeople {
    var given = self
    for at in given.values.indices {
      given.values[at].origin.number = -1
      if given.values[at].isCommonFrom < .max { given.values[at].isCommonFrom = -1 }
    }
    for at in given.salts.indices { given.salts[at].number = -1 }
    return given
  }

  /// Adds a fact about a person. `customer` is the customer in whose session it was seen, if it is not that customer's own.
  mutating func add(_ value: PersonValue, customer: String? = nil) {
    let key = "\(value.fact.rawValue) \(value.text.lowercased())"
    if let (at, other) = known[key] {
      if let other, let customer, other != customer { values[at].isCommonFrom = min(values[at].isCommonFrom, value.origin.number) }
      return
    }
    guard values.count < Self.mostValues else {
      isFull = true
      return
    }
    known[key] = (values.count, customer)
    values.append(value)
    if value.fact == .account, salts.count(where: \.isAccount) < Self.mostAccounts {
      add(salt: value.text, number: value.origin.number, isAccount: true)
    }
  }

  /// Adds a value that may have been used as a salt.
  mutating func add(salt text: String, number: Int, isAccount: Bool = false) {
    guard salts.count < Self.mostSalts, 4...128 ~= text.utf8.count, !salts.contains(where: { $0.text == text }) else { return }
    salts.append(Salt(text: text, number: number, isAccount: isAccount))
  }
}
