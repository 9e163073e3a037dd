import Bytes
import Knowledge
import Vocabulary

/// What a token says of itself, without the token: what it is for, how long it could be used when it was sent, and whom it tells of.
package struct TokenFacts: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case jwt = "JWT"
    case connect = "Connect token"
    /// With `context-qsh` it is good for any request to the app's server.
    case connectSession = "Connect session token"
    case forgeInvocation = "Forge invocation token"
    case accessToken = "OAuth access token"
    case idToken = "ID token"
    case signedURL = "signed URL"
  }

  package var kind: Kind
  /// The algorithm of its signature; nil for what is no JWT.
  package var algorithm: String?
  package var isUnsigned = false
  /// The host that issued it, where it names one.
  package var issuer: String?
  /// For how many seconds it was usable still when it was sent, below 0 for one that had expired; nil where nothing tells.
  package var secondsLeft: Int?
  /// Whether it says when it expires.
  package var expires: Bool
  /// The names of its claims.
  package var claims: [String] = []

  /// Reads a JWT that was sent at a time, in seconds since 1970.
  init?(_ token: Span<UInt8>, at time: Int?) {
    guard let jwt = JWTClaims(token) else { return nil }
    kind = Self.kind(of: jwt)
    algorithm = Self.shown(jwt.algorithm, "another algorithm")
    isUnsigned = jwt.isUnsigned
    issuer = jwt.values["iss"].flatMap(Self.host)
    expires = jwt.names.contains("exp")
    if let end = jwt.time("exp"), let time { secondsLeft = end - time }
    claims = jwt.names.map { Self.shown($0, "another") }
  }

  /// A signed URL that is good until a time.
  init(signedURLUntil end: Int, at time: Int?) {
    kind = .signedURL
    expires = true
    secondsLeft = time.map { end - $0 }
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

  /// A name that a capture made up, where it is a plain word; else what is said in its place.
  private static func shown(_ name: String, _ other: String) -> String {
    1...24 ~= name.utf8.count && name.utf8.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 || "_-:".utf8.contains($0) } ? name : other
  }

  /// The host of an issuer that is a URL; an identifier of a customer is not told.
  private static func host(_ issuer: String) -> String? {
    guard let start = issuer.firstRange(of: "://")?.upperBound else { return nil }
    let host = issuer[start...].prefix { !"/:?#@".contains($0) }.lowercased()
    return host.contains(".") && host.utf8.count <= 80
      && host.utf8.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 || ".-".utf8.contains($0) }
      ? host : nil
  }

  /// The facts in a sentence without its full stop: `Connect token, HS256, usable for 167 s more when it was sent; it tells iss, sub, qsh`.
  package var sentence: String {
    var parts = [kind.rawValue]
    if isUnsigned { parts.append("unsigned, so that anybody can make one") } else if let algorithm { parts.append(algorithm) }
    if let issuer { parts.append("issued by \(issuer)") }
    if let secondsLeft {
      parts.append(
        secondsLeft >= 0
          ? "usable for \(Self.span(secondsLeft)) more when it was sent" : "expired \(Self.span(-secondsLeft)) before it was sent")
    } else if !expires {
      parts.append("never expires")
    }
    let told = claims.prefix(12).joined(separator: ", ") + (claims.count > 12 ? " and \(claims.count - 12) more" : "")
    return parts.joined(separator: ", ") + (claims.isEmpty ? "" : "; it tells \(told)")
  }

  private static func span(_ seconds: Int) -> String {
    seconds < 600
      ? "\(seconds) s" : seconds < 36_000 ? "\(seconds / 60) min" : seconds < 172_800 ? "\(seconds / 3600) h" : "\(seconds / 86_400) days"
  }
}

/// A time as captures write it (RFC 3339), as seconds since 1970.
enum Moment {
  /// Nil for what is no date with a time; one without a zone is taken for UTC.
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      return Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), 1...12 ~= month
    else { return compact(bytes) }
    var zone = 0
    if let at = bytes[19...].lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }), let hours = number(at + 1..<at + 3) {
      let minutes = number(at + 4..<at + 6) ?? number(at + 3..<at + 5) ?? 0
      zone = (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -60 : 60)
    }
    return days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - zone
  }

  /// `20260220T093000Z`, as AWS writes it.
  private static func compact(_ bytes: [UInt8]) -> Int? {
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T") else { return nil }
    let digits = bytes.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }.map { Int($0) - 48 }
    guard digits.count == 14 else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    guard 1...12 ~= number(4..<6) else { return nil }
    return days(number(0..<4), number(4..<6), number(6..<8)) * 86_400 + number(8..<10) * 3600 + number(10..<12) * 60 + number(12..<14)
  }

  /// The days from 1970-01-01 to a date of the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}

extension TokenFacts: PartValue {
  func write(to part: inout PartWriter) {
    kind.rawValue.write(to: &part)
    part.write(algorithm, issuer)
    part.write(isUnsigned, expires)
    secondsLeft.write(to: &part)
    claims.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let kind: String = try part.value()
    guard let kind = Kind(rawValue: kind) else { throw .damaged }
    self.kind = kind
    (algorithm, issuer) = (try part.value(), try part.value())
    (isUnsigned, expires) = (try part.value(), try part.value())
    secondsLeft = try part.value()
    claims = try part.value()
  }
}
