import Bytes
import Captures
import Knowledge
import Payloads

/// Reads responses of the app's own server by their content, and not only by their declared type.
extension OwnTrafficReader {
  /// The declared type of a response.
  private enum Kind {
    case text, page, script
    /// Pictures, fonts, style sheets.
    case other

    init(_ body: Exchange.Body, _ bytes: Span<UInt8>) {
      let type = body.mimeType.map { String(copying: bytes.extracting($0.range.prefix(64))).lowercased() } ?? ""
      self =
        type.contains("javascript") || type.contains("ecmascript")
        ? .script
        : type.hasPrefix("text/html") || type.contains("xhtml") ? .page : Self.others.contains(where: type.hasPrefix) ? .other : .text
    }

    private static let others = [
      "image/", "video/", "audio/", "font/", "text/css", "application/font", "application/x-font", "application/wasm", "application/pdf",
      "application/zip", "application/gzip", "application/octet-stream",
    ]
  }

  /// The largest response and the largest script that are read, in bytes.
  private static let largestAnswer = 4 << 20
  private static let largestScript = 8 << 20
  /// The number of bytes that show whether a script is JSON.
  private static let headOfScript = 1_024

  /// Reads a response.
  mutating func read(
    answer body: Exchange.Body, _ text: JSONString, _ exchange: Exchange, _ bytes: Span<UInt8>, _ subject: Subject, _ place: Place,
    _ own: inout OwnTraffic
  ) {
    let raw = bytes.extracting(text.range)
    switch Kind(body, bytes) {
    case .text where text.range.count <= Self.largestAnswer:
      unwrapper.unwrapResponse(exchange, bytes)
      if subject.holdsTexts, !isDocument(unwrapper.payload) {
        read(unwrapper.payload, .received, bytes, subject, place, &own)
      } else {
        label(unwrapper.payload, bytes, place, &own)
        // Translation files have many formats, most of them with quotes, and others with a line for each text.
        ScriptTexts.forEach(in: raw) { own.add(label: $0, number: place.number) }
        ScriptTexts.forEachLine(in: Self.decoded(body, text, bytes).span) { own.add(label: $0, number: place.number) }
      }
    case .page where text.range.count <= Self.largestAnswer:
      unwrapper.unwrapResponse(exchange, bytes)
      // Text in a page has no key that says whose it is.
      read(unwrapper.payload, .received, bytes, Subject(isAboutPerson: subject.isAboutPerson, holdsTexts: false), place, &own)
      var found: [[UInt8]] = []
      let page = Self.decoded(body, text, bytes)
      EmbeddedJSON.forEach(inPage: page.span) { found.append($0) }
      HTMLFragment.forEachLabel(in: page.span) { own.add(label: $0.span, number: place.number) }
      if subject.holdsTexts, isForScript(exchange, bytes), HTMLFragment.isFragment(page.span) {
        found.append(HTMLFragment(words: words).json(page.span))
      }
      for json in found where EmbeddedJSON.mayTell(json.span) { read(json: json.span, subject, place, &own) }
    case .script where text.range.count <= Self.largestScript:
      ScriptTexts.forEach(in: raw) { own.add(label: $0, number: place.number) }
      var found: [UInt8] = []
      let head = JSONEscapes.decoded(raw.extracting(0..<min(raw.count, Self.headOfScript)))
      if EmbeddedJSON.mayBegin(inScript: head.span) {
        EmbeddedJSON.first(inScript: Self.decoded(body, text, bytes).span) { found = $0 }
      }
      if !found.isEmpty { read(json: found.span, Subject(isAboutPerson: subject.isAboutPerson, holdsTexts: false), place, &own) }
    default: break
    }
  }

  /// Whether a script asked for a response: XMLHttpRequest, fetch, and libraries that put fragments into pages.
  private func isForScript(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Bool {
    if let type = exchange.resourceType {
      let type = String(copying: bytes.extracting(type.range)).lowercased()
      if ["xhr", "fetch"].contains(type) { return true }
    }
    return exchange.requestHeaders.contains { header in
      let name = String(copying: bytes.extracting(header.name.range)).lowercased()
      guard name == "sec-fetch-dest" else { return Self.headersOfScripts.contains(name) }
      return String(copying: bytes.extracting(header.value.range)).lowercased() == "empty"
    }
  }

  private static let headersOfScripts: Set<String> = ["x-requested-with", "hx-request", "turbo-frame", "x-pjax", "x-up-version"]

  /// Reads a message on an open connection.
  mutating func read(frame: Exchange.Frame, _ bytes: Span<UInt8>, _ subject: Subject, _ place: Place, _ own: inout OwnTraffic) {
    guard frame.data.range.count <= Self.largestAnswer else { return }
    var body = Exchange.Body()
    body.text = frame.data
    var exchange = Exchange()
    exchange.responseBody = body
    unwrapper.unwrapResponse(exchange, bytes)
    read(unwrapper.payload, .received, bytes, subject, place, &own)
  }

  /// Reads JSON that was given before the first record.
  package mutating func read(answer: String, into own: inout OwnTraffic) {
    read(json: Array(answer.utf8).span, Subject(), Place(number: -1, record: 0, capture: "", host: ""), &own)
  }

  /// Reads JSON inside a response.
  private mutating func read(json: Span<UInt8>, _ subject: Subject, _ place: Place, _ own: inout OwnTraffic) {
    let bytes = [UInt8(ascii: "\"")] + JSONEscapes.encoded(json) + [UInt8(ascii: "\"")]
    var body = Exchange.Body()
    body.text = JSONString(range: 1..<bytes.count - 1, escaped: true)
    var exchange = Exchange()
    exchange.responseBody = body
    unwrapper.unwrapResponse(exchange, bytes.span)
    read(unwrapper.payload, .received, bytes.span, subject, place, &own)
  }

  /// The text of a response before the capture encoded it.
  private static func decoded(_ body: Exchange.Body, _ text: JSONString, _ bytes: Span<UInt8>) -> [UInt8] {
    let raw = bytes.extracting(text.range)
    if let encoding = body.encoding, String(copying: bytes.extracting(encoding.range)) == "base64" { return Base64.decoded(raw) ?? [] }
    return text.escaped ? JSONEscapes.decoded(raw) : [UInt8](copying: raw)
  }

  /// Adds every text of a file of the app's own, such as its translations, as a label.
  private func label(_ payload: borrowing Payload, _ bytes: Span<UInt8>, _ place: Place, _ own: inout OwnTraffic) {
    for field in payload.fields where field.isString && field.isLeaf && 4...512 ~= field.range.count {
      payload.withBytes(of: field.layer, record: bytes) { own.add(label: $0.extracting(field.range), number: place.number) }
    }
  }
}
