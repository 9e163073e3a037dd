import Bytes
package import Knowledge

/// Facts about people: from the policy, from responses of the app's own server, and from what it is sent.
package struct KnownPeople: Sendable {
  /// Everything that is known, in the order of learning. What is known before a record is a prefix.
  package private(set) var values: [PersonValue] = []
  /// Texts that may be put before or after a value when it is hashed: the app's hosts, account IDs.
  private(set) var salts: [Salt] = []
  private var known: Set<String> = []
  /// Whether some were dropped because there were too many.
  package private(set) var isFull = false

  struct Salt: Hashable, Sendable {
    var text: String
    /// The record that showed it first.
    var number: Int
  }

  /// The maximum numbers of values and salts.
  static let mostValues = 4_000
  private static let mostSalts = 12

  var isEmpty: Bool { values.isEmpty }

  /// The same facts, as known before the first record of a run.
  var given: KnownPeople {
    var given = self
    for at in given.values.indices { given.values[at].origin.number = -1 }
    for at in given.salts.indices { given.salts[at].number = -1 }
    return given
  }

  /// Adds a fact about a person.
  mutating func add(_ value: PersonValue) {
    guard known.insert("\(value.fact) \(value.text.lowercased())").inserted else { return }
    guard values.count < Self.mostValues else {
      isFull = true
      return
    }
    values.append(value)
    if value.fact == .account { add(salt: value.text, number: value.origin.number) }
  }

  /// Adds a possible salt.
  mutating func add(salt text: String, number: Int) {
    guard salts.count < Self.mostSalts, 4...128 ~= text.utf8.count, !salts.contains(where: { $0.text == text }) else { return }
    salts.append(Salt(text: text, number: number))
  }
}
