/// Whole messages with places left open in them, as a tree of their words.
struct StockPhrases: Sendable {
  private struct Node {
    var next: [String: Int] = [:]
    /// Where a place for any word leads, and one for a number.
    var any: Int?
    var number: Int?
    var isEnd = false
    /// Whether what is left may follow.
    var isOpen = false
  }

  private var nodes = [Node()]

  /// Where a phrase ends in a text: at the word of this index; `isOpen` where it takes in what is left.
  struct End: Hashable {
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

  /// Where phrases end that begin at a word.
  func ends(in tokens: [StockToken], from start: Int) -> Set<End> {
    var ends: Set<End> = []
    var places: Set<Int> = [0]
    var at = start
    while !places.isEmpty {
      for place in places where place != 0 {
        if nodes[place].isEnd { ends.insert(End(index: at, isOpen: false)) }
        if nodes[place].isOpen { ends.insert(End(index: at, isOpen: true)) }
      }
      guard at < tokens.count else { break }
      let token = tokens[at]
      var further: Set<Int> = []
      for place in places {
        if let next = nodes[place].next[token.core] { further.insert(next) }
        if let any = nodes[place].any, token.fitsSlot, !token.core.isEmpty || token.text.count > 2 { further.insert(any) }
        if let number = nodes[place].number, token.isNumber { further.insert(number) }
      }
      (places, at) = (further, at + 1)
    }
    return ends
  }
}
