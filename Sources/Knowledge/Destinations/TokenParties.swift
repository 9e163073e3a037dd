import Bytes

/// The parties of a token: its issuer and audience (RFC 7519 §§ 4.1.1, 4.1.3).
package enum TokenParties {
  /// Whether a token names a host, or another of its domain, as issuer or audience.
  package static func name(_ host: String, in token: Span<UInt8>) -> Bool {
    guard !host.isEmpty, let parts = JWT.parts(of: token), parts.count == 3, let claims = Base64.decoded(token.extracting(parts[1])) else {
      return false
    }
    let domain = Parties.domain(of: host)
    // An IP address identifies no one.
    guard domain.contains("."), !(domain.utf8.last.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ?? true) else { return false }
    var cursor = JSONCursor()
    var isFirst = true
    let text = claims.span
    while let key = try? cursor.nextKey(text, isFirst: &isFirst) {
      guard let range = try? cursor.skipValue(text) else { return false }
      guard key.spells("iss", in: text) || key.spells("aud", in: text) else { continue }
      let names = String(copying: text.extracting(range)).split { "\"[], ".contains($0) }
      if names.contains(where: { Self.host(of: $0).map { Parties.domain(of: $0) == domain } ?? false }) { return true }
    }
    return false
  }

  /// The host of a claim, which is a URL or a host; nil for an identifier.
  private static func host(of claim: Substring) -> String? {
    let claim = claim.replacing("\\/", with: "/")
    let rest = claim.firstRange(of: "://").map { claim[$0.upperBound...] } ?? claim[...]
    let host = rest.prefix { !"/:?#".contains($0) }.lowercased()
    return host.contains(".") && !host.contains("@") ? host : nil
  }
}
