extension Payload {
  /// The path to a node in readable form: `request.body «json» /batch/0/context/page/url «url» ?jwt «jwt» .sub`.
  package func readablePath(of node: Int, in paths: PathTable) -> String {
    var way: [Int] = []
    var at = node
    while at >= 0 {
      way.append(at)
      at = nodes[at].parent
    }
    var text = ""
    var followsLayer = false
    for step in way.reversed() {
      // A token always contains JSON, so its claims follow directly.
      if isClaims(step) { continue }
      if let layer = nodes[step].step.layerName {
        text += " «"
        text += layer
        if nodes[step].step == .layer(.file), let attachment { text += " \(attachment)" }
        text += "»"
        followsLayer = true
      } else {
        if followsLayer { text += " " }
        append(nodes[step], to: &text, in: paths)
        followsLayer = false
      }
    }
    return text
  }

  /// The names of the layers on the path to a node, outermost first.
  package func layerNames(of node: Int) -> [String] {
    var names: [String] = []
    var at = node
    while at >= 0 {
      if let name = nodes[at].step.layerName { names.append(name) }
      at = nodes[at].parent
    }
    return names.reversed()
  }

  private func append(_ node: Node, to text: inout String, in paths: PathTable) {
    let entry = paths.entries[node.path]
    switch node.step {
    case .place:
      // Only an exchange has places: a line of a log is the event itself.
      if entry.key == Unwrapper.capturePlace { return text += entry.key }
      text += isExchange ? (paths.entries[entry.parent].key == "response" ? "response." : "request.") : ""
      text += isExchange ? (entry.key == "cookie" ? "header.cookie" : entry.key) : "event"
    case .header:
      text += paths.entries[entry.parent].key == "response" ? "response.header." : "request.header."
      text += entry.key
    case .member:
      text += isClaims(node.parent) ? "." : "/"
      text += entry.key
    case .element:
      text += "/"
      text += String(node.index)
    case .bracket:
      text += "["
      text += entry.key == "*" ? "" : entry.key
      text += "]"
    case .parameter:
      if nodes[node.parent].step != .form && nodes[node.parent].step != .multipart { text += "?" }
      text += entry.key
    case .fragment: text += "#"
    case .name: text += node.parent >= 0 ? "/{name}" : "request.header.{name}"
    case .cookie:
      // The capture lists it, without the text of the header around it.
      if nodes[node.parent].step == .place { text += " " }
      text += entry.key
    default: text += entry.key
    }
  }

  /// Whether a node is the step into the JSON of a token.
  private func isClaims(_ node: Int) -> Bool {
    nodes[node].step == .json && nodes[node].parent >= 0 && nodes[nodes[node].parent].step == .layer(.jwt)
  }
}

extension Payload.Node.Step {
  /// The layer's name in reports; nil for a step that enters no layer.
  package var layerName: String? {
    switch self {
    case .json: "json"
    case .lines: "lines"
    case .url: "url"
    case .form: "form"
    case .cookies: "cookies"
    case .multipart: "multipart"
    case .messagePack: "msgpack"
    case .cbor: "cbor"
    case .protobuf: "protobuf"
    case .runs: "strings"
    case .layer(let kind): kind.name
    default: nil
    }
  }
}

extension Payload {
  /// The label of a node in a tree: `request.body`, a key, `[2]`, `«base64»`.
  package func treeLabel(of node: Int, in paths: PathTable) -> String {
    let step = nodes[node].step
    if let layer = step.layerName { return "«\(layer)»" }
    switch step {
    case .place, .header, .name:
      var text = ""
      append(nodes[node], to: &text, in: paths)
      return text.hasPrefix("/") ? String(text.dropFirst()) : text
    case .element: return "[\(nodes[node].index)]"
    case .fragment: return "#"
    default: return paths.entries[nodes[node].path].key
    }
  }
}
