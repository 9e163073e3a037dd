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

  /// When a signed URL expires, according to its other parameters: AWS and Google Cloud Storage (signature version 4), CloudFront
  /// (`Expires`), Azure (`se`).
  private func signedUntil(besides signature: Payload.Field, _ payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    let parent = payload.nodes[signature.node].parent
    var values: [String: String] = [:]
    for field in payload.fields where payload.nodes[field.node].parent == parent && field.range.count <= 40 {
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
    if let end = values["expires"].flatMap({ Int($0) }), end > 1_000_000_000 { return end }
    return values["se"].flatMap(Moment.seconds)
  }
}
