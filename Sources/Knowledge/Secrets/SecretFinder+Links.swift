import Bytes

/// Links that work once: `/reset/…`, `/verify-email/…`, `/invite/…`.
extension SecretFinder {
  /// The segment after the slash at `at`, if the one before it says that a token follows.
  func link(_ at: Int, _ text: Span<UInt8>) -> Secret? {
    linkWords(before: at, text) == nil ? nil : issued(after: at, text).map { Secret(range: $0, kind: .link) }
  }

  /// The segment after the slash at `at`, if it was generated.
  func issued(after at: Int, _ text: Span<UInt8>) -> Range<Int>? {
    var end = at + 1
    while end < text.count, end - at <= 4096,
      Self.isInSegment(text[end]) || text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: "=")
    {
      end += 1
    }
    while end > at + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return isIssued(text.extracting(at + 1..<end)) ? at + 1..<end : nil
  }

  static func isInSegment(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// The words of the segment that ends at `at`, if one of them says that a token follows.
  func linkWords(before at: Int, _ text: Span<UInt8>) -> [String]? {
    var start = at
    while start > 0, at - start <= 40, Self.isInSegment(text[start - 1]) { start -= 1 }
    guard start < at, start > 0, text[start - 1] == UInt8(ascii: "/") else { return nil }
    var words = NameWords.of(text.extracting(start..<at))
    // `set-password` is one word in the list.
    if words.count > 1 { words.append(words.joined()) }
    return words.contains(where: names.links.contains) ? words : nil
  }

  /// Whether a segment was generated: it mixes letters and digits as no slug does, or is a long number or a UUID.
  private func isIssued(_ segment: Span<UInt8>) -> Bool {
    guard segment.count >= 6, !Placeholder.isRedacted(segment) else { return false }
    if Tokens.isUUID(segment) || segment.count >= OpaqueTokens.shortest && Randomness.isRandom(segment) { return true }
    var start = 0
    for at in 0...segment.count where at == segment.count || segment[at] == UInt8(ascii: "-") || segment[at] == UInt8(ascii: "_") {
      if isIrregular(segment.extracting(start..<at)) { return true }
      start = at + 1
    }
    return false
  }

  /// Whether a part between hyphens is neither a word nor a short number: `a8f3`, `Xk29Qp`, `482913`.
  private func isIrregular(_ part: Span<UInt8>) -> Bool {
    var (digits, letters, changes, capitals) = (0, 0, 0, 0)
    for at in part.indices {
      let isDigit = ByteClass.of(part[at]).contains(.digit)
      if isDigit { digits += 1 } else { letters += 1 }
      if at > 0, isDigit != ByteClass.of(part[at - 1]).contains(.digit) { changes += 1 }
      if at > 0, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= part[at] { capitals += 1 }
    }
    if letters == 0 { return digits >= 6 }
    // `v2`, `step3`, `2fa` are words with a number; a capital in the middle is a hump.
    return part.count >= 5 && (changes > 1 || digits > 0 && capitals > 0 || changes == 1 && digits >= 3 && part.count >= 8)
  }
}
