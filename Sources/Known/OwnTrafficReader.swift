import Bytes
package import Captures
package import Knowledge
package import Payloads

/// Learns people and user-written texts from exchanges with the app's own server, or with the platform.
package struct OwnTrafficReader: ~Copyable {
  let paths: PathTable
  let words: OwnTrafficWords
  private var people: PersonReader
  private var texts: TextReader
  /// The part of the exchange that each path is in.
  private var standings: [Standing] = []
  private var numbers = PathNumbers()
  /// Unwraps responses; what was sent is already unwrapped.
  var unwrapper: Unwrapper

  package init(paths: PathTable, plain: PlainWords, words: OwnTrafficWords) {
    self.paths = paths
    self.words = words
    people = PersonReader(paths: paths, plain: plain, words: words)
    texts = TextReader(paths: paths, words: words)
    unwrapper = Unwrapper(paths: paths)
  }

  /// The record of an exchange, and its kind.
  package struct Place {
    var number: Int
    var record: Int
    var capture: String
    var host: String

    package init(number: Int, record: Int, capture: String, host: String) {
      self.number = number
      self.record = record
      self.capture = capture
      self.host = host
    }

    func origin(_ way: Origin.Way, _ field: String = "") -> Origin {
      Origin(way, number: number, record: record, capture: capture, field: field)
    }
  }

  /// Reads what was sent, which is `payload`, and the response. `isEvent` says that it is the app's own analytics, which are not
  /// texts of its users.
  package mutating func read(
    _ exchange: Exchange, _ payload: borrowing Payload, isEvent: Bool, _ bytes: Span<UInt8>, at place: Place, into own: inout OwnTraffic
  ) {
    let path =
      exchange.url.flatMap { url in
        Navigation.path(of: bytes.extracting(url.range)).map { url.range.lowerBound + $0.lowerBound..<url.range.lowerBound + $0.upperBound }
      } ?? 0..<0
    let subject = Subject(
      isAboutPerson: people.isAboutPerson(path: bytes.extracting(path)), holdsTexts: !texts.isOwn(path: bytes.extracting(path)))
    own.add(salt: place.host, number: place.number)
    own.add(salt: Parties.domain(of: place.host), number: place.number)
    if !isEvent, Self.mayTell(exchange, bytes) { read(payload, .sent, bytes, subject, place, &own) }
    // The text of the response is read once.
    var rest = 0..<0
    if let body = exchange.responseBody, let text = body.text, !text.range.isEmpty {
      read(answer: body, text, exchange, bytes, subject, place, &own)
      own.add(mailboxesIn: bytes.extracting(text.range), place.origin(.received))
      rest = text.range
    }
    for frame in exchange.frames.prefix(Self.mostFrames) where !frame.sent && frame.opcode == 1 {
      read(frame: frame, bytes, subject, place, &own)
    }
    for part in [0..<rest.lowerBound, rest.upperBound..<bytes.count] {
      own.add(mailboxesIn: bytes.extracting(part), place.origin(.exchanged))
    }
  }

  /// The subject of an exchange, by its URL.
  struct Subject {
    /// It is about people.
    var isAboutPerson = false
    /// It may contain users' texts. Otherwise its texts are the app's own.
    var holdsTexts = true
  }

  /// The maximum number of messages that are read on one connection.
  private static let mostFrames = 2_000

  /// Whether a request may contain facts: it has a body, a query, messages, or credentials.
  private static func mayTell(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Bool {
    if exchange.requestBody != nil || !exchange.frames.isEmpty || !exchange.requestCookies.isEmpty { return true }
    if let url = exchange.url, bytes.extracting(url.range).first(UInt8(ascii: "?"), in: 0..<url.range.count) != nil { return true }
    return exchange.requestHeaders.contains {
      bytes.extracting($0.value.range).first(UInt8(ascii: "."), in: 0..<$0.value.range.count) != nil
    }
  }

  /// Reads a payload that was sent or received.
  mutating func read(
    _ payload: borrowing Payload, _ way: Origin.Way, _ bytes: Span<UInt8>, _ subject: Subject, _ place: Place, _ own: inout OwnTraffic
  ) {
    let names = readPeople(of: payload, bytes, way, isAboutPerson: subject.isAboutPerson, place, &own)
    salts(in: payload, bytes, place, &own)
    guard subject.holdsTexts else { return }
    var found: [(path: Int, text: [UInt8])] = []
    var labels: [[UInt8]] = []
    texts.texts(in: payload, record: bytes, wasSent: way == .sent, label: { labels.append([UInt8](copying: $0)) }) { field, text in
      // The name of a person is not a text.
      guard names.isEmpty || !names.contains(String(copying: text)) else { return }
      found.append((payload.nodes[field.node].path, [UInt8](copying: text)))
    }
    for label in labels { own.add(label: label.span, number: place.number) }
    for (path, text) in found where counts(path, way) { own.add(text.span, place.origin(way, paths.entries[path].wire)) }
  }

  /// Learns people from a payload, or only from the claims of its tokens.
  /// - Returns: The texts that identify people.
  @discardableResult
  mutating func readPeople(
    of payload: borrowing Payload, _ bytes: Span<UInt8>, _ way: Origin.Way = .received, isAboutPerson: Bool = true,
    claimsOnly: Bool = false,
    _ place: Place, _ own: inout OwnTraffic
  ) -> Set<String> {
    var names: Set<String> = []
    for found in people.values(in: payload, record: bytes, isAboutPerson: isAboutPerson)
    where counts(found.path, way) && (!claimsOnly || standing(of: found.path) == .claim) {
      let origin = place.origin(way, paths.entries[found.path].wire)
      own.add(PersonValue(found.fact, found.text, origin), beside: found.mailbox)
      names.insert(found.text)
    }
    return names
  }

  /// The place of a path in an exchange.
  private enum Standing {
    case answer, sent, claim, elsewhere
  }

  /// Whether a path is in the response, in the body or the query of what was sent, or in a token anywhere.
  private mutating func counts(_ path: Int, _ way: Origin.Way) -> Bool {
    switch standing(of: path) {
    case .claim: true
    case .answer: way == .received
    case .sent: way == .sent
    case .elsewhere: false
    }
  }

  private mutating func standing(of path: Int) -> Standing {
    if let known = numbers.known(path, in: paths) { return standings[known] }
    let wire = paths.entries[path].wire
    let standing: Standing =
      if wire.contains(PathTable.claimsKey) {
        .claim
      } else if wire.hasPrefix("response.body") {
        .answer
      } else {
        wire.hasPrefix("body") || wire.hasPrefix("url.query") || wire.hasPrefix("websocket") ? .sent : .elsewhere
      }
    numbers.keep(standing, of: path, in: &standings)
    return standing
  }

  /// Adds values that may have been used as salts, such as a customer's key.
  private func salts(in payload: borrowing Payload, _ bytes: Span<UInt8>, _ place: Place, _ own: inout OwnTraffic) {
    for field in payload.fields where field.isString && field.isLeaf && 4...128 ~= field.range.count {
      guard words.salts.contains(paths.entries[payload.nodes[field.node].path].name) else { continue }
      let text = payload.withBytes(of: field.layer, record: bytes) { String(copying: $0.extracting(field.range)) }
      own.add(salt: text, number: place.number)
    }
  }

  /// Whether a payload describes the app, by its combination of members.
  func isDocument(_ payload: borrowing Payload) -> Bool {
    var keys: Set<String> = []
    for node in payload.nodes where node.step == .member {
      let entry = paths.entries[node.path]
      if paths.entries[entry.parent].wire == "response.body" { keys.insert(entry.key) }
    }
    return words.documents.contains { $0.isSubset(of: keys) }
  }
}
