internal import Crypto

/// Digests of messages: those by which people are told apart where their names are not sent (FIPS 180-4, RFC 1321), from a library that
/// is kept by others.
package enum Digest: String, CaseIterable, Sendable {
  case md5, sha1, sha256, sha512

  /// The digest of a message.
  package func of(_ message: [UInt8]) -> [UInt8] {
    switch self {
    case .md5: Array(Insecure.MD5.hash(data: message))
    case .sha1: Array(Insecure.SHA1.hash(data: message))
    case .sha256: Array(Crypto.SHA256.hash(data: message))
    case .sha512: Array(Crypto.SHA512.hash(data: message))
    }
  }

  /// A digest as hex digits.
  package static func hex(_ digest: [UInt8]) -> String { String(decoding: Hex.encoded(digest), as: UTF8.self) }

  /// The HMAC-SHA-256 of a message (RFC 2104).
  package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<Crypto.SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }
}

/// The SHA-256 of bytes that come block by block.
package struct RunningDigest {
  private var hash = Crypto.SHA256()

  package init() {}

  /// Goes on with more of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    // The buffer is read before the call returns.
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  }

  /// The digest as hex digits.
  package func hex() -> String { Digest.hex(Array(hash.finalize())) }
}
