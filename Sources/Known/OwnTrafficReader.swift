import Bytes
package import Captures
package import Knowledge
package import Payloads

/// Learns people and user-written texts from exchanges with the app's own server, or with the platform.
package struct OwnTrafficReader: ~Copyable {
  private let paths: PathTable
  private var people: PersonReader
  private var texts: TextReader
  /// The part of the exchange that each path is in.
  private var standings: [Standing] = []
  private var numbers = PathNumbers()
  /// Unwraps responses, independent of what was sent.
  private var unwrapper: Unwrapper

  /// The maximum sizes of responses and scripts that are read, in bytes.
  private static let largestAnswer = 4 << 20
  private static let largestScript = 8 << 20

  package init(paths: PathTable, words: PlainWords) {
    self.paths = paths
    people = PersonReader(paths: paths, words: words)
    texts = TextReader(paths: paths)
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
    let isAboutPerson = PersonReader.isAboutPerson(path: bytes.extracting(path))
    let isOwn = TextReader.isOwn(path: bytes.extracting(path))
    own.add(salt: place.host, number: place.number)
    own.add(salt: Parties.domain(of: place.host), number: place.number)
    if !isEvent,
      exchange.requestBody != nil
        || exchange.url.map({ bytes.extracting($0.range).first(UInt8(ascii: "?"), in: 0..<$0.range.count) != nil }) ?? false
    {
      read(payload, .sent, bytes, isAboutPerson: isAboutPerson, holdsTexts: !isOwn, place, &own)
    }
    if let body = exchange.responseBody, let text = body.text, !text.range.isEmpty {
      switch Self.kind(of: body, bytes) {
      case .json where text.range.count <= Self.largestAnswer:
        unwrapper.unwrapResponse(exchange, bytes)
        if isOwn {
          label(unwrapper.payload, bytes, place, &own)
        } else {
          read(unwrapper.payload, .received, bytes, isAboutPerson: isAboutPerson, holdsTexts: true, place, &own)
        }
      case .script where text.range.count <= Self.largestScript: label(script: text, bytes, place, &own)
      default: break
      }
    }
    if let answer = exchange.responseBody?.text { own.add(mailboxesIn: bytes.extracting(answer.range), place.origin(.received)) }
    own.add(mailboxesIn: bytes, place.origin(.exchanged))
  }

  /// Reads a response in JSON that was known before the first record.
  package mutating func read(answer: String, into own: inout OwnTraffic) {
    let bytes = Array(#""\#(String(decoding: JSONEscapes.encoded(Array(answer.utf8).span), as: UTF8.self))""#.utf8)
    var body = Exchange.Body()
    body.text = JSONString(range: 1..<bytes.count - 1, escaped: true)
    var exchange = Exchange()
    exchange.responseBody = body
    unwrapper.unwrapResponse(exchange, bytes.span)
    let place = Place(number: -1, record: 0, capture: "", host: "")
    read(unwrapper.payload, .received, bytes.span, isAboutPerson: false, holdsTexts: true, place, &own)
  }

  private mutating func read(
    _ payload: borrowing Payload, _ way: Origin.Way, _ bytes: Span<UInt8>, isAboutPerson: Bool, holdsTexts: Bool, _ place: Place,
    _ own: inout OwnTraffic
  ) {
    var names: Set<String> = []
    for (value, path) in people.values(in: payload, record: bytes, isAboutPerson: isAboutPerson) where counts(path, way) {
      own.add(PersonValue(value.0, value.1, place.origin(way, paths.entries[path].wire)))
      names.insert(value.1)
    }
    guard holdsTexts else { return }
    var found: [(path: Int, text: [UInt8])] = []
    texts.texts(in: payload, record: bytes, wasSent: way == .sent) { field, text in
      // The name of a person is not a text.
      guard names.isEmpty || !names.contains(String(copying: text)) else { return }
      found.append((payload.nodes[field.node].path, [UInt8](copying: text)))
    }
    for (path, text) in found where counts(path, way) { own.add(text.span, place.origin(way, paths.entries[path].wire)) }
  }

  /// The part of an exchange that a path is in, for learning.
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
        wire.hasPrefix("body") || wire.hasPrefix("url.query") ? .sent : .elsewhere
      }
    numbers.keep(standing, of: path, in: &standings)
    return standing
  }

  // MARK: The app's own texts

  private enum Kind {
    case json, script, other
  }

  private static func kind(of body: Exchange.Body, _ bytes: Span<UInt8>) -> Kind {
    guard let mime = body.mimeType else { return .other }
    let type = String(copying: bytes.extracting(mime.range.prefix(64))).lowercased()
    return type.contains("json") ? .json : type.contains("javascript") || type.contains("ecmascript") ? .script : .other
  }

  /// Adds every text of a response that is a file of the app's own, such as its translations.
  private func label(_ payload: borrowing Payload, _ bytes: Span<UInt8>, _ place: Place, _ own: inout OwnTraffic) {
    for field in payload.fields where field.isString && field.isLeaf && 4...512 ~= field.range.count {
      payload.withBytes(of: field.layer, record: bytes) { own.add(label: $0.extracting(field.range), number: place.number) }
    }
  }

  /// Adds the texts between quotes in a script.
  private func label(script: JSONString, _ bytes: Span<UInt8>, _ place: Place, _ own: inout OwnTraffic) {
    ScriptTexts.forEach(in: bytes.extracting(script.range)) { own.add(label: $0, number: place.number) }
  }
}
