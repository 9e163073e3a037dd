/// The keywords of all rules as a tree of letters. Each node links to the longest suffix of its letters that begins a keyword (Aho and
/// Corasick 1975).
struct KeywordTrie {
  struct Node {
    /// The class of the letter that leads to this node.
    let symbol: UInt8
    /// The first child and the next sibling. 0 means none, since the root is neither.
    var child = 0
    var sibling = 0
    /// The failure link: the node of the longest suffix that begins a keyword.
    var failure = 0
    /// The set of rules whose keywords end here; 0 for none.
    var set = 0
  }

  private(set) var nodes = [Node(symbol: 0)]
  private(set) var sets = [RuleSet()]
  /// All nodes by depth.
  private(set) var order = [0]

  /// Adds a keyword, as the classes that each of its places accepts.
  /// - Returns: Whether at most `limit` nodes are used.
  mutating func insert(_ symbols: [[UInt8]], of rule: Int, limit: Int) -> Bool {
    insert(symbols, at: 0, from: 0, rule, limit)
  }

  private mutating func insert(_ symbols: [[UInt8]], at start: Int, from root: Int, _ rule: Int, _ limit: Int) -> Bool {
    var node = root
    for at in start..<symbols.count {
      guard symbols[at].count == 1 else {
        for symbol in symbols[at] {
          guard insert(symbols, at: at + 1, from: step(from: node, by: symbol), rule, limit) else { return false }
        }
        return true
      }
      node = step(from: node, by: symbols[at][0])
    }
    if nodes[node].set == 0 {
      nodes[node].set = sets.count
      sets.append(RuleSet())
    }
    sets[nodes[node].set].insert(rule)
    return nodes.count <= limit
  }

  private mutating func step(from node: Int, by symbol: UInt8) -> Int {
    let known = child(of: node, by: symbol)
    if known != 0 { return known }
    nodes.append(Node(symbol: symbol, sibling: nodes[node].child))
    nodes[node].child = nodes.count - 1
    return nodes.count - 1
  }

  /// The child that a letter leads to; 0 if there is none.
  private func child(of node: Int, by symbol: UInt8) -> Int {
    var at = nodes[node].child
    while at != 0, nodes[at].symbol != symbol { at = nodes[at].sibling }
    return at
  }

  /// Sets the failure links, and adds the keywords that end at them.
  mutating func link() {
    var head = 0
    while head < order.count {
      let node = order[head]
      head += 1
      var child = nodes[node].child
      while child != 0 {
        if node != 0 { link(child, from: nodes[node].failure) }
        order.append(child)
        child = nodes[child].sibling
      }
    }
  }

  private mutating func link(_ node: Int, from start: Int) {
    var end = start
    var failure = child(of: end, by: nodes[node].symbol)
    while failure == 0, end != 0 {
      end = nodes[end].failure
      failure = child(of: end, by: nodes[node].symbol)
    }
    nodes[node].failure = failure
    let (own, other) = (nodes[node].set, nodes[failure].set)
    if own == 0 { nodes[node].set = other } else { sets[own].formUnion(sets[other]) }
  }
}
