import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Finds values to remove because they look like secrets, or because words in a text say that they are.
extension RemovalFinder {
  /// What a path means at a destination.
  struct FieldFacts {
    /// Whether the field is to be kept.
    var isKept: Bool
    /// Whether it is an anonymous ID or the ID of a message at the destination.
    var isAnonymous: Bool
  }

  /// The facts of all paths at one destination.
  struct FieldFactTable {
    private var facts: [FieldFacts] = []
    private var numbers = PathNumbers()

    mutating func known(_ path: Int, in paths: PathTable) -> FieldFacts? { numbers.known(path, in: paths).map { facts[$0] } }

    mutating func keep(_ facts: FieldFacts, of path: Int) { numbers.keep(facts, of: path, in: &self.facts) }
  }

  /// The surroundings of a record with this destination.
  func surroundings(of record: borrowing Record, _ recordDestination: RecordDestination, _ bytes: Span<UInt8>) -> Surroundings {
    guard case .exchange(let exchange) = record.content else { return Surroundings() }
    let hasEnding = exchange.url.map { hasAssetEnding($0, bytes) } ?? false
    let isAsset = hasEnding || exchange.responseBody.map { Unwrapper.isAsset($0, bytes) } ?? false
    // Vendors also respond with scripts that contain data.
    let isPublic =
      harmless.isPublic(host: recordDestination.host) && isAsset || book.destinations.isVendor(host: recordDestination.host) && hasEnding
    return Surroundings(isPublicAsset: isPublic, isAsset: isAsset)
  }

  private func hasAssetEnding(_ url: JSONString, _ bytes: Span<UInt8>) -> Bool {
    let text = bytes.extracting(url.range)
    var end = 0
    while end < text.count, text[end] != UInt8(ascii: "?"), text[end] != UInt8(ascii: "#") { end += 1 }
    return harmless.isAsset(path: text.extracting(0..<end))
  }

  /// Searches every text of a payload.
  func looked(
    _ payload: borrowing Payload, _ found: Detections, _ standings: [Standing], _ around: Surroundings, _ record: Span<UInt8>,
    _ view: inout View
  ) {
    for (number, field) in payload.fields.enumerated() where field.kind == .string && field.range.count >= 4 {
      guard field.role == .leaf || field.role == .unread, !view.keptFields.contains(number) else { continue }
      let node = payload.nodes[field.node]
      let standing = standings[field.node]
      if node.step == .host || standing == .received && around.isPublicAsset || names(of: node.path).isReference { continue }
      payload.withBytes(of: field.layer, record: record) { bytes in
        let text = bytes.extracting(field.range)
        if isSettled(text) { return }
        let isPath = node.step == .path || node.step == .layer(.percent) && payload.nodes[node.parent].step == .path
        let isCode = field.role == .unread && standing == .received && node.step.isBody
        let seen = quiet.place(of: text, in: isPath ? 0 : isCode ? 1 : 2)
        if let seen, quiet.holds(text, at: seen) { return }
        let secrets = finder.secrets(in: text, as: isPath ? .path : isCode ? .code : .text)
        let tokens = opaque.tokens(in: text, isPath: isPath)
        if secrets.isEmpty, tokens.isEmpty {
          if let seen { quiet.insert(text, at: seen) }
          return
        }
        for secret in secrets {
          let range = secret.range.lowerBound + field.range.lowerBound..<secret.range.upperBound + field.range.lowerBound
          let seeksCopies = SecretPlace.isDistinctive(text.extracting(secret.range), finder)
          view.removals.append(
            Removal(field: number, range: range, kind: secret.kind.placeholder, category: .credential, seeksCopies: seeksCopies))
        }
        for token in tokens {
          let range = token.range.lowerBound + field.range.lowerBound..<token.range.upperBound + field.range.lowerBound
          let value = text.extracting(token.range)
          if isPath, payload.isDecoded(range, of: field.layer) { continue }
          let mayBeAsset = token.reason == nil && !token.isUUID && value.count <= Self.longestAsset
          if let reason = reason(token, value, field, node, payload, found, around) {
            view.spared.append(
              Spared(reason: reason, field: number, range: range, mayBeAsset: mayBeAsset))
          } else if !token.isUUID || choice.isStrict {
            let kind = token.isUUID ? PlaceholderKind.uuid : .opaque
            view.removals.append(
              Removal(
                field: number, range: range, kind: kind, category: .credential, seeksCopies: true,
                mayBeAsset: mayBeAsset))
          }
        }
      }
    }
  }

  /// The maximum length in bytes of a hash in the name of an asset.
  static let longestAsset = 64

  /// Why a random-looking string is kept; nil if it is removed.
  private func reason(
    _ token: OpaqueTokens.Token, _ value: Span<UInt8>, _ field: Payload.Field, _ node: Payload.Node, _ payload: borrowing Payload,
    _ found: Detections, _ around: Surroundings
  ) -> HarmlessPlaces.Reason? {
    if let reason = token.reason { return reason }
    if token.isUUID { return nil }
    let names = names(of: node.path)
    if names.isEntityTag { return around.isAsset ? .entityTag : nil }
    if !choice.identifiers.isEmpty, value.count <= 256 {
      let text = String(copying: value)
      if choice.identifiers.contains(where: { $0.matches(text) }) { return .identifier }
    }
    guard !choice.isStrict, field.role == .leaf else { return nil }
    if facts(of: field, payload, found).isAnonymous { return .anonymousID }
    return names.isID && value.count == 24 && ByteClass.of(value).every.contains(.hex) ? .account : nil
  }

  // MARK: Fields by name

  func keptFields(_ payload: borrowing Payload, _ found: Detections) -> Set<Int> {
    guard !choice.fields.isEmpty else { return [] }
    var kept: Set<Int> = []
    for (number, field) in payload.fields.enumerated() where !field.isUnread {
      if facts(of: field, payload, found).isKept { kept.insert(number) }
    }
    return kept
  }

  func facts(of field: Payload.Field, _ payload: borrowing Payload, _ found: Detections) -> FieldFacts {
    let path = payload.nodes[field.node].path
    let slot = (found.recordDestination.destination ?? -1) + 1
    if let known = fieldFacts[slot, default: FieldFactTable()].known(path, in: paths) { return known }
    let meaning = recogniser.dialect(of: found.recordDestination).meaning(of: path)
    let canonical = meaning.isOwn ? meaning.candidates.map(\.canonical) : []
    let wire = paths.entries[path].wire
    let facts = FieldFacts(
      isKept: choice.fields.contains { glob in glob.matches(wire) || canonical.contains { glob.matches($0) } },
      isAnonymous: canonical.contains("user.anonymousId") || canonical.contains("event.id"))
    fieldFacts[slot, default: FieldFactTable()].keep(facts, of: path)
    return facts
  }

  // MARK: Copies of a query

  /// If a query is removed as a whole, so are the parameters that the capture lists separately.
  func copiesOfQuery(_ payload: borrowing Payload, _ record: Span<UInt8>, _ view: inout View) {
    var query: (kind: PlaceholderKind, category: Category)?
    for removal in view.removals {
      let field = payload.fields[removal.field]
      guard field.role == .whole, payload.nodes[field.node].step == .place, paths.entries[payload.nodes[field.node].path].wire == "url"
      else { continue }
      let mark = payload.withBytes(of: field.layer, record: record) { $0.first(UInt8(ascii: "?"), in: field.range) }
      guard let mark, removal.range.lowerBound <= mark + 1, removal.range.upperBound >= field.range.upperBound else { continue }
      query = (removal.kind, removal.category)
    }
    guard let query else { return }
    for (number, field) in payload.fields.enumerated() where field.role == .leaf && field.kind == .string && !field.range.isEmpty {
      var node = field.node
      while payload.nodes[node].parent >= 0, payload.nodes[node].step != .parameter { node = payload.nodes[node].parent }
      guard payload.nodes[node].step == .parameter, isCopy(node, payload) else { continue }
      let seeksCopies = payload.withBytes(of: field.layer, record: record) { bytes in
        let text = bytes.extracting(field.range)
        return Placeholder.isRedacted(text) ? nil : SecretPlace.isDistinctive(text, finder)
      }
      guard let seeksCopies else { continue }
      view.removals.append(
        Removal(field: number, range: field.range, kind: query.kind, category: query.category, seeksCopies: seeksCopies))
    }
  }

  /// Whether a parameter is in the separate list and not in the URL itself.
  private func isCopy(_ node: Int, _ payload: borrowing Payload) -> Bool {
    let parent = payload.nodes[node].parent
    return parent >= 0 && payload.nodes[parent].step == .url && payload.nodes[parent].parent >= 0
      && paths.entries[payload.nodes[parent].path].wire == "url.query"
  }
}

extension Payload.Node.Step {
  /// Whether a text is a body, or was decoded from one.
  fileprivate var isBody: Bool {
    switch self {
    case .place, .layer, .runs, .lines: true
    default: false
    }
  }
}
