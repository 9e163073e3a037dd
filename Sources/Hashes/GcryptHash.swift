internal import CGcrypt

/// The hash functions of libgcrypt that Swift's own library lacks: https://gnupg.org/documentation/manuals/gcrypt
package enum GcryptHash: Sendable {
  case md4, sha224, sha3_224, sha3_256, sha3_384, sha3_512, blake2b, blake2s, ripemd160, whirlpool, crc32

  /// The digest of a message.
  package func of(_ message: [UInt8]) -> [UInt8] {
    _ = Self.isReady
    var digest = [UInt8](repeating: 0, count: Int(gcry_md_get_algo_dlen(algorithm)))
    // Both buffers live until the call returns, and the digest has the length that the library says.
    unsafe digest.withUnsafeMutableBytes { digest in
      unsafe message.withUnsafeBytes { message in
        unsafe gcry_md_hash_buffer(algorithm, digest.baseAddress, message.baseAddress, message.count)
      }
    }
    return digest
  }

  /// The first eight bytes of the digest as a number, the most significant first; fewer if it is shorter.
  package func head(of message: [UInt8]) -> UInt64 {
    _ = Self.isReady
    let size = Int(gcry_md_get_algo_dlen(algorithm))
    // As in ``of(_:)``.
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { digest in
      unsafe message.withUnsafeBytes { message in
        unsafe gcry_md_hash_buffer(algorithm, digest.baseAddress, message.baseAddress, message.count)
      }
      return unsafe digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  private var algorithm: CInt {
    let number =
      switch self {
      case .md4: GCRY_MD_MD4
      case .sha224: GCRY_MD_SHA224
      case .sha3_224: GCRY_MD_SHA3_224
      case .sha3_256: GCRY_MD_SHA3_256
      case .sha3_384: GCRY_MD_SHA3_384
      case .sha3_512: GCRY_MD_SHA3_512
      case .blake2b: GCRY_MD_BLAKE2B_512
      case .blake2s: GCRY_MD_BLAKE2S_256
      case .ripemd160: GCRY_MD_RMD160
      case .whirlpool: GCRY_MD_WHIRLPOOL
      case .crc32: GCRY_MD_CRC32
      }
    return CInt(number.rawValue)
  }

  /// The library must be initialised once before use.
  private static let isReady: Bool = {
    gcrypt_make_ready()
    return true
  }()
}
