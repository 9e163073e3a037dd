import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

extension FindingCollector {
  /// The claims of a token that was sent at a time; nil if it is not a token.
  func tokenFacts(of detection: Detection, _ payload: borrowing Payload, _ record: Span<UInt8>, time: String?) -> TokenFacts? {
    guard let index = detection.field, book.probes[detection.rule].category == .credential else { return nil }
    let field = payload.fields[index]
    let moment = time.flatMap(Moment.seconds)
    let jwt = payload.withBytes(of: field.layer, record: record) { TokenFacts($0.extracting(detection.range), at: moment) }
    if let jwt { return jwt }
    guard payload.nodes[field.node].step == .parameter, let end = signedUntil(besides: field, payload, record) else { return nil }
    return TokenFacts(signedURLUntil: end, at: moment)
  }

  /// Until when a URL is good that a parameter signs, as other parameters of it say: AWS and Google Cloud Storage (signature version 4),
  /// CloudFront (`Expires`, `Policy`), Azure (`se`), and what others call so. Akamai's tokens say so themselves.
  private func signedUntil(besides signature: Payload.Field, _ payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    let own = payload.withBytes(of: signature.layer, record: record) { String(copying: $0.extracting(signature.range.prefix(1_024))) }
    if let end = Self.end(ofToken: own) { return end }
    let parent = payload.nodes[signature.node].parent
    var values: [String: String] = [:]
    for field in payload.fields where payload.nodes[field.node].parent == parent && field.range.count <= 1_024 {
      let name = paths.entries[payload.nodes[field.node].path].name
      values[name] = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
    }
    for vendor in ["xamz", "xgoog"] {
      // Seven days at most: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
      if let signed = values[vendor + "date"].flatMap(Moment.seconds), let span = values[vendor + "expires"].flatMap({ Int($0) }),
        0...604_800 ~= span
      {
        return signed + span
      }
    }
    if let end = values["policy"].flatMap(Self.end(ofPolicy:)) { return end }
    return Self.ends.lazy.compactMap { values[$0].flatMap(Self.time) }.first
  }

  private static let ends = ["expires", "exp", "se", "expiresat", "expiry", "expire", "expiration", "validuntil", "until"]

  /// A time as text, or in seconds or milliseconds.
  private static func time(_ text: String) -> Int? {
    guard let number = Int(text) else { return Moment.seconds(text) }
    let seconds = number > 100_000_000_000 ? number / 1_000 : number
    // A smaller number is how long it is good.
    return seconds > 1_000_000_000 && Moment.range.contains(seconds) ? seconds : nil
  }

  /// When a token of Akamai's ends: `st=1772439300~exp=1772442900~acl=/*~hmac=…`
  /// (https://techdocs.akamai.com/property-mgr/docs/auth-token-2-0-ver).
  private static func end(ofToken token: String) -> Int? {
    let parts = token.split(separator: "~")
    guard parts.count > 1, let end = parts.first(where: { $0.hasPrefix("exp=") }) else { return nil }
    return time(String(end.dropFirst(4)))
  }

  /// When a policy of CloudFront ends, which is JSON in base64 with other signs for three characters
  /// (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html).
  private static func end(ofPolicy policy: String) -> Int? {
    let text = policy.replacing("-", with: "+").replacing("_", with: "=").replacing("~", with: "/")
    guard let json = Base64.decoded(Array(text.utf8).span).map({ String(decoding: $0, as: UTF8.self) }),
      let limit = json.firstRange(of: "DateLessThan"), let time = json[limit.upperBound...].firstRange(of: "EpochTime")
    else { return nil }
    return Int(json[time.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber })
  }
}
