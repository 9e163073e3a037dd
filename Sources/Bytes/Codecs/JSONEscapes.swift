/// The escapes of a JSON string (RFC 8259 § 7): a transparent layer.
package enum JSONEscapes: TransparentCodec {
  package static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void) {
    var at = 0
    while at < raw.count {
      let byte = raw[at]
      guard byte == UInt8(ascii: "\\"), at + 1 < raw.count else {
        emit(byte, at..<at + 1)
        at += 1
        continue
      }
      switch raw[at + 1] {
      case UInt8(ascii: "n"): emit(0x0A, at..<at + 2)
      case UInt8(ascii: "t"): emit(0x09, at..<at + 2)
      case UInt8(ascii: "r"): emit(0x0D, at..<at + 2)
      case UInt8(ascii: "b"): emit(0x08, at..<at + 2)
      case UInt8(ascii: "f"): emit(0x0C, at..<at + 2)
      case UInt8(ascii: "u"):
        if let unit = codeUnit(raw, at: at) {
          at = scalar(startingWith: unit, raw, at: at, emit: emit)
          continue
        }
        emit(raw[at + 1], at..<at + 2)
      default: emit(raw[at + 1], at..<at + 2)
      }
      at += 2
    }
  }

  package static func encoded(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for at in text.indices {
      switch text[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), text[at]]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case 0..<0x20: bytes += Array("\\u00".utf8) + Hex.digits(of: text[at])
      default: bytes.append(text[at])
      }
    }
    return bytes
  }

  /// Emits the scalar whose first UTF-16 unit is at `at`, and returns the offset after it.
  ///
  /// Half of a surrogate pair reads as U+FFFD.
  private static func scalar(
    startingWith unit: UInt32, _ raw: Span<UInt8>, at: Int, emit: (UInt8, Range<Int>) -> Void
  ) -> Int {
    var end = at + 6
    var value = unit
    if 0xD800..<0xDC00 ~= unit, let low = codeUnit(raw, at: end), 0xDC00..<0xE000 ~= low {
      value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      end += 6
    }
    let scalar = UnicodeScalar(value) ?? "\u{FFFD}"
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { emit(byte, at..<end) }
    return end
  }

  /// The number in `\uXXXX` at `at`.
  private static func codeUnit(_ raw: Span<UInt8>, at: Int) -> UInt32? {
    guard at + 6 <= raw.count, raw[at] == UInt8(ascii: "\\"), raw[at + 1] == UInt8(ascii: "u") else { return nil }
    var value: UInt32 = 0
    for digit in at + 2..<at + 6 {
      guard let nibble = Hex.value(of: raw[digit]) else { return nil }
      value = value << 4 | UInt32(nibble)
    }
    return value
  }
}
