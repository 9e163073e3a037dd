import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Atlassian account IDs that were sent beside a name, an email address or a picture: by itself an account ID is no personal data, and with
/// them whoever stores it has to report it (https://developer.atlassian.com/platform/forge/user-privacy-guidelines/).
enum AccountIDs {
  /// The digests of those in a record, by which they are counted.
  static func digests(in payload: borrowing Payload, _ found: Detections, _ book: RuleBook, _ hash: SipHash, _ record: Span<UInt8>)
    -> [UInt64]
  {
    let events = Set(found.detections.filter { $0.field != nil && book.probes[$0.rule].namesPerson }.map(\.event))
    guard !events.isEmpty else { return [] }
    var digests: [UInt64] = []
    for field in payload.fields where field.isString && field.isLeaf && lengths.contains(field.range.count) {
      let event = found.eventOfNode.isEmpty ? 0 : found.eventOfNode[field.node]
      // What stands around events belongs to each of them.
      guard event == 0 || events.contains(event) || events.contains(0) else { continue }
      payload.withBytes(of: field.layer, record: record) { bytes in
        let text = bytes.extracting(field.range)
        if isAccountID(text) { digests.append(hash.hash(text, isFolded: true)) }
      }
    }
    return digests
  }

  private static let lengths: Set<Int> = [24, 42, 43]

  /// `712020:` and a UUID, or 24 hex digits, as accounts have that are older.
  static func isAccountID(_ text: Span<UInt8>) -> Bool {
    if text.count == 24 { return ByteClass.of(text).every.contains(.hex) }
    guard let colon = text.first(UInt8(ascii: ":"), in: 0..<text.count), 5...6 ~= colon else { return false }
    return ByteClass.of(text.extracting(0..<colon)).every.contains(.digit) && Tokens.isUUID(text.extracting(colon + 1..<text.count))
  }
}
