internal import Crypto
internal import FoundationEssentials
internal import Hashes

/// Digests that identify people if their names are not sent. They come from maintained libraries, except three that no library has.
package enum Digest: String, CaseIterable, Sendable {
  /// RFC 1319, RFC 1320, RFC 1321; FIPS 180-4.
  case md2, md4, md5, sha1, sha224, sha256, sha384, sha512
  /// FIPS 202.
  case sha3_224 = "sha3-224"
  case sha3_256 = "sha3-256"
  case sha3_384 = "sha3-384"
  case sha3_512 = "sha3-512"
  /// RFC 7693, with 512 and 256 bits; BLAKE3 with 256.
  case blake2b, blake2s, blake3
  /// ISO/IEC 10118-3.
  case ripemd160, whirlpool
  /// Hash functions for tables, which some libraries use for people.
  case murmur3, xxh64, xxh3, xxh128, xxh32, crc32
  /// One half of the 128 bits of MurmurHash3.
  case murmur3_64 = "murmur3-64"
  case murmur3_64Second = "second murmur3-64"
  case murmur3_128 = "murmur3-128"

  /// The digests that vendors ask for: https://developers.facebook.com/docs/marketing-api/conversions-api, and others.
  package static let common: [Digest] = [.md5, .sha1, .sha256, .sha512]

  /// Whether it is so short that other values have the same digest by chance.
  package var isShort: Bool { size <= 4 }

  /// Whether it is combined with other digests. Obsolete ones are only taken of values.
  package var isNested: Bool { !isShort && ![.md2, .md4, .murmur3_64, .murmur3_64Second].contains(self) }

  /// The size in bytes.
  package var size: Int {
    switch self {
    case .murmur3, .xxh32, .crc32: 4
    case .xxh64, .xxh3, .murmur3_64, .murmur3_64Second: 8
    case .md2, .md4, .md5, .xxh128, .murmur3_128: 16
    case .sha1, .ripemd160: 20
    case .sha224, .sha3_224: 28
    case .sha256, .sha3_256, .blake2s, .blake3: 32
    case .sha384, .sha3_384: 48
    case .sha512, .sha3_512, .blake2b, .whirlpool: 64
    }
  }

  /// The digest of a message; empty if the message is too long for BLAKE3 (``Blake3/longest``).
  package func of(_ message: [UInt8]) -> [UInt8] {
    switch self {
    case .md2: MD2.of(message)
    case .md4: GcryptHash.md4.of(message)
    case .md5: Self.bytes(Insecure.MD5.hash(data: message))
    case .sha1: Self.bytes(Insecure.SHA1.hash(data: message))
    case .sha224: GcryptHash.sha224.of(message)
    case .sha256: Self.bytes(Crypto.SHA256.hash(data: message))
    case .sha384: Self.bytes(Crypto.SHA384.hash(data: message))
    case .sha512: Self.bytes(Crypto.SHA512.hash(data: message))
    case .sha3_224: GcryptHash.sha3_224.of(message)
    case .sha3_256: GcryptHash.sha3_256.of(message)
    case .sha3_384: GcryptHash.sha3_384.of(message)
    case .sha3_512: GcryptHash.sha3_512.of(message)
    case .blake2b: GcryptHash.blake2b.of(message)
    case .blake2s: GcryptHash.blake2s.of(message)
    case .blake3: Blake3.of(message) ?? []
    case .ripemd160: GcryptHash.ripemd160.of(message)
    case .whirlpool: GcryptHash.whirlpool.of(message)
    case .murmur3: Murmur3.of32(message)
    case .murmur3_128: Murmur3.of128(message)
    case .murmur3_64: Array(Murmur3.of128(message)[..<8])
    case .murmur3_64Second: Array(Murmur3.of128(message)[8...])
    case .xxh32: XXHash.xxh32.of(message)
    case .xxh64: XXHash.xxh64.of(message)
    case .xxh3: XXHash.xxh3.of(message)
    case .xxh128: XXHash.xxh128.of(message)
    case .crc32: GcryptHash.crc32.of(message)
    }
  }

  /// The first eight bytes of the digest of a message as a number, or fewer if it is shorter; nil if the message is too long for BLAKE3. No
  /// memory is allocated for it, which would take as long as most digests of a short message.
  package func head(of message: [UInt8]) -> UInt64? {
    switch self {
    case .md2: Self.head(MD2.of(message))
    case .md4: GcryptHash.md4.head(of: message)
    case .md5: Self.head(Insecure.MD5(), message)
    case .sha1: Self.head(Insecure.SHA1(), message)
    case .sha224: GcryptHash.sha224.head(of: message)
    case .sha256: Self.head(Crypto.SHA256(), message)
    case .sha384: Self.head(Crypto.SHA384(), message)
    case .sha512: Self.head(Crypto.SHA512(), message)
    case .sha3_224: GcryptHash.sha3_224.head(of: message)
    case .sha3_256: GcryptHash.sha3_256.head(of: message)
    case .sha3_384: GcryptHash.sha3_384.head(of: message)
    case .sha3_512: GcryptHash.sha3_512.head(of: message)
    case .blake2b: GcryptHash.blake2b.head(of: message)
    case .blake2s: GcryptHash.blake2s.head(of: message)
    case .blake3: Blake3.head(of: message)
    case .ripemd160: GcryptHash.ripemd160.head(of: message)
    case .whirlpool: GcryptHash.whirlpool.head(of: message)
    case .murmur3: Self.head(Murmur3.of32(message))
    case .murmur3_128, .murmur3_64: Murmur3.halves(of: message).first
    case .murmur3_64Second: Murmur3.halves(of: message).second
    case .xxh32: XXHash.xxh32.head(of: message)
    case .xxh64: XXHash.xxh64.head(of: message)
    case .xxh3: XXHash.xxh3.head(of: message)
    case .xxh128: XXHash.xxh128.head(of: message)
    case .crc32: GcryptHash.crc32.head(of: message)
    }
  }

  /// The first eight bytes of a digest as a number.
  package static func head(_ digest: [UInt8]) -> UInt64 { digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  @inline(__always)
  private static func head<Function: HashFunction>(_ function: Function, _ message: [UInt8]) -> UInt64 {
    var function = function
    // Both buffers live until the calls return, and a digest has more than eight bytes.
    unsafe message.withUnsafeBytes { unsafe function.update(bufferPointer: $0) }
    return unsafe function.finalize().withUnsafeBytes { UInt64(bigEndian: unsafe $0.loadUnaligned(as: UInt64.self)) }
  }

  /// The bytes of a digest, copied at once instead of one by one.
  private static func bytes(_ digest: some Crypto.Digest) -> [UInt8] {
    // The bytes are copied before the call returns.
    unsafe digest.withUnsafeBytes { unsafe Array($0) }
  }

  /// The HMAC of a message (RFC 2104); nil for digests that HMAC is not defined for.
  package func code(of message: [UInt8], key: [UInt8]) -> [UInt8]? {
    let key = SymmetricKey(data: key)
    switch self {
    case .md5: return Array(HMAC<Insecure.MD5>.authenticationCode(for: message, using: key))
    case .sha1: return Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: key))
    case .sha256: return Array(HMAC<Crypto.SHA256>.authenticationCode(for: message, using: key))
    case .sha384: return Array(HMAC<Crypto.SHA384>.authenticationCode(for: message, using: key))
    case .sha512: return Array(HMAC<Crypto.SHA512>.authenticationCode(for: message, using: key))
    default: return nil
    }
  }

  /// A digest in hex.
  package static func hex(_ digest: [UInt8]) -> String { String(decoding: Hex.encoded(digest), as: UTF8.self) }

  /// The HMAC-SHA-256 of a message (RFC 2104).
  package static func code(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    Array(HMAC<Crypto.SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
  }
}

/// The SHA-256 of bytes that arrive block by block.
package struct RunningDigest {
  private var hash = Crypto.SHA256()

  package init() {}

  /// Adds the next part of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    // The buffer is read before the call returns.
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
  }

  /// The digest as hex digits.
  package func hex() -> String { Digest.hex(Array(hash.finalize())) }
}
