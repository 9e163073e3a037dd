import Bytes

/// Codes that people receive or write down, as they appear in texts.
extension SecretFinder {
  /// The digits that begin at `at`, if they have the length of a one-time code and a word next to them says so: "Your code is
  /// 482913".
  func code(_ at: Int, _ text: Span<UInt8>) -> Secret? {
    func isDigit(_ at: Int) -> Bool { at < text.count && ByteClass.of(text[at]).contains(.digit) }
    guard at == 0 || !isDigit(at - 1) && !ByteClass.isWord(text[at - 1]) && !Self.joins(text[at - 1]) else { return nil }
    var end = at
    while isDigit(end), end - at <= 8 { end += 1 }
    // `482 913` and `482-913` are one code.
    if end - at == 3, end < text.count, text[end] == 0x20 || text[end] == UInt8(ascii: "-"), isDigit(end + 1) {
      let start = end + 1
      var second = start
      while isDigit(second), second - start <= 4 { second += 1 }
      if second - start == 3 { end = second }
    }
    guard 4...8 ~= end - at, end == text.count || !ByteClass.isWord(text[end]) && !Self.joins(text[end], text, end) else { return nil }
    // Four digits may be a year.
    if end - at == 4,
      text[at] == UInt8(ascii: "1") && text[at + 1] == UInt8(ascii: "9")
        || text[at] == UInt8(ascii: "2") && text[at + 1] == UInt8(ascii: "0")
    {
      return nil
    }
    let before = text.extracting(max(0, at - Self.reach)..<at)
    let after = text.extracting(end..<min(text.count, end + Self.reach))
    guard saysCode(before) || saysCode(after) else { return nil }
    return Secret(range: at..<end, kind: .code)
  }

  /// The maximum distance in bytes between a code and the word for it.
  private static let reach = 40

  /// Whether a byte makes digits a part of a longer number, a date or a version.
  private static func joins(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "#"), UInt8(ascii: "=")]
      .contains(byte)
  }

  private static func joins(_ byte: UInt8, _ text: Span<UInt8>, _ at: Int) -> Bool {
    // A full stop ends a sentence, unless a digit follows.
    joins(byte) && at + 1 < text.count && ByteClass.isWord(text[at + 1])
  }

  private func saysCode(_ text: Span<UInt8>) -> Bool {
    var start = 0
    for at in 0...text.count where at == text.count || !ByteClass.isWord(text[at]) {
      defer { start = at + 1 }
      guard at - start >= 2, at - start <= 24 else { continue }
      let word = String(copying: text.extracting(start..<at)).lowercased()
      if names.codes.contains(NameWords.plain(word)) { return true }
      if text[start] >= 0xE0, names.codes.contains(where: { $0.utf8.count > 5 && word.contains($0) }) { return true }
    }
    return false
  }

  /// In bytes. A longer row of groups is prose.
  private static let longestKey = 160

  /// A key in groups of four, as authenticators show it: `JBSW Y3DP EHPK 3PXP`. `at` is the offset after the first group.
  func groups(_ at: Int, _ text: Span<UInt8>) -> Secret? {
    guard at >= 4, at + 9 < text.count, text[at + 5] == text[at] else { return nil }
    func isGroup(_ start: Int) -> Bool {
      guard start >= 0, start + 4 <= text.count else { return false }
      return (start..<start + 4).allSatisfy { ByteClass.of(text[$0]).contains(.base64) && ByteClass.isWord(text[$0]) }
    }
    guard isGroup(at - 4), at == 4 || !ByteClass.isWord(text[at - 5]) else { return nil }
    var end = at
    var key: [UInt8] = (at - 4..<at).map { text[$0] }
    while end < text.count, text[end] == text[at], end - at < Self.longestKey, isGroup(end + 1) {
      for byte in end + 1..<end + 5 { key.append(text[byte]) }
      end += 5
    }
    guard end - at >= 15, end == text.count || !ByteClass.isWord(text[end]), Randomness.isRandom(key.span) else { return nil }
    return Secret(range: at - 4..<end, kind: .key)
  }
}
