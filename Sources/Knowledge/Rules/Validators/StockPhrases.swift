/// Whole messages with placeholders in them, as a tree of their words.
struct StockPhrases: Sendable {
  private struct Node {
    var next: [String: Int] = [:]
    /// The node after a placeholder for any word, and after one for a number.
    var any: Int?
    var number: Int?
    var isEnd = false
    /// Whether any rest may follow.
    var isOpen = false
  }

  private var nodes = [Node()]

  /// Where a phrase ends in a text: before the word at this index, or, if `isOpen`, with all words from it on.
  struct End {
    var index: Int
    var isOpen: Bool
  }

  mutating func add(_ phrase: [StockToken]) {
    var at = 0
    for token in phrase {
      if token.core == "**" {
        nodes[at].isOpen = true
        continue
      }
      let known = token.core.contains("*") ? nodes[at].any : token.core == "#" ? nodes[at].number : nodes[at].next[token.core]
      if let known {
        at = known
        continue
      }
      let new = nodes.count
      nodes.append(Node())
      if token.core.contains("*") {
        nodes[at].any = new
      } else if token.core == "#" {
        nodes[at].number = new
      } else {
        nodes[at].next[token.core] = new
      }
      at = new
    }
    nodes[at].isEnd = true
  }

  /// Whether a phrase begins with this word.
  func mayBegin(with token: StockToken) -> Bool { !nodes(after: token, from: 0).isEmpty }

  /// The ends of the phrases that begin at a word.
  func ends(in tokens: [StockToken], from start: Int) -> [End] {
    var ends: [End] = []
    // In a tree, no node is reached in two ways.
    var places = [0]
    var at = start
    while at < tokens.count {
      places = places.flatMap { nodes(after: tokens[at], from: $0) }
      guard !places.isEmpty else { break }
      at += 1
      for place in places {
        if nodes[place].isEnd { ends.append(End(index: at, isOpen: false)) }
        if nodes[place].isOpen { ends.append(End(index: at, isOpen: true)) }
      }
    }
    return ends
  }

  /// The nodes that a word leads to.
  private func nodes(after token: StockToken, from place: Int) -> [Int] {
    var next: [Int] = []
    if let word = nodes[place].next[token.core] { next.append(word) }
    if let any = nodes[place].any, token.fitsSlot, !token.core.isEmpty || token.text.count > 2 { next.append(any) }
    if let number = nodes[place].number, token.isNumber { next.append(number) }
    return next
  }
}
