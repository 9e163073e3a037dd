/// A set of rule numbers, as bits.
struct RuleSet: Hashable, Sendable {
  /// The most rules that a book may have.
  static let capacity = 512

  private var words = InlineArray<8, UInt64>(repeating: 0)

  static func == (a: RuleSet, b: RuleSet) -> Bool { a.words.indices.allSatisfy { a.words[$0] == b.words[$0] } }

  func hash(into hasher: inout Hasher) {
    for at in words.indices { hasher.combine(words[at]) }
  }

  mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 << UInt64(rule & 63) }

  mutating func formUnion(_ other: RuleSet) {
    for at in words.indices { words[at] |= other.words[at] }
  }

  mutating func subtract(_ other: RuleSet) {
    for at in words.indices { words[at] &= ~other.words[at] }
  }

  func intersection(_ other: RuleSet) -> RuleSet {
    var result = self
    for at in words.indices { result.words[at] &= other.words[at] }
    return result
  }

  func contains(_ rule: Int) -> Bool { words[rule >> 6] >> UInt64(rule & 63) & 1 == 1 }

  var isEmpty: Bool { words.indices.allSatisfy { words[$0] == 0 } }

  /// Calls `body` with each number in ascending order.
  func forEach(_ body: (Int) -> Void) {
    for at in words.indices {
      var word = words[at]
      while word != 0 {
        body(at << 6 | word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
