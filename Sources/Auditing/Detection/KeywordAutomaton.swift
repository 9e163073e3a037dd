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
    let patterns = keywords.map { (rule: $0.rule, symbols: Self.symbols(of: $0.keyword)) }
    for (_, symbols) in patterns {
      for symbol in symbols {
        if let symbol { tell(symbol) } else { for digit in Self.digits { tell(digit) } }
      }
    }
    // The trie: where a state leads by a class that goes on nowhere stands 0.
    next = [UInt16](repeating: 0, count: classCount)
    found = [RuleSet()]
    let letters = patterns.reduce(0) { $0 + $1.symbols.count }
    next.reserveCapacity(min(letters + 1, Int(UInt16.max)) * classCount)
    found.reserveCapacity(letters + 1)
    for (rule, symbols) in patterns {
      guard insert(symbols[...], of: rule, from: 0) else { return nil }
    }
    link()
    number()
  }

  /// The rules that a keyword of occurs in `text`.
  func rules(in text: Span<UInt8>) -> RuleSet {
    var rules = RuleSet()
    var state = 0
    for at in 0..<text.count {
      state = Int(next[state &* classCount &+ Int(classes[Int(text[at])])])
      if state >= firstFound { rules.formUnion(found[state - firstFound]) }
    }
    return rules
  }

  // MARK: Making it

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  /// A keyword in lower case; nil for a digit, whichever it is.
  private static func symbols(of keyword: String) -> [UInt8?] {
    var symbols: [UInt8?] = []
    for byte in keyword.lowercased().utf8 {
      if byte == UInt8(ascii: "d"), symbols.last == UInt8(ascii: "\\") { symbols[symbols.count - 1] = nil } else { symbols.append(byte) }
    }
    return symbols
  }

  /// Gives a byte a class of its own, which a small letter shares with its capital.
  private mutating func tell(_ byte: UInt8) {
    guard classes[Int(byte)] == 0 else { return }
    classes[Int(byte)] = UInt8(classCount)
    if UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte { classes[Int(byte & 0xDF)] = UInt8(classCount) }
    classCount += 1
  }

  /// Makes a way for a keyword, or for each that it stands for.
  /// - Returns: Whether there were numbers left for all states.
  private mutating func insert(_ symbols: ArraySlice<UInt8?>, of rule: Int, from start: Int) -> Bool {
    var state = start
    for (at, symbol) in zip(symbols.indices, symbols) {
      guard let symbol else {
        return Self.digits.allSatisfy { digit in
          step(from: state, by: digit).map { insert(symbols[(at + 1)...], of: rule, from: $0) } ?? false
        }
      }
      guard let after = step(from: state, by: symbol) else { return false }
      state = after
    }
    found[state].insert(rule)
    return true
  }

  /// The state behind another; nil where a new one would be one too many.
  private mutating func step(from state: Int, by byte: UInt8) -> Int? {
    let edge = state * classCount + Int(classes[Int(byte)])
    if next[edge] != 0 { return Int(next[edge]) }
    guard found.count < UInt16.max else { return nil }
    next[edge] = UInt16(found.count)
    next.append(contentsOf: repeatElement(0, count: classCount))
    found.append(RuleSet())
    return found.count - 1
  }

  /// Lets each state go on where the longest end of what led to it goes on, in the order of depth.
  private mutating func link() {
    var failure = [Int](repeating: 0, count: found.count)
    var queue = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      let (row, other) = (state * classCount, failure[state] * classCount)
      for symbol in 0..<classCount {
        let fallback = state == 0 ? 0 : next[other + symbol]
        let child = Int(next[row + symbol])
        guard child != 0 else {
          next[row + symbol] = fallback
          continue
        }
        failure[child] = Int(fallback)
        found[child].formUnion(found[Int(fallback)])
        queue.append(child)
      }
    }
  }

  /// Renumbers the states so that those that have found something come last, which makes them one comparison to tell.
  private mutating func number() {
    let quiet = found.indices.filter { found[$0].isEmpty }
    let loud = found.indices.filter { !found[$0].isEmpty }
    var numbers = [UInt16](repeating: 0, count: found.count)
    for (number, state) in (quiet + loud).enumerated() { numbers[state] = UInt16(number) }
    var renumbered: [UInt16] = []
    renumbered.reserveCapacity(next.count)
    for state in quiet + loud {
      for edge in state * classCount..<(state + 1) * classCount { renumbered.append(numbers[Int(next[edge])]) }
    }
    next = renumbered
    firstFound = quiet.count
    found = loud.map { found[$0] }
  }
}
