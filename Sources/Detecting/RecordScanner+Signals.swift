import Bytes
import Captures
import Knowledge
import Known
import Payloads

/// Notes signals of consent in the order of the records, and compares what each record sends with them.
extension RecordScanner {
  /// Notes the signals of an exchange. A redaction does not need them.
  mutating func noteSignals(_ exchange: Exchange, _ navigation: Navigation, _ record: Int, _ bytes: Span<UInt8>) {
    guard let reader = book.consentReader, !isThorough else { return }
    // Until a page is known, a host counts if its own page calls it.
    let isPageKnown = witness.parties.knowsPage(platform: book.destinations.isPlatform)
    let isAskedByItself = navigation.source.map(Parties.domain) == navigation.host.map(Parties.domain) && navigation.opening != .frame
    let isOwnHost = navigation.host.map { isPage($0, isGuess: !isPageKnown && isAskedByItself) } ?? false
    let place = ConsentReader.Place(
      number: number, record: record, capture: capture, isOwnHost: isOwnHost,
      isOwnPage: navigation.source.map { !isPageKnown || isPage($0, isGuess: false) } ?? true)
    reader.read(exchange, bytes, at: place, into: &witness.signals)
  }

  /// Whether a host is the app's own, by evidence or by a guess, and certainly nobody else's.
  private func isPage(_ host: String, isGuess: Bool) -> Bool {
    !book.destinations.isVendor(host: host) && !book.destinations.isPlatform(host: host)
      && (isGuess || witness.parties.isOwnSoFar(host, platform: book.destinations.isPlatform))
  }

  /// Informs the witness of a signal from the app's own page: a header with its value, or the query of a tag.
  package mutating func tell(signal: String) {
    number += 1
    let isQuery = signal.hasPrefix("?")
    let bytes = Array((isQuery ? "https://tag.example/\(signal)" : signal).utf8)
    var exchange = Exchange()
    if isQuery { exchange.url = JSONString(range: 0..<bytes.count, escaped: false) }
    if !isQuery, let header = Exchange.Pair(headerIn: bytes) { exchange.requestHeaders = [header] }
    let place = ConsentReader.Place(number: number, record: 0, capture: capture, isOwnHost: true, isOwnPage: true)
    book.consentReader?.read(exchange, bytes.span, at: place, into: &witness.signals)
  }

  /// Compares what the current record sent with the signals before it.
  func judgeSignals(_ exchange: Exchange, _ scanner: Scanner, _ record: Int, _ found: inout Detections, _ bytes: Span<UInt8>) {
    guard book.consentReader != nil, !isThorough else { return }
    let headers = ConsentReader.headers(exchange, bytes)
    let signals = Scanner.SignalView(
      signals: witness.signals, number: number,
      gpc: headers.gpc ? .header(.gpc, record: record, capture: capture) : nil,
      dnt: headers.dnt ? .header(.dnt, record: record, capture: capture) : nil)
    scanner.judge(signals, unwrapper.payload, &found, bytes)
  }
}

extension Exchange.Pair {
  /// Splits a text into a header's name and value.
  init?(headerIn text: [UInt8]) {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let value = text[colon...].dropFirst().drop { $0 == UInt8(ascii: " ") }
    self.init(
      name: JSONString(range: 0..<colon, escaped: false), value: JSONString(range: value.startIndex..<value.endIndex, escaped: false))
  }
}
