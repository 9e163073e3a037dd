import Bytes
package import Captures
package import Knowledge

/// Reads the consent signals of an exchange: headers of the browser, cookies of consent tools, parameters of tags.
package struct ConsentReader: Sendable {
  private let cookies: ConsentCookies

  package init(_ cookies: ConsentCookies) {
    self.cookies = cookies
  }

  /// The record of an exchange, and whose it is.
  package struct Place {
    var number: Int
    var record: Int
    var capture: String
    /// Whether the cookies of its host belong to the app's own site: a signal in another site's cookies is about that site.
    var isOwnHost: Bool
    /// Whether it may come from the app's own page, so that its parameters are about the same visit.
    var isOwnPage: Bool

    package init(number: Int, record: Int, capture: String, isOwnHost: Bool, isOwnPage: Bool) {
      self.number = number
      self.record = record
      self.capture = capture
      self.isOwnHost = isOwnHost
      self.isOwnPage = isOwnPage
    }
  }

  /// The consent headers of a request.
  package static func headers(_ exchange: borrowing Exchange, _ bytes: Span<UInt8>) -> (gpc: Bool, dnt: Bool) {
    var (gpc, dnt) = (false, false)
    for header in exchange.requestHeaders where header.value.range.count == 1 && bytes[header.value.range.lowerBound] == UInt8(ascii: "1") {
      switch header.name.range.count {
      case 7: gpc = gpc || isNamed("sec-gpc", header, bytes)
      case 3: dnt = dnt || isNamed("dnt", header, bytes)
      default: break
      }
    }
    return (gpc, dnt)
  }

  /// Adds the signals of an exchange.
  package func read(_ exchange: borrowing Exchange, _ bytes: Span<UInt8>, at place: Place, into signals: inout ConsentSignals) {
    let headers = Self.headers(exchange, bytes)
    if headers.gpc { signals.add(header: .gpc, record: place.record, capture: place.capture) }
    if headers.dnt { signals.add(header: .dnt, record: place.record, capture: place.capture) }
    if place.isOwnPage, let url = exchange.url { parameters(of: url, bytes, place, &signals) }
    guard place.isOwnHost else { return }
    var hasHeader = false
    for header in exchange.requestHeaders where header.name.range.count == 6 && Self.isNamed("cookie", header, bytes) {
      hasHeader = true
      Self.withText(of: header.value, bytes) { cookies(in: $0, place, &signals) }
    }
    if !hasHeader { for cookie in exchange.requestCookies { self.cookie(cookie, bytes, isAnswered: false, place, &signals) } }
    hasHeader = false
    for header in exchange.responseHeaders where header.name.range.count == 10 && Self.isNamed("set-cookie", header, bytes) {
      hasHeader = true
      Self.withText(of: header.value, bytes) { text in
        // Some captures put several into one header, one per line.
        for line in Self.parts(of: text, at: UInt8(ascii: "\n")) {
          let end = text.first(UInt8(ascii: ";"), in: line) ?? line.upperBound
          self.cookie(text.extracting(line.lowerBound..<end), isAnswered: true, place, &signals)
        }
      }
    }
    if !hasHeader { for cookie in exchange.responseCookies { self.cookie(cookie, bytes, isAnswered: true, place, &signals) } }
  }

  // MARK: Cookies

  private func cookies(in text: Span<UInt8>, _ place: Place, _ signals: inout ConsentSignals) {
    for part in Self.parts(of: text, at: UInt8(ascii: ";")) {
      cookie(text.extracting(part), isAnswered: false, place, &signals)
    }
  }

  /// Adds the signal of a cookie written as `name=value`.
  private func cookie(_ text: Span<UInt8>, isAnswered: Bool, _ place: Place, _ signals: inout ConsentSignals) {
    var start = 0
    while start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
    guard let sign = text.first(UInt8(ascii: "="), in: start..<text.count), sign - start <= Self.longestName else { return }
    cookie(
      named: String(copying: text.extracting(start..<sign)), text.extracting(sign + 1..<text.count), isAnswered: isAnswered, place, &signals
    )
  }

  private func cookie(_ pair: Exchange.Pair, _ bytes: Span<UInt8>, isAnswered: Bool, _ place: Place, _ signals: inout ConsentSignals) {
    guard pair.name.range.count <= Self.longestName else { return }
    let name = String(copying: bytes.extracting(pair.name.range))
    Self.withText(of: pair.value, bytes) { cookie(named: name, $0, isAnswered: isAnswered, place, &signals) }
  }

  private static let longestName = 128

  private func cookie(named name: String, _ value: Span<UInt8>, isAnswered: Bool, _ place: Place, _ signals: inout ConsentSignals) {
    guard let cookie = cookies.cookie(named: name), let (standard, verdict) = cookie.read(value, name: name) else { return }
    let kind = standard.flatMap { ConsentSignal.Kind(rawValue: $0.rawValue) } ?? .cookie
    let field = (isAnswered ? "response.cookie." : "cookie.") + name
    signals.add(place.signal(kind, cookie.tool, verdict, field, isAnswered: isAnswered))
  }

  // MARK: Parameters

  /// Adds the signals in the parameters of a URL: Google's, and those in which tags forward TC, GPP and US Privacy strings.
  private func parameters(of url: JSONString, _ bytes: Span<UInt8>, _ place: Place, _ signals: inout ConsentSignals) {
    let text = bytes.extracting(url.range)
    guard let question = text.first(UInt8(ascii: "?"), in: 0..<text.count) else { return }
    var start = question + 1
    while start < text.count {
      let end = text.first(UInt8(ascii: "&"), in: start..<text.count) ?? text.count
      defer { start = end + 1 }
      // Few parameters begin like one of these: skip the others.
      guard let name = Self.parameters.first(where: { Self.begins(text, start..<end, with: $0.name) }) else { continue }
      let raw = text.extracting(start + name.name.utf8.count + 1..<end)
      guard 1...ConsentReader.longestValue ~= raw.count else { continue }
      let value = Percent.isEncoded(raw) ? String(decoding: Percent.decoded(raw), as: UTF8.self) : String(copying: raw)
      // If the law does not apply, the string means nothing.
      if name.name == "gdpr_consent", Self.holds("gdpr=0", text, from: question) { continue }
      guard let (kind, title, verdict) = name.read(value) else { continue }
      signals.add(place.signal(kind, title, verdict, "url.query.\(name.name)", isAnswered: false))
    }
  }

  private static let longestValue = 20_000

  private struct Parameter: Sendable {
    let name: String
    let read: @Sendable (String) -> (kind: ConsentSignal.Kind, title: String, verdict: ConsentVerdict)?
  }

  private static let parameters: [Parameter] = [
    Parameter(name: "gcs") { value in GoogleConsent.gcs(value).map { (.googleConsent, "Google consent mode", $0) } },
    Parameter(name: "gcd") { value in GoogleConsent.gcd(value).map { (.googleConsent, "Google consent mode", $0) } },
    Parameter(name: "npa") { value in GoogleConsent.npa(value).map { (.googleConsent, "Google non-personalised ads", $0) } },
    Parameter(name: "gdpr_consent") { value in TCFString(value).map { (.tcf, "TCF", $0.verdict) } },
    Parameter(name: "gpp") { value in GPPString(value)?.verdict.map { (.gpp, "GPP", $0) } },
    Parameter(name: "us_privacy") { value in USPrivacy.verdict(value).map { (.usPrivacy, "US Privacy", $0) } },
  ]

  private static func begins(_ text: Span<UInt8>, _ range: Range<Int>, with name: String) -> Bool {
    let name = name.utf8
    guard range.count > name.count, text[range.lowerBound] == name.first, text[range.lowerBound + name.count] == UInt8(ascii: "=") else {
      return false
    }
    return zip(range, name).allSatisfy { text[$0] == $1 }
  }

  /// Whether a query has exactly this parameter.
  private static func holds(_ parameter: String, _ text: Span<UInt8>, from question: Int) -> Bool {
    let parameter = parameter.utf8
    return parts(of: text.extracting(question + 1..<text.count), at: UInt8(ascii: "&")).contains { part in
      part.count == parameter.count && zip(part, parameter).allSatisfy { text[question + 1 + $0] == $1 }
    }
  }

  // MARK: Texts

  private static func isNamed(_ name: String, _ header: Exchange.Pair, _ bytes: Span<UInt8>) -> Bool {
    zip(header.name.range, name.utf8).allSatisfy { bytes[$0] | 0x20 == $1 | 0x20 }
  }

  private static func withText(of string: JSONString, _ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    let raw = bytes.extracting(string.range)
    guard string.escaped else { return body(raw) }
    let decoded = JSONEscapes.decoded(raw)
    body(decoded.span)
  }

  private static func parts(of text: Span<UInt8>, at separator: UInt8) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    while start < text.count, parts.count < 1_000 {
      let end = text.first(separator, in: start..<text.count) ?? text.count
      parts.append(start..<end)
      start = end + 1
    }
    return parts
  }
}

extension ConsentReader.Place {
  fileprivate func signal(
    _ kind: ConsentSignal.Kind, _ name: String, _ verdict: ConsentVerdict, _ field: String, isAnswered: Bool
  ) -> ConsentSignal {
    ConsentSignal(
      kind: kind, name: name, verdict: verdict, from: isAnswered ? number + 1 : number,
      origin: Origin(.signalled, number: number, record: record, capture: capture, field: field))
  }
}
