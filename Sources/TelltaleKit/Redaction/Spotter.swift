/// Finds what goes in one payload: what rules find, and what goes by where it stands.
final class Spotter {
  private let book: RuleBook
  let choice: RedactionChoice
  private let paths: PathTable
  /// What the keys of each path say of it, whatever step it is.
  private var names = PathCache<Names>()

  init(_ book: RuleBook, _ choice: RedactionChoice, _ paths: PathTable) {
    self.book = book
    self.choice = choice
    self.paths = paths
  }

  /// The values in a payload that go, in the order of its fields.
  func sightings(in payload: borrowing Payload, _ found: Detections, record: Span<UInt8>) -> [Sighting] {
    let standings = standings(payload)
    var sightings: [Sighting] = []
    for detection in found.detections {
      guard let field = detection.field else { continue }
      let rule = book.rules[detection.rule]
      guard let kind = rule.placeholder, choice.removes(rule), rule.tells(of: standings[payload.fields[field].node])
      else { continue }
      sightings.append(Sighting(field: field, range: detection.range, kind: kind, category: rule.category, isSought: true))
    }
    placed(payload, record, &sightings)
    return sightings.sorted { ($0.field, $0.range.lowerBound, -$0.range.count) < ($1.field, $1.range.lowerBound, -$1.range.count) }
  }

  /// How a text came into a capture.
  enum Standing {
    /// It was sent: what an audit looks at.
    case sent
    /// It is the body of an answer.
    case received
    /// The capture says it by itself.
    case told
  }

  /// How each node of a payload came there.
  func standings(_ payload: borrowing Payload) -> [Standing] {
    var standings: [Standing] = []
    standings.reserveCapacity(payload.nodes.count)
    for node in payload.nodes {
      guard node.parent < 0 else {
        standings.append(standings[node.parent])
        continue
      }
      let entry = paths.entries[node.path]
      if paths.entries[entry.parent].key == "response", entry.key != "location" {
        standings.append(entry.key == "body" ? .received : .told)
      } else {
        standings.append(entry.key == Unwrapper.capturePlace ? .told : .sent)
      }
    }
    return standings
  }

  // MARK: By their place

  /// Cookies, credentials in headers, keys of APIs, users in addresses, and the titles of pages.
  private func placed(_ payload: borrowing Payload, _ record: Span<UInt8>, _ sightings: inout [Sighting]) {
    var last = -1
    for (number, field) in payload.fields.enumerated() where field.kind == .string && !field.range.isEmpty && field.role != .unread {
      // The first field of a node is the text as it was written; what was decoded further comes behind it.
      guard field.node != last else { continue }
      last = field.node
      guard let place = place(of: field, payload) else { continue }
      let (range, isSought) = payload.withBytes(of: field.layer, record: record) { bytes in
        place.part(bytes.extracting(field.range))
      }
      guard let range, choice.removes(place.category, place.kind) else { continue }
      let whole = range.lowerBound + field.range.lowerBound..<range.upperBound + field.range.lowerBound
      sightings.append(Sighting(field: number, range: whole, kind: place.kind, category: place.category, isSought: isSought))
    }
  }

  private enum Place {
    case cookie, header, basic, key, user, title

    var kind: String {
      switch self {
      case .cookie: "cookie"
      case .header: "token"
      // Vendors take the key of an account as the user of a Basic header (RFC 7617), and leave the password out.
      case .key, .basic: "key"
      case .user: "login"
      case .title: "title"
      }
    }

    var category: Category { self == .title ? .pageContext : .credential }

    /// The part of a text that goes, nil for none, and whether it is telling enough that copies of it are looked for.
    func part(_ text: Span<UInt8>) -> (Range<Int>?, isSought: Bool) {
      let looksLikeKey = CredentialPlaces.looksLikeKey(text)
      let range: Range<Int>? =
        switch self {
        case .cookie, .user, .title: 0..<text.count
        case .header: CredentialPlaces.credential(in: text)
        case .key: looksLikeKey ? 0..<text.count : nil
        case .basic:
          text.first(UInt8(ascii: ":"), in: 0..<text.count).flatMap {
            CredentialPlaces.looksLikeKey(text.extracting(0..<$0)) ? 0..<$0 : nil
          }
        }
      guard let range, !Placeholder.isRedacted(text.extracting(range)) else { return (nil, false) }
      return (range, looksLikeKey || self == .title)
    }
  }

  private func place(of field: Payload.Field, _ payload: borrowing Payload) -> Place? {
    let node = payload.nodes[field.node]
    switch node.step {
    case .cookie: return .cookie
    case .userinfo: return .user
    case .header: return names(of: node.path).isCredential ? .header : nil
    case .layer(.base64) where payload.nodes[node.parent].step == .header: return names(of: node.path).isCredential ? .basic : nil
    case .member where field.role == .leaf && names(of: node.path).isTitle: return .title
    case .member, .parameter, .bracket: return field.role != .container && names(of: node.path).isKey ? .key : nil
    default: return nil
    }
  }

  private struct Names {
    var isCredential: Bool
    var isKey: Bool
    var isTitle: Bool
  }

  private func names(of path: Int) -> Names {
    if let known = names.known(path, in: paths) { return known }
    let entry = paths.entries[path]
    let names = Names(
      isCredential: CredentialPlaces.isCredential(header: entry.key), isKey: CredentialPlaces.isKey(entry.name),
      isTitle: entry.wire == "capture.pages.*.title")
    self.names.keep(names, of: path)
    return names
  }
}

extension Rule {
  /// Whether it speaks of a text by how that came into the capture. In what was sent every rule does. In an answer, which no audit looks at,
  /// those do that look everywhere; in what the capture says by itself those that tell a credential or a person by what a text looks like.
  fileprivate func tells(of standing: Spotter.Standing) -> Bool {
    switch standing {
    case .sent: true
    case .received: places.isEmpty && category != .pageContext || isPattern
    case .told: isPattern
    }
  }

  private var isPattern: Bool {
    guard case .text = test, keys.isEmpty else { return false }
    return category == .credential || category == .personalData
  }
}
