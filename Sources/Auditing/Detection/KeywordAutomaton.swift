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

  /// Builds the automaton for `keywords[rule]`; `\d` in a keyword stands for any digit. Nil where there are more states than numbers
  /// for them, with some 60,000 letters of keywords.
  init?(keywords: [(rule: Int, keyword: String)]) {
    let patterns = keywords.flatMap { rule, keyword in Self.expanded(keyword).map { (rule: rule, bytes: $0) } }
    for byte in Set(patterns.flatMap(\.bytes)).sorted() {
      classes[Int(byte)] = UInt8(classCount)
      if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { classes[Int(byte & 0xDF)] = UInt8(classCount) }
      classCount += 1
    }
    guard patterns.reduce(1, { $0 + $1.bytes.count }) <= UInt16.max else { return nil }
    build(patterns)
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

  private mutating func build(_ patterns: [(rule: Int, bytes: [UInt8])]) {
    // The trie.
    var edges: [[Int: Int]] = [[:]]
    var output = [RuleSet()]
    for (rule, bytes) in patterns {
      var state = 0
      for byte in bytes {
        let symbol = Int(classes[Int(byte)])
        if let known = edges[state][symbol] {
          state = known
        } else {
          edges.append([:])
          output.append(RuleSet())
          edges[state][symbol] = edges.count - 1
          state = edges.count - 1
        }
      }
      output[state].insert(rule)
    }
    // Failure links, in the order of depth, folded into the transitions.
    var table = [Int](repeating: 0, count: edges.count * classCount)
    var failure = [Int](repeating: 0, count: edges.count)
    var queue = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      for symbol in 0..<classCount {
        let fallback = state == 0 ? 0 : table[failure[state] * classCount + symbol]
        guard let child = edges[state][symbol] else {
          table[state * classCount + symbol] = fallback
          continue
        }
        failure[child] = fallback
        output[child].formUnion(output[fallback])
        table[state * classCount + symbol] = child
        queue.append(child)
      }
    }
    number(table, output)
  }

  /// Renumbers the states so that those that have found something come last, which makes them one comparison to tell.
  private mutating func number(_ table: [Int], _ output: [RuleSet]) {
    let quiet = output.indices.filter { output[$0].isEmpty }
    let loud = output.indices.filter { !output[$0].isEmpty }
    firstFound = quiet.count
    found = loud.map { output[$0] }
    var numbers = [Int](repeating: 0, count: output.count)
    for (number, state) in (quiet + loud).enumerated() { numbers[state] = number }
    next = [UInt16](repeating: 0, count: table.count)
    for state in output.indices {
      for symbol in 0..<classCount {
        next[numbers[state] * classCount + symbol] = UInt16(numbers[table[state * classCount + symbol]])
      }
    }
  }

  /// A keyword in lower case, with every digit in the place of each `\d`.
  private static func expanded(_ keyword: String) -> [[UInt8]] {
    var results: [[UInt8]] = [[]]
    var rest = Substring(keyword.lowercased())
    while let first = rest.first {
      if rest.hasPrefix("\\d") {
        results = results.flatMap { result in (UInt8(ascii: "0")...UInt8(ascii: "9")).map { result + [$0] } }
        rest = rest.dropFirst(2)
      } else {
        let bytes = Array(String(first).utf8)
        results = results.map { $0 + bytes }
        rest = rest.dropFirst()
      }
    }
    return results
  }
}
