package import Detecting
import Payloads

extension Payload {
  /// Whether a field is one for a person: a value with a name. Parts of a URL belong to the URL, and claims to the token, unless a
  /// rule found something in one. Decoded or parsed content is listed by its own fields, unless there are none, or a rule found the
  /// whole.
  func isRow(_ index: Int, isHit: Bool, _ paths: PathTable) -> Bool {
    let field = fields[index]
    guard !field.isContainer, !field.isUnread else { return false }
    let node = nodes[owner(of: field.node)]
    // A redirect target is the server's data.
    if isExchange, paths.entries[node.path].wire.hasPrefix("response.") { return false }
    switch node.step {
    case .host, .path, .fragment, .userinfo: return false
    case .place where field.role == .whole: return isHit || isURL(index)
    default: break
    }
    switch field.role {
    case .container, .unread: return false
    case .named: return isHit
    case .leaf, .whole: return isHit || !isInToken(field.node)
    case .encoded: return isHit || !holdsNext(index)
    }
  }

  /// The node with the name, for a node that is a layer of it.
  func owner(of node: Int) -> Int {
    var node = node
    while nodes[node].step.layerName != nil, nodes[node].parent >= 0 { node = nodes[node].parent }
    return node
  }

  private func isInToken(_ node: Int) -> Bool {
    var node = node
    while node >= 0 {
      if nodes[node].step == .layer(.jwt) { return true }
      node = nodes[node].parent
    }
    return false
  }

  /// Whether a text was parsed as a URL, not as a form.
  private func isURL(_ index: Int) -> Bool {
    let node = fields[index].node
    return node + 1 < nodes.count && nodes[node + 1].parent == node && nodes[node + 1].step == .url
  }

  /// Whether the next field is inside this one: decoded content follows immediately.
  private func holdsNext(_ index: Int) -> Bool {
    guard index + 1 < fields.count else { return false }
    var node = fields[index + 1].node
    while node > fields[index].node { node = nodes[node].parent }
    return node == fields[index].node
  }
}

extension Detections {
  /// The event under which the fields of each event are listed: its own, unless it only contains other events.
  package var homes: [Int] {
    var isAround = [Bool](repeating: false, count: events.count)
    for event in events where event.parent >= 0 { isAround[event.parent] = true }
    var homes = Array(events.indices)
    for (number, event) in events.enumerated() where isAround[number] && event.parent >= 0 && event.type == nil && event.name == nil {
      homes[number] = homes[event.parent]
    }
    return homes
  }
}

extension PathTable {
  /// The keys from one path down to another: `[]` for the elements of a list, `*` for keys that are values or identifiers.
  func labels(of path: Int, below above: Int) -> [String] {
    var labels: [String] = []
    var at = path
    while at != above, at != Self.root {
      let key = entries[at].key
      labels.append(key == "*" ? "[]" : Self.label(of: key))
      at = entries[at].parent
    }
    return labels.reversed()
  }
}
