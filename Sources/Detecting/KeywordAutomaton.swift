/// Finds which rules' keywords occur in a text, in one pass and without regard to case (Aho and Corasick 1975).
///
/// It runs over every text that was sent; regular expressions run only where it found a keyword.
struct KeywordAutomaton: Sendable {
  /// The class of each byte. Bytes that occur in no keyword share class 0.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  /// The next state, by state and class.
  private var next: [UInt16] = []
  /// States from this one on have found a keyword.
  private var firstFound = 0
  private var found: [RuleSet] = []

  /// Builds the automaton. In a keyword `\d` stands for any digit and `\c` for a letter of a script without spaces or capitals. Returns nil
  /// if the states do not fit 16-bit numbers, which takes some 60,000 letters of keywords.
  init?(keywords: [(rule: Int, keyword: String)]) {
    let patterns = keywords.map { (rule: $0.rule, bytes: Self.bytes(of: $0.keyword)) }
    for (_, bytes) in patterns {
      for byte in bytes.joined() { addClass(of: byte) }
    }
    var trie = KeywordTrie()
    for (rule, bytes) in patterns {
      guard trie.insert(bytes.map { $0.map { classes[Int($0)] } }, of: rule, limit: Int(UInt16.max)) else { return nil }
    }
    trie.link()
    fill(from: trie)
  }

  /// The rules with a keyword in `text`.
  func rules(in text: Span<UInt8>) -> RuleSet {
    var rules = RuleSet()
    var state = 0
    var last = 0
    for at in 0..<text.count {
      state = Int(next[state &* classCount &+ Int(classes[Int(text[at])])])
      // A keyword such as a blank often repeats.
      if state >= firstFound, state != last {
        rules.formUnion(found[state - firstFound])
        last = state
      }
    }
    return rules
  }

  // MARK: Building

  /// What a letter after a backslash stands for. Characters from U+0800 on have three bytes, and the first one tells the script: these are
  /// the scripts of Asia, without the dashes and quotes at U+2000.
  private static let sets: [UInt8: [UInt8]] = [
    UInt8(ascii: "d"): Array(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "c"): [0xE0, 0xE1] + Array(0xE3...0xED),
  ]

  /// A keyword in lower case, as the bytes that each of its places accepts.
  private static func bytes(of keyword: String) -> [[UInt8]] {
    var bytes: [[UInt8]] = []
    for byte in keyword.lowercased().utf8 {
      if let set = sets[byte], bytes.last == [UInt8(ascii: "\\")] { bytes[bytes.count - 1] = set } else { bytes.append([byte]) }
    }
    return bytes
  }

  /// Gives a byte a class of its own. A letter shares it with its capital.
  private mutating func addClass(of byte: UInt8) {
    guard classes[Int(byte)] == 0 else { return }
    classes[Int(byte)] = UInt8(classCount)
    if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { classes[Int(byte & 0xDF)] = UInt8(classCount) }
    classCount += 1
  }

  /// Numbers the states. Those that have found a keyword come last, so one comparison recognises them.
  private mutating func fill(from trie: KeywordTrie) {
    let nodes = trie.nodes
    var numbers = [Int](repeating: 0, count: nodes.count)
    for node in trie.order where nodes[node].set == 0 {
      numbers[node] = firstFound
      firstFound += 1
    }
    for node in trie.order where nodes[node].set != 0 {
      numbers[node] = firstFound + found.count
      found.append(trie.sets[nodes[node].set])
    }
    next = [UInt16](repeating: 0, count: nodes.count * classCount)
    for node in trie.order {
      let row = numbers[node] * classCount
      // A byte without a child node continues from the failure node. That node is less deep, so its row is complete.
      if node != 0 {
        let other = numbers[nodes[node].failure] * classCount
        for symbol in 0..<classCount { next[row + symbol] = next[other + symbol] }
      }
      var child = nodes[node].child
      while child != 0 {
        next[row + Int(nodes[child].symbol)] = UInt16(numbers[child])
        child = nodes[child].sibling
      }
    }
  }
}
