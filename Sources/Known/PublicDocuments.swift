import Bytes
package import Captures
package import Knowledge
import Payloads

/// The texts of public documents in a capture, which are therefore not anyone's content.
///
/// A document is public if it was requested without cookie, token or query, and shared caches may store it (RFC 9111 §§ 4.2.2,
/// 5.2.2). Only its own content is public, not what a script makes of it later: the shell of an app is public too.
package struct PublicDocuments: Sendable {
  /// The hashes of the texts, each with the number of its record.
  private var texts: [Int: Int] = [:]

  /// The maximum size of a document in bytes, and the maximum number of texts.
  private static let largest = 4 << 20
  private static let most = 100_000

  package init() {}

  /// Removes all documents, for the next capture.
  package mutating func removeAll() { texts.removeAll() }

  /// Whether a value is a complete text in one of the documents up to a record.
  package func hold(_ value: Span<UInt8>, upTo record: Int) -> Bool {
    !texts.isEmpty && texts[DocumentTexts.folded(value).hashValue] ?? .max <= record
  }

  /// Adds the texts of the document that an exchange loaded, if it is public.
  package mutating func note(_ exchange: Exchange, _ navigation: Navigation, _ bytes: Span<UInt8>, of number: Int) {
    guard let opening = navigation.opening, opening != .frame, let body = exchange.responseBody, let text = body.text,
      1...Self.largest ~= text.range.count, exchange.status == 200, let url = exchange.url,
      // A query may contain a visitor's data.
      bytes.extracting(url.range).first(UInt8(ascii: "?"), in: 0..<url.range.count) == nil, Self.isPublic(exchange, bytes)
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

  /// Whether the request did not identify the client, and the response is the same for everyone.
  private static func isPublic(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Bool {
    guard exchange.requestCookies.isEmpty, header("cookie", exchange.requestHeaders, bytes) == nil,
      header("authorization", exchange.requestHeaders, bytes) == nil
    else { return false }
    // A response without directives may be cached if it says when it was last modified (RFC 9111 § 4.2.2), as files do. What a server
    // makes for one person seldom does, and a capture without cookies need not come from a visitor without them.
    guard let directives = header("cache-control", exchange.responseHeaders, bytes)?.split(whereSeparator: { ", \n".contains($0) }) else {
      return header("last-modified", exchange.responseHeaders, bytes) != nil && exchange.responseCookies.isEmpty
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
