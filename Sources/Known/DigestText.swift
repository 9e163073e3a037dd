import Bytes

/// Possible digests in a text: runs of hex digits, base64 or base32 characters of the length of a digest, and numbers.
struct DigestText {
  /// A possible digest: its size in bytes, and its first eight bytes, or fewer if it is shorter.
  struct Candidate {
    var range: Range<Int>
    var size: Int
    var head: UInt64
    /// Whether it is a part of a longer name, such as an identifier with a time before it.
    var isPart = false
  }

  private(set) var candidates: [Candidate] = []

  /// The maximum number of candidates in one text.
  private static let most = 64

  init(_ text: Span<UInt8>) {
    var start = 0
    // The number of parts of a JSON Web Token so far (RFC 7515 § 3.1). Its signature is of the size of a digest, and is none of a person.
    var parts = 0
    for at in 0...text.count where at == text.count || !Self.isPart(text[at]) {
      if JWT.mayBegin(text, at: start) {
        parts = 1
      } else {
        parts = parts > 0 && text[start - 1] == UInt8(ascii: ".") ? parts + 1 : 0
      }
      if at - start >= Self.shortest, parts == 0 { run(start..<at, text) }
      start = at + 1
    }
    if Self.shortest...Self.longestNumber ~= text.count { number(text) }
  }

  /// A run of characters: as a whole, or in its parts, as in the path of a URL.
  private mutating func run(_ range: Range<Int>, _ text: Span<UInt8>) {
    guard !take(range, text), range.count <= 4_096 else { return }
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || !Self.isAlphanumeric(text[at]) {
      if at - start >= Self.shortest, start..<at != range, take(start..<at, text) {
        candidates[candidates.count - 1].isPart =
          start > range.lowerBound && text[start - 1] != UInt8(ascii: "/") || at < range.upperBound && text[at] != UInt8(ascii: "/")
      }
      start = at + 1
    }
  }

  /// Adds a range if it has the size of a digest.
  private mutating func take(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard range.count < Self.sizes.count, candidates.count < Self.most else { return false }
    let sizes = Self.sizes[range.count]
    guard sizes.isAny else { return range.count == Self.uuid && takeUUID(range, text) }
    if sizes.hex > 0, let head = head(range, text, bits: 4, Self.hexValue) {
      // Digits alone are an identifier rather than a digest in hex.
      return (sizes.hex != 8 || !Self.isNumber(range, text)) && take(range, sizes.hex, head)
    }
    if sizes.base64 > 0, Self.looksRandom(range, text, size: sizes.base64), let head = head(range, text, bits: 6, Self.base64Value) {
      return take(range, sizes.base64, head)
    }
    let last = text[range.upperBound - 1]
    if sizes.base32 > 0, Self.endsRight(Self.base32Value(last), characters: range.count, bits: 5, size: sizes.base32),
      let head = head(range, text, bits: 5, Self.base32Value)
    {
      return take(range, sizes.base32, head)
    }
    return false
  }

  private mutating func take(_ range: Range<Int>, _ size: Int, _ head: UInt64) -> Bool {
    candidates.append(Candidate(range: range, size: size, head: size < 8 ? head >> UInt64(64 - size * 8) : head))
    return true
  }

  /// The first eight bytes of a text with `bits` per character; nil if a character is invalid.
  private func head(_ range: Range<Int>, _ text: Span<UInt8>, bits: Int, _ value: (UInt8) -> UInt8?) -> UInt64? {
    var (head, room) = (UInt64(0), 64)
    for at in range {
      guard let digit = value(text[at]) else { return nil }
      guard room > 0 else { continue }
      room -= bits
      head |= room >= 0 ? UInt64(digit) << UInt64(room) : UInt64(digit) >> UInt64(-room)
    }
    return head
  }

  /// Adds a digest of 16 bytes in the form of a UUID. A UUID whose version says that it is random or based on time (RFC 9562 §§ 5.1, 5.4,
  /// 5.7) is none.
  private mutating func takeUUID(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    var (head, count) = (UInt64(0), 0)
    for at in range where text[at] != UInt8(ascii: "-") {
      guard let digit = Self.hexValue(text[at]) else { return false }
      if count < 16 { head = head << 4 | UInt64(digit) }
      count += 1
    }
    guard count == 32 else { return false }
    let isVariant = [UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b")].contains(
      text[range.lowerBound + 19] | 0x20)
    if isVariant, [1, 4, 7].contains(head >> 12 & 0xF) { return true }
    return take(range, 16, head)
  }

  /// Adds a text that is one decimal number, perhaps with a sign, as in languages with signed integers.
  private mutating func number(_ text: Span<UInt8>) {
    let isNegative = text[0] == UInt8(ascii: "-")
    var number: UInt128 = 0
    for at in (isNegative ? 1 : 0)..<text.count {
      guard ByteClass.of(text[at]).contains(.digit) else { return }
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = product.addingReportingOverflow(UInt128(text[at] - UInt8(ascii: "0")))
      guard !overflows, !isTooLarge else { return }
      number = sum
    }
    if isNegative { number = 0 &- number }
    let (high, low) = (UInt64(truncatingIfNeeded: number >> 64), UInt64(truncatingIfNeeded: number))
    let range = 0..<text.count
    if isNegative ? high == .max && low >> 31 == UInt64.max >> 31 : high == 0 && low <= UInt64(UInt32.max) {
      candidates.append(Candidate(range: range, size: 4, head: low & 0xFFFF_FFFF))
    } else if high == 0 || high == .max && isNegative {
      // A time or an identifier has fewer digits than nearly all numbers of 64 bits.
      guard (isNegative ? 0 &- low : low) >= Self.leastNumber else { return }
      candidates.append(Candidate(range: range, size: 8, head: low))
    } else {
      // The more significant half first, and the other order, as MurmurHash3 prints it.
      for head in [high, low] { candidates.append(Candidate(range: range, size: 16, head: head)) }
    }
  }

  // MARK: Characters

  private static let shortest = 8
  private static let longestNumber = 40
  private static let leastNumber: UInt64 = 10_000_000_000_000_000
  /// The number of characters of a UUID.
  private static let uuid = 36

  /// The size in bytes of a digest with this number of characters in each encoding; 0 if there is none.
  private struct Sizes {
    var (hex, base64, base32) = (0, 0, 0)
    var isAny: Bool { hex + base64 + base32 > 0 }
  }

  /// Indexed by the number of characters.
  private static let sizes: [Sizes] = {
    let all = Set(Digest.allCases.map(\.size))
    var sizes = [Sizes](repeating: Sizes(), count: (all.max() ?? 0) * 2 + 1)
    for size in all {
      sizes[size * 2].hex = size
      sizes[(size * 8 + 5) / 6].base64 = size
      sizes[(size * 8 + 4) / 5].base32 = size
    }
    return sizes
  }()

  /// Whether a text in the alphabet of base64 may be a digest: the bits after the last byte are zero (RFC 4648 § 3.5), it has letters in both
  /// cases, which names in lower case and most paths have not, and it does not consist of words such as `AppleWebKit`.
  private static func looksRandom(_ range: Range<Int>, _ text: Span<UInt8>, size: Int) -> Bool {
    guard endsRight(base64Value(text[range.upperBound - 1]), characters: range.count, bits: 6, size: size) else { return false }
    // The number of letters in lower case since the last other character, and whether every other one had at least two behind it.
    var (letters, areWords, hasCapital, hasSmall) = (2, true, false, false)
    for at in range {
      switch text[at] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"):
        letters += 1
        hasSmall = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if letters < 2 { areWords = false }
        letters = 0
        hasCapital = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): areWords = false
      default:
        if letters < 2 { areWords = false }
        // A capital may follow.
        letters = 2
      }
    }
    return hasCapital && hasSmall && !(areWords && letters >= 2)
  }

  /// Whether the bits of the last character that belong to no byte are zero.
  private static func endsRight(_ last: UInt8?, characters: Int, bits: Int, size: Int) -> Bool {
    guard let last else { return false }
    return last & (1 << UInt8(characters * bits - size * 8) - 1) == 0
  }

  private static func isNumber(_ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    for at in range where !ByteClass.of(text[at]).contains(.digit) { return false }
    return true
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? { Hex.value(of: byte) }

  private static func base64Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }

  private static func base32Value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
    case UInt8(ascii: "2")...UInt8(ascii: "7"): byte - UInt8(ascii: "2") + 26
    default: nil
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool { ByteClass.isWord(byte) && byte < 0x80 }

  /// Whether a byte may belong to a digest: the characters of base64 without the padding.
  private static func isPart(_ byte: UInt8) -> Bool { ByteClass.of(byte).contains(.base64) && byte != UInt8(ascii: "=") }
}
