import Bytes
import Captures
import Knowledge
import Payloads

/// What the app's own traffic of a capture says of values that others receive later: texts that the app's server was sent, and the digests
/// of email addresses that it sent or was sent.
///
/// Everything is known by the record that said it first, so that a record can be judged by what came before it even when others have been
/// read meanwhile.
struct OwnTraffic: Sendable {
  /// The hashes of the texts, folded, and what digests are made of, each with the record.
  private var typed: [Int: Int] = [:]
  private var digests: [[UInt8]: Int] = [:]
  private var mailboxes: Set<String> = []

  /// More texts, and more addresses, are not kept.
  private static let mostTexts = 20_000
  private static let mostMailboxes = 5_000
  /// How long the texts are that count, in bytes: a shorter one may be said twice by chance.
  private static let lengths = 12...4_096

  /// Whether nothing is known: asked with every value, so it is a member of its own.
  private(set) var isEmpty = true

  /// Forgets everything, for another capture.
  mutating func removeAll() {
    isEmpty = true
    typed.removeAll()
    digests.removeAll()
    mailboxes.removeAll()
  }

  /// What is known of a value before the record of a number; nil for nothing.
  func provenance(of value: Span<UInt8>, before record: Int) -> Provenance? {
    if !digests.isEmpty, let digest = Self.digest(value), digests[digest] ?? .max < record { return .hashed }
    if !typed.isEmpty, Self.isText(value), typed[DocumentTexts.folded(value).hashValue] ?? .max < record { return .typed }
    return nil
  }

  /// Keeps the texts of a body that the app's own server was sent.
  mutating func note(_ payload: borrowing Payload, _ paths: PathTable, record: Span<UInt8>, of number: Int) {
    for field in payload.fields where field.isString && field.isLeaf && Self.lengths ~= field.range.count && typed.count < Self.mostTexts {
      guard paths.entries[payload.nodes[field.node].path].wire.hasPrefix("body") else { continue }
      note(typed: payload, field, record, of: number)
    }
  }

  private mutating func note(typed payload: borrowing Payload, _ field: Payload.Field, _ record: Span<UInt8>, of number: Int) {
    let hash: Int? = payload.withBytes(of: field.layer, record: record) { bytes in
      let text = bytes.extracting(field.range)
      return Self.isText(text) ? DocumentTexts.folded(text).hashValue : nil
    }
    guard let hash, typed[hash] == nil else { return }
    typed[hash] = number
    isEmpty = false
  }

  /// Keeps a text that the app's own server was sent, and the email addresses in it.
  mutating func note(example: String) {
    let bytes = Array(example.utf8)
    typed[DocumentTexts.folded(bytes.span).hashValue] = -1
    isEmpty = false
    note(mailboxesIn: bytes.span, of: -1)
  }

  /// Keeps the digests of the email addresses in an exchange with the app's own server.
  mutating func note(mailboxesIn bytes: Span<UInt8>, of number: Int) {
    var from = 0
    while mailboxes.count < Self.mostMailboxes, let at = bytes.first(UInt8(ascii: "@"), in: from..<bytes.count) {
      from = at + 1
      guard let mailbox = Self.mailbox(around: at, bytes), mailboxes.insert(mailbox).inserted else { continue }
      isEmpty = false
      for digest in [Digest.md5, .sha1, .sha256] {
        let digest = digest.of(Array(mailbox.utf8))
        if digests[digest] == nil { digests[digest] = number }
      }
    }
  }

  /// Whether a value is made of several words, as people write and programs do not: those name themselves with their version
  /// (RFC 9110 § 10.1.5).
  private static func isText(_ value: Span<UInt8>) -> Bool {
    guard lengths ~= value.count else { return false }
    var (blanks, wide) = (0, 0)
    for at in value.indices {
      if value[at] == UInt8(ascii: "/"), at + 1 < value.count, ByteClass.of(value[at + 1]).contains(.digit) { return false }
      if value[at] == UInt8(ascii: " ") { blanks += 1 }
      if value[at] >= 0xE3 { wide += 1 }
    }
    return blanks >= 2 || wide >= 4
  }

  /// The bytes of a digest that a value is, as hex digits or as base64.
  private static func digest(_ value: Span<UInt8>) -> [UInt8]? {
    switch value.count {
    case 32, 40, 64: Hex.decoded(value)
    case 22, 24, 27, 28, 43, 44: Base64.decoded(value)
    default: nil
    }
  }

  /// The email address around an `@`, in lower case; nil for none.
  private static func mailbox(around at: Int, _ bytes: Span<UInt8>) -> String? {
    let isPart = { (byte: UInt8) in ByteClass.isWord(byte) && byte < 0x80 || "._+-".utf8.contains(byte) }
    var (low, high) = (at, at + 1)
    while low > 0, at - low < 64, isPart(bytes[low - 1]) { low -= 1 }
    // What stands before it may be an escape of JSON: `\n`.
    if low > 0, low < at, bytes[low - 1] == UInt8(ascii: "\\") { low += 1 }
    while high < bytes.count, high - at < 128, isPart(bytes[high]) { high += 1 }
    while high > at + 1, bytes[high - 1] == UInt8(ascii: ".") { high -= 1 }
    let mailbox = String(copying: bytes.extracting(low..<high)).lowercased()
    let domain = mailbox.drop { $0 != "@" }.dropFirst()
    return low < at && domain.contains(".") && !domain.hasPrefix(".") ? mailbox : nil
  }
}
