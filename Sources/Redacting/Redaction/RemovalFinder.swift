import Auditing
import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Finds the values to remove in one payload: what rules find, what is in certain places, and what looks like a secret.
final class RemovalFinder {
  let book: RuleBook
  let choice: RedactionChoice
  let paths: PathTable
  let finder: SecretFinder
  let harmless: HarmlessPlaces
  let opaque: OpaqueTokens
  let recogniser: Recogniser
  /// The facts of each path by its keys, for every step.
  private var names: [Names] = []
  private var numbers = PathNumbers()
  /// The facts of paths at destinations, by the number of the destination.
  var fieldFacts: [Int: FieldFactTable] = [:]
  /// Texts without anything that looks like a secret, by how they are read.
  var quiet = SeenTexts()
  /// Hashes of the long texts of the current record without anything to remove. When the record is processed again after edits
  /// elsewhere, they are still clean.
  private var settled: Set<Int> = []
  /// In bytes. Searching a shorter text is faster than looking it up.
  static let shortestSettled = 64

  init(
    _ book: RuleBook, _ choice: RedactionChoice, _ recogniser: Recogniser, _ paths: PathTable,
    _ secrets: (names: SecretNames, places: HarmlessPlaces)
  ) {
    self.book = book
    self.choice = choice
    self.paths = paths
    finder = SecretFinder(secrets.names)
    harmless = secrets.places
    opaque = OpaqueTokens(secrets.places)
    self.recogniser = recogniser
  }

  /// Whether a text is one of the record's long texts without anything to remove.
  func isSettled(_ text: Span<UInt8>) -> Bool {
    text.count >= Self.shortestSettled && !settled.isEmpty && settled.contains(Self.hash(of: text))
  }

  func settle(_ text: Span<UInt8>) { settled.insert(Self.hash(of: text)) }

  /// Begins a record.
  func begin() { settled.removeAll(keepingCapacity: true) }

  private static func hash(of text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    // The buffer is read before the call returns.
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  /// Facts about a record that are not in its payload.
  struct Surroundings {
    /// Whether the response is a script, a style, a picture or a font that everyone gets.
    var isPublicAsset = false
    /// Whether it is a script, a style, a picture or a font.
    var isAsset = false
  }

  /// What was found in a payload.
  struct View {
    /// The values to remove, in the order of its fields.
    var removals: [Removal] = []
    /// Random-looking strings that are kept.
    var spared: [Spared] = []
    /// The numbers of the fields that are kept.
    var keptFields: Set<Int> = []
    /// Whether the body of the response is an asset that everyone gets, and was not searched.
    var isPublicAsset = false
  }

  /// Searches a payload.
  func view(of payload: borrowing Payload, _ found: Detections, _ around: Surroundings, record: Span<UInt8>) -> View {
    let standings = standings(payload)
    var view = View()
    view.isPublicAsset = around.isPublicAsset
    view.keptFields = keptFields(payload, found)
    for detection in found.detections {
      guard let field = detection.field else { continue }
      let rule = book.rules[detection.rule]
      guard let kind = rule.placeholder, choice.removes(rule), rule.applies(to: standings[payload.fields[field].node]),
        rule.category == .credential || !view.keptFields.contains(field)
      else { continue }
      view.removals.append(Removal(field: field, range: detection.range, kind: kind, category: rule.category, seeksCopies: true))
    }
    placed(payload, record, &view)
    looked(payload, found, standings, around, record, &view)
    copiesOfQuery(payload, record, &view)
    view.removals.sort { ($0.field, $0.range.lowerBound, -$0.range.count) < ($1.field, $1.range.lowerBound, -$1.range.count) }
    return view
  }

  /// The origin of a text in a capture.
  enum Standing {
    /// It was sent: an audit scans it.
    case sent
    /// It is the body of a response.
    case received
    /// The recorder added it.
    case recorded
  }

  /// The origin of each node of a payload.
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
        standings.append(entry.key == "body" || entry.key == "websocket" ? .received : .recorded)
      } else {
        standings.append(entry.key == Unwrapper.capturePlace ? .recorded : .sent)
      }
    }
    return standings
  }

  // MARK: By their place

  /// Cookies, credentials in headers, members with names of secrets, users in URLs, and the titles of pages.
  private func placed(_ payload: borrowing Payload, _ record: Span<UInt8>, _ view: inout View) {
    var last = -1
    for (number, field) in payload.fields.enumerated() where !field.range.isEmpty && !field.isUnread {
      // The first field of a node is the text as written; decoded content follows it.
      guard field.node != last else { continue }
      last = field.node
      guard field.kind == .string || field.kind == .number, !view.keptFields.contains(number), let place = place(of: field, payload)
      else { continue }
      payload.withBytes(of: field.layer, record: record) { bytes in
        let text = bytes.extracting(field.range)
        guard field.kind == .string || isCode(text, place, names(of: payload.nodes[field.node].path)) else { return }
        for (range, kind, seeksCopies) in place.parts(text, finder) where choice.removes(place.category, kind) {
          let whole = range.lowerBound + field.range.lowerBound..<range.upperBound + field.range.lowerBound
          view.removals.append(Removal(field: number, range: whole, kind: kind, category: place.category, seeksCopies: seeksCopies))
        }
      }
    }
  }

  /// Whether a number where a secret is expected is a PIN or a code, not a count.
  private func isCode(_ text: Span<UInt8>, _ place: SecretPlace, _ names: Names) -> Bool {
    guard ByteClass.of(text).every.contains(.digit) else { return false }
    return place == .parameter ? text.count == 6 : place == .secret && text.count >= 4 && !names.isPlural
  }

  private func place(of field: Payload.Field, _ payload: borrowing Payload) -> SecretPlace? {
    let node = payload.nodes[field.node]
    switch node.step {
    case .cookie: return .cookie
    case .userinfo: return .user
    case .layer(.percent) where payload.nodes[node.parent].step == .userinfo: return .user
    case .header: return names(of: node.path).isCredential ? .header : nil
    case .layer(.base64) where payload.nodes[node.parent].step == .header: return names(of: node.path).isCredential ? .basic : nil
    case .member where field.role == .leaf && names(of: node.path).isTitle: return .title
    case .member, .element, .bracket, .parameter:
      let names = names(of: node.path)
      if names.verdict == .secret { return names.isKey ? .secretKey : .secret }
      if names.verdict == .parameter, node.step != .element, node.step != .member || names.isOneTime { return .parameter }
      return names.isKey ? .key : nil
    default: return nil
    }
  }

  struct Names {
    var isCredential: Bool
    var isKey: Bool
    var isTitle: Bool
    var verdict: SecretNames.Verdict
    /// Whether it is the ID of an account or another thing.
    var isID: Bool
    /// Whether it is an entity tag of a response.
    var isEntityTag: Bool
    /// Whether it is valid for one login: a secret in JSON too if it looks like one.
    var isOneTime: Bool
    /// Whether it may be a count.
    var isPlural: Bool
    /// Whether it only links an entry to its page.
    var isReference: Bool
  }

  func names(of path: Int) -> Names {
    if let known = numbers.known(path, in: paths) { return names[known] }
    let entry = paths.entries[path]
    let name = Array(entry.key.utf8)
    let names = Names(
      isCredential: isHeader(entry) && finder.names.isSecret(header: entry.key.lowercased()), isKey: CredentialPlaces.isKey(entry.name),
      isTitle: entry.wire == "capture.pages.*.title", verdict: verdict(of: path),
      isID: NameWords.of(name.span).last.map { ["id", "sub", "aaid", "accountid"].contains($0) } ?? false,
      isEntityTag: entry.key == "etag" || entry.key == "if-none-match", isOneTime: Self.oneTime.contains(entry.name),
      isPlural: entry.name.hasSuffix("tokens"),
      isReference: ["capture.pageref", "capture.pages.*.id", "capture._frameref"].contains(entry.wire))
    numbers.keep(names, of: path, in: &self.names)
    return names
  }

  private func isHeader(_ entry: PathTable.Entry) -> Bool {
    // Cookies are handled one by one.
    entry.parent >= 0 && !["cookie", "set-cookie"].contains(entry.key) && ["header", "response"].contains(paths.entries[entry.parent].key)
  }

  /// The verdict on the name of a path; a member named `value` gets that of its parent.
  private func verdict(of path: Int) -> SecretNames.Verdict {
    let entry = paths.entries[path]
    guard entry.parent >= 0, entry.key != PathTable.claimsKey else { return .nothing }
    let own = entry.key == "*" ? .nothing : finder.names.verdict(of: Array(entry.key.utf8).span)
    guard own != .secret, Self.values.contains(entry.key.lowercased()), names(of: entry.parent).verdict == .secret else { return own }
    return .secret
  }

  private static let oneTime: Set<String> = ["code", "auth", "session", "ticket", "sig", "signature", "nonce", "challenge", "state"]

  /// The names of the value in an object or a list.
  private static let values: Set<String> = [
    "*", "value", "val", "text", "raw", "data", "content", "plain", "plaintext", "current", "new", "old", "access", "refresh", "id", "key",
    "body", "string", "stringvalue", "$", "_", "#text", "$t", "value_", "code",
  ]
}

extension Rule {
  /// Whether the rule applies to a text of this origin. All rules apply to what was sent. To a response, which no audit scans,
  /// those apply that search everywhere; to what the recorder added, those that detect a credential or a person by appearance.
  fileprivate func applies(to standing: RemovalFinder.Standing) -> Bool {
    switch standing {
    case .sent: true
    case .received: places.isEmpty && category != .pageContext || isPattern
    case .recorded: isPattern
    }
  }

  private var isPattern: Bool {
    guard case .text = test, keys.isEmpty else { return false }
    return category == .credential || category == .personalData
  }
}
