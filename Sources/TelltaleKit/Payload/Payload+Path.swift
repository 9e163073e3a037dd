extension Payload {
  /// The way to a node as a person follows it: `request.body «json» /batch/0/context/page/url «url» ?jwt «jwt» .sub`.
  package func readablePath(of node: Int, in paths: PathTable) -> String {
    var steps: [String] = []
    var at = node
    while at >= 0 {
      steps.append(readable(nodes[at], in: paths))
      at = nodes[at].parent
    }
    return steps.reversed().joined().replacing("»  «", with: "» «").trimmingSpaces()
  }

  /// The names of the layers on the way to a node, from outside in.
  package func layerNames(of node: Int) -> [String] {
    var names: [String] = []
    var at = node
    while at >= 0 {
      if let name = nodes[at].step.layerName { names.append(name) }
      at = nodes[at].parent
    }
    return names.reversed()
  }

  /// What a place is called: that of an exchange, or the event of a log.
  private func place(_ key: String) -> String {
    guard isExchange else { return "event" }
    return key == "cookie" ? "request.header.cookie" : "request.\(key)"
  }

  private func readable(_ node: Node, in paths: PathTable) -> String {
    let key = paths.entries[node.path].key
    switch node.step {
    case .place: return place(key)
    case .member: return isClaims(node.parent) ? ".\(key)" : "/\(key)"
    case .element: return "/\(node.index)"
    case .host, .path, .userinfo: return key
    case .parameter: return nodes[node.parent].step == .form ? key : "?\(key)"
    case .fragment: return "#"
    case .cookie: return key
    case .header: return (paths.entries[paths.entries[node.path].parent].key == "response" ? "response.header." : "request.header.") + key
    case .json where node.parent >= 0 && nodes[node.parent].step == .jwt: return ""  // The claims of a token need no word.
    default: return " «\(node.step.layerName ?? "")» "
    }
  }

  /// Whether a node is the JSON that a token holds: its members are claims.
  private func isClaims(_ node: Int) -> Bool {
    nodes[node].step == .json && nodes[node].parent >= 0 && nodes[nodes[node].parent].step == .jwt
  }
}

extension Payload.Node.Step {
  /// What the layer is called in reports; nil for a step that enters none.
  package var layerName: String? {
    switch self {
    case .json: "json"
    case .lines: "lines"
    case .url: "url"
    case .form: "form"
    case .cookies: "cookies"
    case .percent: "percent"
    case .base64: "base64"
    case .hex: "hex"
    case .jwt: "jwt"
    default: nil
    }
  }
}

extension String {
  fileprivate func trimmingSpaces() -> String {
    guard let first = firstIndex(where: { $0 != " " }), let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[first...last])
  }
}
