import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Atlassian account IDs that were sent with a name, an email address or a picture. An account ID alone is not personal data; with
/// these, a vendor that stores it must report it (https://developer.atlassian.com/platform/forge/user-privacy-guidelines/).
enum AccountIDs {
  /// The digests of those in a record, for counting them.
  static func digests(in payload: borrowing Payload, _ found: Detections, _ book: RuleBook, _ hash: SipHash, _ record: Span<UInt8>)
    -> [UInt64]
  {
    let events = Set(found.detections.filter { $0.field != nil && book.probes[$0.rule].namesPerson }.map(\.event))
    guard !events.isEmpty else { return [] }
    var digests: [UInt64] = []
    for field in payload.fields where field.isString && field.isLeaf && mayBeAccountID(count: field.range.count) {
      let event = found.eventOfNode.isEmpty ? 0 : found.eventOfNode[field.node]
      // Members around events belong to each of them.
      guard event == 0 || events.contains(event) || events.contains(0) else { continue }
      payload.withBytes(of: field.layer, record: record) { bytes in
        let text = bytes.extracting(field.range)
        if isAccountID(text) { digests.append(hash.hash(text, isFolded: true)) }
      }
    }
    return digests
  }

  /// Most fields have another length, and every field is asked.
  private static func mayBeAccountID(count: Int) -> Bool { count == 24 || count == 42 || count == 43 }

  /// `712020:` and a UUID, or, for older accounts, 24 hex digits.
  static func isAccountID(_ text: Span<UInt8>) -> Bool {
    if text.count == 24 { return ByteClass.of(text).every.contains(.hex) }
    guard let colon = text.first(UInt8(ascii: ":"), in: 0..<text.count), 5...6 ~= colon else { return false }
    return ByteClass.of(text.extracting(0..<colon)).every.contains(.digit) && Tokens.isUUID(text.extracting(colon + 1..<text.count))
  }
}
