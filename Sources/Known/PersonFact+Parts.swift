import Bytes
import Knowledge

extension PersonFact {
  /// Four bytes each, with letters in lower case: every text that holds a form of the value holds one of them. Empty if that cannot be said of
  /// the value.
  ///
  /// Accents have several spellings, and short words are in no form as they are, so such values have none.
  func commonParts(of value: String) -> [UInt64] {
    guard value.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) else { return [] }
    var bytes = value.utf8.drop { $0 == UInt8(ascii: " ") }.map(ByteClass.folded)
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    switch self {
    case .account: return []
    case .email: return Self.parts(ofMailbox: bytes)
    case .name: return Self.parts(ofName: bytes)
    case .firstName, .lastName, .userName, .company: return Self.turned(bytes[...])
    case .avatar: return bytes.count < 4 ? [] : [Self.head(bytes.suffix(4))]
    case .phone: return Self.parts(ofPhone: bytes)
    }
  }

  /// The domain is in every form but the local part.
  private static func parts(ofMailbox bytes: [UInt8]) -> [UInt64] {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), bytes.count >= at + 4 else { return [] }
    return turned(bytes[at...]) + (at < 4 ? [] : [head(bytes[..<4])])
  }

  /// The first or the last word is in every form.
  private static func parts(ofName bytes: [UInt8]) -> [UInt64] {
    var words = bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
    // A family name before a comma comes first.
    if bytes.contains(UInt8(ascii: ",")), words.count > 1 { words.append(words.removeFirst()) }
    guard let first = words.first, let last = words.last, first.count >= 4, last.count >= 4 else { return [] }
    return turned(first) + turned(last)
  }

  private static func parts(ofPhone bytes: [UInt8]) -> [UInt64] {
    let digits = bytes.filter { ByteClass.of($0).contains(.digit) }.drop { $0 == UInt8(ascii: "0") }
    guard digits.count >= 4, !bytes.contains(where: ByteClass.isLetter) else { return [] }
    return [head(digits.prefix(4)), head(bytes[..<4]), head(bytes[..<4].reversed()[...])]
  }

  /// The first four bytes, also reversed and as rot13.
  private static func turned(_ bytes: ArraySlice<UInt8>) -> [UInt64] {
    guard bytes.count >= 4 else { return [] }
    let part = bytes.prefix(4)
    let rotated = part.map { ByteClass.isLetter($0) ? ($0 - UInt8(ascii: "a") + 13) % 26 + UInt8(ascii: "a") : $0 }
    return [head(part), head(part.reversed()[...]), head(rotated[...])]
  }

  private static func head(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
