import Bytes

/// What may be a digest in a text: runs of hex digits, base64 or base32 characters of the length of a digest, and numbers of 32 or
/// 64 bits.
struct DigestText {
  /// The ranges, with the bytes of the digest in each.
  private(set) var candidates: [(range: Range<Int>, bytes: [UInt8])] = []

  /// The maximum number of candidates in one text.
  private static let most = 64

  init(_ text: Span<UInt8>) {
    var start = 0
    for at in 0...text.count where at == text.count || !Self.isPart(text[at]) {
      if at - start >= 8 { run(start..<at, text) }
      start = at + 1
    }
    if text.count <= 20, ByteClass.of(text).every.contains(.digit), let number = UInt64(String(copying: text)) {
      let bytes = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt64($0)) }
      candidates.append((0..<text.count, number > UInt64(UInt32.max) ? bytes : Array(bytes.suffix(4))))
    }
  }

  /// A run of characters: as a whole, or in its parts, as in the path of a URL.
  private mutating func run(_ range: Range<Int>, _ text: Span<UInt8>) {
    guard !take(range, text), range.count <= 4_096 else { return }
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || !Self.isAlphanumeric(text[at]) {
      if at - start >= 8, start..<at != range { _ = take(start..<at, text) }
      start = at + 1
    }
  }

  /// Adds a range if it has the size of a digest.
  private mutating func take(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard candidates.count < Self.most else { return true }
    if range.count == Self.uuid { return takeUUID(range, text) }
    guard Self.counts.contains(range.count) else { return false }
    let place = text.extracting(range)
    let isHex = ByteClass.of(place).every.contains(.hex)
    if isHex, let bytes = Hex.decoded(place), Self.sizes.contains(bytes.count) {
      candidates.append((range, bytes))
      return true
    }
    if let bytes = Base64.decoded(place), Self.sizes.contains(bytes.count) {
      candidates.append((range, bytes))
      return true
    }
    if let bytes = Base32.decoded(place), Self.sizes.contains(bytes.count) {
      candidates.append((range, bytes))
      return true
    }
    return false
  }

  /// Adds a digest of 16 bytes that is written as a UUID.
  private mutating func takeUUID(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    var digits: [UInt8] = []
    for at in range where text[at] != UInt8(ascii: "-") { digits.append(text[at]) }
    guard digits.count == 32, let bytes = Hex.decoded(digits.span) else { return false }
    candidates.append((range, bytes))
    return true
  }

  /// The number of characters of a UUID.
  private static let uuid = 36
  private static let sizes = Set(Digest.allCases.map(\.size))
  /// The numbers of characters of digests in hex, base64 and base32.
  private static let counts: Set<Int> = sizes.reduce(into: []) { counts, size in
    counts.insert(size * 2)
    for bits in [5, 6] { counts.insert((size * 8 + bits - 1) / bits) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { ByteClass.isWord(byte) && byte < 0x80 }

  private static func isPart(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
