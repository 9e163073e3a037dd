internal import CXXHash

/// The hash functions of xxHash without a seed, most significant byte first as its own tool prints them: https://xxhash.com
package enum XXHash: Sendable {
  case xxh32, xxh64, xxh3, xxh128

  package func of(_ message: [UInt8]) -> [UInt8] {
    // The buffer lives until the call returns.
    unsafe message.withUnsafeBytes { buffer in
      let base = buffer.baseAddress
      let count = message.count
      switch self {
      case .xxh32: return unsafe Self.bytes(XXH32(base, count, 0))
      case .xxh64: return unsafe Self.bytes(XXH64(base, count, 0))
      case .xxh3: return unsafe Self.bytes(XXH3_64bits(base, count))
      case .xxh128:
        let hash = unsafe XXH3_128bits(base, count)
        return Self.bytes(hash.high64) + Self.bytes(hash.low64)
      }
    }
  }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
