/// UTF-16 in either order of bytes, with a byte order mark or without (RFC 2781): an opaque layer.
package enum UTF16Text {
  private enum Order { case little, big }
  /// In fewer bytes chance writes what it is told by.
  private static let shortest = 8

  /// The text as UTF-8; nil where bytes are something else.
  package static func decoded(_ bytes: Span<UInt8>) -> [UInt8]? {
    guard bytes.count >= shortest, bytes.count % 2 == 0, let (order, start) = order(of: bytes) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity((bytes.count - start) / 2)
    for at in stride(from: start, to: bytes.count, by: 2) {
      let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
      units.append(order == .little ? second << 8 | first : first << 8 | second)
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  /// A text of UTF-8 in UTF-16, in the order of bytes and with the mark that `raw` has.
  package static func encoded(_ text: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8] {
    let (order, start) = order(of: raw) ?? (.little, 0)
    var bytes: [UInt8] = []
    for at in 0..<start { bytes.append(raw[at]) }
    for unit in String(copying: text).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
      bytes += order == .little ? [low, high] : [high, low]
    }
    return bytes
  }

  /// The order of bytes and where the text begins: by the mark, or by the zero beside each of the first ASCII characters.
  private static func order(of bytes: Span<UInt8>) -> (Order, Int)? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    // Four bytes with two zeros are the mark of UTF-32.
    case (0xFF, 0xFE): return bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0 ? nil : (.little, 2)
    case (0xFE, 0xFF): return (.big, 2)
    case _ where bytes.count < shortest: return nil
    case (0x09..<0x7F, 0): return (1..<4).allSatisfy { 0x09..<0x7F ~= bytes[2 * $0] && bytes[2 * $0 + 1] == 0 } ? (.little, 0) : nil
    case (0, 0x09..<0x7F): return (1..<4).allSatisfy { bytes[2 * $0] == 0 && 0x09..<0x7F ~= bytes[2 * $0 + 1] } ? (.big, 0) : nil
    default: return nil
    }
  }
}
