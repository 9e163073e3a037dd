import Vocabulary

/// Shows what kind of thing a value is without showing the value.
package enum Mask {
  /// The first letters or digits, at most three and never more than a quarter, and the length.
  ///
  /// Only ASCII letters and digits are shown, so that nothing in a capture can steer a terminal or a page through an excerpt.
  package static func excerpt(of value: Span<UInt8>) -> String {
    let count = characters(value)
    var shown = ""
    for at in 0..<min(3, count / 4) {
      guard ByteClass.of(value[at]).contains(.letter) || ByteClass.of(value[at]).contains(.digit) else { break }
      shown.unicodeScalars.append(UnicodeScalar(value[at]))
    }
    return "\(shown)… (\(counted(count, "character")))"
  }

  /// How many characters UTF-8 bytes hold: every byte that does not continue one begins one.
  private static func characters(_ value: Span<UInt8>) -> Int {
    var count = 0
    for at in 0..<value.count where value[at] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
