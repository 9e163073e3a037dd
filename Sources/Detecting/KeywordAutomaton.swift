/// Finds which rules' keywords occur in a text, all in one pass (Aho and Corasick 1975), without regard to case.
///
/// It runs over every text that was sent, and the regular expressions only where it has found something.
struct KeywordAutomaton: Sendable {
  /// The class of each byte: bytes that no keyword has share class 0.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  /// The next state, by state and class.
  private var next: [UInt16] = []
  /// States from this one on have found something.
  private var firstFound = 0
  private var found: [RuleSet] = []

  /// Builds the automaton for `keywords[rule]`; `\d` in a keyword stands for any digit, `\c` for a
  /// letter of a script that writes no spaces or no capitals. Nil where there are more states than numbers
  /// for them, with some 60,000 letters of keywords.
  init?(keywords: [(rule: Int, keyword: String)]) {
    let patterns = keywords.map { (rule: $0.rule, bytes: Self.bytes(of: $0.keyword)) }
    for (_, bytes) in patterns {
      for byte in bytes.joined() { tell(byte) }
    }
    var trie = KeywordTrie()
    for (rule, bytes) in patterns {
      guard trie.insert(bytes.map { $0.map { classes[Int($0)] } }, of: rule, limit: Int(UInt16.max)) else { return nil }
    }
    trie.link()
    fill(from: trie)
  }

  /// The rules that a keyword of occurs in `text`.
  func rules(in text: Span<UInt8>) -> RuleSet {
    var rules = RuleSet()
    var state = 0
    var last = 0
    for at in 0..<text.count {
      state = Int(next[state &* classCount &+ Int(classes[Int(text[at])])])
      // One keyword, such as a blank, often comes again and again.
      if state >= firstFound, state != last {
        rules.formUnion(found[state - firstFound])
        last = state
      }
    }
    return rules
  }

  // MARK: Making it

  /// What a letter behind a backslash stands for. Characters from U+0800 on have three bytes, of which the first tells the script: the
  /// scripts of Asia, and not the dashes and quotes of all (U+2000).
  private static let sets: [UInt8: [UInt8]] = [
    UInt8(ascii: "d"): Array(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "c"): [0xE0, 0xE1] + Array(0xE3...0xED),
  ]

  /// A keyword in lower case: the bytes that may stand at each of its places.
  private static func bytes(of keyword: String) -> [[UInt8]] {
    var bytes: [[UInt8]] = []
    for byte in keyword.lowercased().utf8 {
      if let set = sets[byte], bytes.last == [UInt8(ascii: "\\")] { bytes[bytes.count - 1] = set } else { bytes.append([byte]) }
    }
    return bytes
  }

  /// Gives a byte a class of its own, which a small letter shares with its capital.
  private mutating func tell(_ byte: UInt8) {
    guard classes[Int(byte)] == 0 else { return }
    classes[Int(byte)] = UInt8(classCount)
    if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { classes[Int(byte & 0xDF)] = UInt8(classCount) }
    classCount += 1
  }

  /// Makes a state of each node. Those that have found something come last, which makes them one comparison to tell.
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
      // What leads no further here leads where it does from the longest end, which is less deep and so is done.
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
