import Vocabulary

/// Shows what kind of value something is without showing the value.
package enum Mask {
  /// The first letters or digits, at most three and never more than a quarter, and the length.
  ///
  /// Only ASCII letters and digits are shown, so that an excerpt of a capture cannot control a terminal or a page.
  package static func excerpt(of value: Span<UInt8>) -> String {
    let count = characters(value)
    var shown = ""
    for at in 0..<min(3, count / 4) {
      guard ByteClass.of(value[at]).contains(.letter) || ByteClass.of(value[at]).contains(.digit) else { break }
      shown.unicodeScalars.append(UnicodeScalar(value[at]))
    }
    return "\(shown)… (\(counted(count, "character")))"
  }

  /// The number of characters: every byte that does not continue one begins one.
  private static func characters(_ value: Span<UInt8>) -> Int {
    var count = 0
    for at in 0..<value.count where value[at] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
