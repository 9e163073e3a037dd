import Bytes
import Knowledge

/// Placeholders that are the same in every run with the same key: the beginning of an HMAC-SHA-256 (RFC 2104) of the value. Without
/// the key they reveal nothing about the value, even to brute force.
package struct Pseudonyms: Sendable {
  /// In bytes. A shorter key could be guessed.
  package static let minimumKey = 16

  private let key: [UInt8]

  /// Nil for a key that is too short.
  package init?(key: [UInt8]) {
    guard key.count >= Self.minimumKey else { return nil }
    self.key = key
  }

  func placeholder(for value: [UInt8], kind: PlaceholderKind) -> Placeholder {
    let code = Digest.code(of: value, key: key)
    let id = Hex.encoded(Array(code.prefix(6)))
    let number = code.prefix(6).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Placeholder(kind: kind, id: String(decoding: id, as: UTF8.self), number: String(number))
  }
}
