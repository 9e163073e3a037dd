import Bytes
package import Captures
package import Knowledge
import Payloads

/// The texts of the documents of a capture that anybody can read, and so nobody's content.
///
/// A document counts that was asked for without cookie, token or query, and that shared caches may keep (RFC 9111 §§ 4.2.2, 5.2.2). Only what it
/// holds itself is public, and not what a script makes of it later: the shell of an app is public too.
package struct PublicDocuments: Sendable {
  /// The hashes of the texts, each with the number of the record that holds it.
  private var texts: [Int: Int] = [:]

  /// A larger document is not looked at, in bytes; nor are more texts kept than this.
  private static let largest = 4 << 20
  private static let most = 100_000

  package init() {}

  /// Forgets all documents, for another capture.
  package mutating func removeAll() { texts.removeAll() }

  /// Whether a value stands in one of the documents up to the record of a number as a text of its own.
  package func hold(_ value: Span<UInt8>, upTo record: Int) -> Bool {
    !texts.isEmpty && texts[DocumentTexts.folded(value).hashValue] ?? .max <= record
  }

  /// Keeps the texts of the document that an exchange loaded, if that is public.
  package mutating func note(_ exchange: Exchange, _ navigation: Navigation, _ bytes: Span<UInt8>, of number: Int) {
    guard let opening = navigation.opening, opening != .frame, let body = exchange.responseBody, let text = body.text,
      1...Self.largest ~= text.range.count, exchange.status == 200, let url = exchange.url,
      // What visitors bring stands in a query.
      bytes.extracting(url.range).first(UInt8(ascii: "?"), in: 0..<url.range.count) == nil, Self.isForEverybody(exchange, bytes)
    else { return }
    let raw = bytes.extracting(text.range)
    var document = text.escaped ? JSONEscapes.decoded(raw) : [UInt8](copying: raw)
    if let encoding = body.encoding, String(copying: bytes.extracting(encoding.range)) == "base64" {
      document = Base64.decoded(document.span) ?? []
    }
    DocumentTexts.forEach(in: document.span) { text in
      if texts.count < Self.most, texts[text.hashValue] == nil { texts[text.hashValue] = number }
    }
  }

  /// Whether nothing said who asks, and the answer is for whoever asks.
  private static func isForEverybody(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Bool {
    guard exchange.requestCookies.isEmpty, header("cookie", exchange.requestHeaders, bytes) == nil,
      header("authorization", exchange.requestHeaders, bytes) == nil
    else { return false }
    // An answer that says nothing may be kept by whoever thinks it right (RFC 9111 § 4.2.2).
    guard let directives = header("cache-control", exchange.responseHeaders, bytes)?.split(whereSeparator: { ", \n".contains($0) }) else {
      return !exchange.responseHeaders.isEmpty && exchange.responseCookies.isEmpty
        && header("set-cookie", exchange.responseHeaders, bytes) == nil && header("pragma", exchange.responseHeaders, bytes) == nil
    }
    if directives.contains(where: { ["private", "no-store", "no-cache"].contains($0) || $0.hasPrefix("private=") }) { return false }
    return directives.contains { directive in
      if directive == "public" { return true }
      let parts = directive.split(separator: "=")
      return parts.count == 2 && (parts[0] == "max-age" || parts[0] == "s-maxage") && Int(parts[1]).map { $0 > 0 } ?? false
    }
  }

  private static func header(_ name: String, _ headers: [Exchange.Pair], _ bytes: Span<UInt8>) -> String? {
    let found = headers.first { String(copying: bytes.extracting($0.name.range)).lowercased() == name }
    return found.map { String(copying: bytes.extracting($0.value.range)).lowercased() }
  }
}
