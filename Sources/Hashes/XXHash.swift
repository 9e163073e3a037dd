internal import CXXHash

/// The hash functions of xxHash without a seed, most significant byte first as its own tool prints them: https://xxhash.com
package enum XXHash: Sendable {
  case xxh32, xxh64, xxh3, xxh128

  /// The first eight bytes of the digest as a number; fewer if it is shorter.
  package func head(of message: [UInt8]) -> UInt64 {
    // The buffer lives until the call returns.
    unsafe message.withUnsafeBytes { buffer in
      let base = buffer.baseAddress
      return switch self {
      case .xxh32: UInt64(unsafe XXH32(base, message.count, 0))
      case .xxh64: unsafe XXH64(base, message.count, 0)
      case .xxh3: unsafe XXH3_64bits(base, message.count)
      case .xxh128: unsafe XXH3_128bits(base, message.count).high64
      }
    }
  }

  package func of(_ message: [UInt8]) -> [UInt8] {
    // The buffer lives until the call returns.
    unsafe message.withUnsafeBytes { buffer in
      let base = buffer.baseAddress
      let count = message.count
      switch self {
      case .xxh32: return unsafe bytes(of: XXH32(base, count, 0))
      case .xxh64: return unsafe bytes(of: XXH64(base, count, 0))
      case .xxh3: return unsafe bytes(of: XXH3_64bits(base, count))
      case .xxh128:
        let hash = unsafe XXH3_128bits(base, count)
        return bytes(of: hash.high64) + bytes(of: hash.low64)
      }
    }
  }
}
