/// UTF-16 in either byte order, with or without a byte order mark (RFC 2781): an opaque layer.
package enum UTF16Text {
  private enum Order { case little, big }
  /// Fewer bytes may look like UTF-16 by chance.
  private static let shortest = 8

  /// The text as UTF-8; nil if the bytes are not UTF-16.
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

  /// UTF-8 as UTF-16, in the byte order and with the mark of `raw`.
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

  /// The byte order and the start of the text: from the mark, or from the zero next to each of the first ASCII characters.
  private static func order(of bytes: Span<UInt8>) -> (Order, Int)? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    // Two more zeros make it the mark of UTF-32.
    case (0xFF, 0xFE): return bytes.count >= 4 && bytes[2] == 0 && bytes[3] == 0 ? nil : (.little, 2)
    case (0xFE, 0xFF): return (.big, 2)
    case _ where bytes.count < shortest: return nil
    case (0x09..<0x7F, 0): return (1..<4).allSatisfy { 0x09..<0x7F ~= bytes[2 * $0] && bytes[2 * $0 + 1] == 0 } ? (.little, 0) : nil
    case (0, 0x09..<0x7F): return (1..<4).allSatisfy { bytes[2 * $0] == 0 && 0x09..<0x7F ~= bytes[2 * $0 + 1] } ? (.big, 0) : nil
    default: return nil
    }
  }
}
