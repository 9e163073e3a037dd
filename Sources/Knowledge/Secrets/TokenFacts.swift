import Bytes
import Vocabulary

/// Facts about a token, without the token: its purpose, how long it was still valid when it was sent, and its claims.
package struct TokenFacts: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case jwt = "JWT"
    case connect = "Connect token"
    /// With `context-qsh` it is valid for any request to the app's server.
    case connectSession = "Connect session token"
    case forgeInvocation = "Forge invocation token"
    case accessToken = "OAuth access token"
    case idToken = "ID token"
    case signedURL = "signed URL"
  }

  package var kind: Kind
  /// The algorithm of its signature; nil if it is not a JWT.
  package var algorithm: String?
  package var isUnsigned = false
  /// The host that issued it, if it names one.
  package var issuer: String?
  /// How many seconds it was still valid when it was sent, below 0 if it had expired; nil if unknown.
  package var secondsLeft: Int?
  /// Whether it has an expiry.
  package var expires: Bool
  /// The names of its claims.
  package var claims: [String] = []

  /// Facts that were read before.
  package init(
    kind: Kind, algorithm: String?, isUnsigned: Bool, issuer: String?, secondsLeft: Int?, expires: Bool, claims: [String]
  ) {
    self.kind = kind
    self.algorithm = algorithm
    self.isUnsigned = isUnsigned
    self.issuer = issuer
    self.secondsLeft = secondsLeft
    self.expires = expires
    self.claims = claims
  }

  /// Reads a JWT that was sent at a time, in seconds since 1970.
  package init?(_ token: Span<UInt8>, at time: Int?) {
    guard let jwt = JWTClaims(token) else { return nil }
    kind = Self.kind(of: jwt)
    algorithm = Self.shown(jwt.algorithm, "another algorithm")
    isUnsigned = jwt.isUnsigned
    issuer = jwt.values["iss"].flatMap(Self.host)
    expires = jwt.names.contains("exp")
    secondsLeft = Self.seconds(from: time, to: jwt.time("exp"))
    claims = jwt.names.map { Self.shown($0, "another") }
  }

  /// A signed URL that is valid until a time.
  package init(signedURLUntil end: Int, at time: Int?) {
    kind = .signedURL
    expires = true
    secondsLeft = Self.seconds(from: time, to: end)
  }

  /// The seconds from one time to another; nil if one is unknown or implausible: a capture may claim anything.
  private static func seconds(from time: Int?, to end: Int?) -> Int? {
    guard let time, let end, Moment.range.contains(time), Moment.range.contains(end) else { return nil }
    return end - time
  }

  private static func kind(of jwt: JWTClaims) -> Kind {
    let names = Set(jwt.names)
    if jwt.values["iss"] == "forge/invocation-token" || names.isSuperset(of: ["app", "context", "principal"]) { return .forgeInvocation }
    if let request = jwt.values["qsh"] { return request == "context-qsh" ? .connectSession : .connect }
    // RFC 9068 §§ 2.1, 2.2; OpenID Connect Core 1.0 § 2.
    if jwt.type == "at+jwt" || !names.isDisjoint(with: ["scope", "scp", "client_id", "azp"]) && !names.contains("nonce") {
      return .accessToken
    }
    if !names.isDisjoint(with: ["nonce", "at_hash", "email_verified", "auth_time"]) { return .idToken }
    return .jwt
  }

  /// A name in a capture if it is a plain word; else a replacement.
  private static func shown(_ name: String, _ other: String) -> String {
    1...24 ~= name.utf8.count && name.utf8.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 || "_-:".utf8.contains($0) } ? name : other
  }

  /// The host of an issuer that is a URL; an identifier of a customer is not shown.
  private static func host(_ issuer: String) -> String? {
    guard let start = issuer.firstRange(of: "://")?.upperBound else { return nil }
    let host = issuer[start...].prefix { !"/:?#@".contains($0) }.lowercased()
    return host.contains(".") && host.utf8.count <= 80
      && host.utf8.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 || ".-".utf8.contains($0) }
      ? host : nil
  }

  /// The facts in a sentence without its full stop: `Connect token, HS256, valid for 167 s after it was sent; claims: iss, sub, qsh`.
  package var sentence: String {
    var parts = [kind.rawValue]
    if isUnsigned { parts.append("unsigned, so anyone can forge one") } else if let algorithm { parts.append(algorithm) }
    if let issuer { parts.append("issued by \(issuer)") }
    if let secondsLeft {
      let span = Self.span(abs(secondsLeft))
      parts.append(secondsLeft > 0 ? "valid for \(span) after it was sent" : "expired \(span) before it was sent")
    } else if !expires {
      parts.append("never expires")
    }
    let listed = claims.prefix(12).joined(separator: ", ") + (claims.count > 12 ? " and \(claims.count - 12) more" : "")
    return parts.joined(separator: ", ") + (claims.isEmpty ? "" : "; claims: \(listed)")
  }

  private static func span(_ seconds: Int) -> String {
    seconds < 600
      ? "\(seconds) s" : seconds < 36_000 ? "\(seconds / 60) min" : seconds < 172_800 ? "\(seconds / 3600) h" : "\(seconds / 86_400) days"
  }
}
