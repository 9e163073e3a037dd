package import Bytes
package import Captures

/// What one exchange shows about the page that it belongs to.
package struct Navigation {
  /// The host of the request, in lower case; nil for a URL without one (`data:`, `blob:`, a relative path).
  package var host: String?
  /// How it loaded a document; nil if it loaded none.
  package var opening: Opening?
  /// The host of the page that sent it, according to `Origin` or `Referer`.
  package var source: String?
  /// The page of the capture that a document belongs to (`pageref`).
  package var page: String?

  /// How a document was loaded.
  package enum Opening: Sendable {
    /// In a window, according to the browser or its tools.
    case window
    /// In a frame of another document.
    case frame
    /// Unknown: the response was HTML, or another site's page requested it.
    case unknown
  }

  package init(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    host = exchange.url.flatMap { Self.host(of: $0, bytes) }
    var destination = ""
    for header in exchange.requestHeaders {
      if Self.isNamed("sec-fetch-dest", header, bytes) {
        destination = String(copying: bytes.extracting(header.value.range))
      } else if Self.isNamed("origin", header, bytes) || source == nil && Self.isNamed("referer", header, bytes) {
        source = Self.host(of: header.value, bytes) ?? source
      }
    }
    // A redirect opens nothing: its target does, or it is a tracker between two pages.
    guard !(exchange.status.map { 300..<400 ~= $0 } ?? false) else { return }
    let type = exchange.resourceType.map { String(copying: bytes.extracting($0.range)) }
    opening =
      switch destination {
      case "iframe", "frame": .frame
      case "document": .window
      case "" where type == "document": isFromElsewhere ? .unknown : .window
      case "" where type == nil && Self.isPage(exchange, bytes): .unknown
      default: nil
      }
    if opening != nil { page = exchange.page.map { String(copying: bytes.extracting($0.range)) } }
  }

  /// Whether another site's page sent it, which may have been a link or a frame.
  private var isFromElsewhere: Bool {
    guard let source, let host else { return false }
    return Parties.domain(of: source) != Parties.domain(of: host)
  }

  /// Without other evidence: a plain request with HTML in its response. Responses to beacons are `text/html` too, but without
  /// markup.
  private static func isPage(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Bool {
    guard let body = exchange.responseBody, let mime = body.mimeType, exchange.requestBody == nil,
      exchange.status.map({ 200..<300 ~= $0 }) ?? false, String(copying: bytes.extracting(mime.range)).hasPrefix("text/html")
    else { return false }
    guard let text = body.text, !text.range.isEmpty else { return body.size ?? 0 >= leastPage }
    if body.encoding != nil { return text.range.count >= leastPage }
    let head = String(copying: bytes.extracting(text.range.prefix(1_024))).lowercased()
    return ["<!doctype", "<html", "<head", "<body"].contains(where: head.contains)
  }

  /// The minimum size of a page in bytes.
  private static let leastPage = 512

  /// The host of a URL in lower case, without user, port and brackets.
  package static func host(of url: JSONString, _ bytes: Span<UInt8>) -> String? {
    guard url.escaped else { return host(of: bytes.extracting(url.range)) }
    return host(of: JSONEscapes.decoded(bytes.extracting(url.range)).span)
  }

  private static func host(of url: Span<UInt8>) -> String? {
    var at = 0
    while at < url.count, at < 24, url[at] != UInt8(ascii: ":"), url[at] != UInt8(ascii: "/") { at += 1 }
    if at < url.count, url[at] == UInt8(ascii: ":") { at += 1 }
    guard at + 2 < url.count, url[at] == UInt8(ascii: "/"), url[at + 1] == UInt8(ascii: "/") else { return nil }
    var host: [UInt8] = []
    var isBracketed = false
    at += 2
    scan: while at < url.count, host.count < 256 {
      switch url[at] {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break scan
      case UInt8(ascii: "@"): host.removeAll()
      case UInt8(ascii: "["): isBracketed = true
      case UInt8(ascii: "]"): break scan
      case UInt8(ascii: ":") where !isBracketed:
        // A port, unless it is the password of a user.
        guard hasUser(url, from: at) else { break scan }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): host.append(url[at] | 0x20)
      default: host.append(url[at])
      }
      at += 1
    }
    return host.isEmpty ? nil : String(decoding: host, as: UTF8.self)
  }

  /// The path of a URL with a host: from the slash after the host to the query.
  package static func path(of url: Span<UInt8>) -> Range<Int>? {
    var slashes = 0
    for at in url.indices {
      switch url[at] {
      case UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
      case UInt8(ascii: "/"):
        slashes += 1
        guard slashes == 3 else { continue }
        var end = at
        while end < url.count, url[end] != UInt8(ascii: "?"), url[end] != UInt8(ascii: "#") { end += 1 }
        return at..<end
      default: continue
      }
    }
    return nil
  }

  private static func hasUser(_ url: Span<UInt8>, from start: Int) -> Bool {
    for at in start..<min(url.count, start + 256) {
      if url[at] == UInt8(ascii: "@") { return true }
      if url[at] == UInt8(ascii: "/") || url[at] == UInt8(ascii: "?") { return false }
    }
    return false
  }

  private static func isNamed(_ name: StaticString, _ header: Exchange.Pair, _ bytes: Span<UInt8>) -> Bool {
    guard header.name.range.count == name.utf8CodeUnitCount else { return false }
    let text = "\(name)"
    return zip(header.name.range, text.utf8).allSatisfy { (bytes[$0] | 0x20) == ($1 | 0x20) }
  }
}
