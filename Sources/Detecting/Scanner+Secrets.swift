import Bytes
import Knowledge
import Payloads
import Vocabulary

/// Secrets that are recognised by the words beside them.
extension Scanner {
  /// What the secret finder finds in a field for the rules of `watch`. Returns nil if the result depends on whose URL the field is in.
  func secrets(
    in text: Span<UInt8>, _ place: SecretClue.Place, _ field: Payload.Field, _ index: Int, _ payload: borrowing Payload, _ event: Int,
    _ watch: Watch, _ record: Span<UInt8>
  ) -> [Detection]? {
    guard let secretFinder else { return [] }
    let node = payload.nodes[field.node]
    let clues = secretFinder.clues(in: text, place, named: paths.entries[node.path].key)
    if clues.isEmpty { return [] }
    if isAtVendor(index, payload, record) { return nil }
    var hits: [Detection] = []
    for (clue, range) in clues.prefix(Self.maximumMatches) {
      for (wanted, rule) in watch.secrets where wanted == clue {
        let range = range.lowerBound + field.range.lowerBound..<range.upperBound + field.range.lowerBound
        hits.append(Detection(rule: rule, field: index, range: range, event: event, canonical: watch.canonical))
      }
    }
    return hits
  }

  private func isVendor(_ host: String) -> Bool {
    if let known = vendors[host] { return known }
    if vendors.count > 10_000 { vendors.removeAll() }
    let isVendor = book.destinations.isVendor(host: host)
    vendors[host] = isVendor
    return isVendor
  }

  /// How to read a text; nil if words in it cannot mark a secret.
  func place(of field: Payload.Field, _ text: Span<UInt8>, _ payload: borrowing Payload) -> SecretClue.Place? {
    guard field.isString, field.isLeaf, text.count >= 4 else { return nil }
    var node = field.node
    // Percent-decoding does not change the place.
    while case .layer(.percent) = payload.nodes[node].step { node = payload.nodes[node].parent }
    switch payload.nodes[node].step {
    case .userinfo: return .userinfo
    case .path: return .path
    case .fragment: return .fragment
    case .host: return nil
    case .parameter where isRecorded(node, payload): return .parameter
    default: break
    }
    let first = text[0]
    if first == UInt8(ascii: "/"), !ByteClass.of(text).some.contains(.space) { return .path }
    return .text
  }

  /// Whether a parameter belongs to a URL in the payload, and not to the request's own URL or to a form.
  private func isRecorded(_ node: Int, _ payload: borrowing Payload) -> Bool {
    guard let url = url(around: node, payload) else { return false }
    let place = payload.nodes[url].parent
    return payload.nodes[place].step.isPlace ? paths.entries[payload.nodes[place].path].wire != "url" : true
  }

  /// The node of the URL that contains a part of one.
  private func url(around node: Int, _ payload: borrowing Payload) -> Int? {
    var at = payload.nodes[node].parent
    while at >= 0 {
      switch payload.nodes[at].step {
      case .url: return at
      // A fragment may be a form, or a route with its own parameters.
      case .form, .fragment, .layer(.percent): at = payload.nodes[at].parent
      default: return nil
      }
    }
    return nil
  }

  /// Whether the field `index` is part of a known vendor's URL. Its parameters are then the vendor's own.
  ///
  /// The parts of a URL follow one another, so the answer for the last URL is kept. The host comes before the other parts.
  private func isAtVendor(_ index: Int, _ payload: borrowing Payload, _ record: Span<UInt8>) -> Bool {
    guard let url = url(around: payload.fields[index].node, payload) else { return false }
    if let known = lastURL, known.node == url { return known.isVendor }
    var isVendor = false
    var at = index
    while at > 0, payload.fields[at - 1].node > url {
      at -= 1
      let field = payload.fields[at]
      guard payload.nodes[field.node].step.isHost, payload.nodes[field.node].parent == url else { continue }
      let host = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)).lowercased() }
      isVendor = self.isVendor(host)
      break
    }
    lastURL = (url, isVendor)
    return isVendor
  }
}
