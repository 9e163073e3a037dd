import Bytes

/// Names of members, parameters and headers that are values themselves: a mailbox, a token, a phone number, a person.
enum NameValue {
  /// Whether a name looks like a value, so that rules read it as one.
  static func isOne(_ name: Span<UInt8>) -> Bool {
    guard 6...512 ~= name.count else { return false }
    let (some, every) = ByteClass.of(name)
    if every.contains(.name), !some.contains(.digit), !some.contains(.dot) { return isLikePerson(name) }
    if let at = name.first(UInt8(ascii: "@"), in: 1..<name.count), name.last(UInt8(ascii: "."), in: at..<name.count) != nil { return true }
    if JWT.mayBegin(name, at: 0), name.count >= 20 { return true }
    let digits = name.indices.count { ByteClass.of(name[$0]).contains(.digit) }
    let dots = name.indices.count { name[$0] == UInt8(ascii: ".") }
    if digits >= 8, name[0] == UInt8(ascii: "+") || every.contains(.digit) { return name[0] == UInt8(ascii: "+") }
    if dots == 3, digits >= 4, digits + dots == name.count { return true }
    return isLikePerson(name)
  }

  /// Whether a name consists of two to four words that each begin with a capital, like a person's name.
  private static func isLikePerson(_ name: Span<UInt8>) -> Bool {
    guard name.first(0x20, in: 0..<name.count) != nil, name.count <= 60 else { return false }
    var words = 0
    for at in name.indices where at == 0 || name[at - 1] == 0x20 {
      let isCapital = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= name[at] || name[at] >= 0xC3
      guard isCapital else { return false }
      words += 1
    }
    return 2...4 ~= words && name.indices.allSatisfy { !ByteClass.of(name[$0]).contains(.digit) && name[$0] != UInt8(ascii: ":") }
  }
}
