/// Numbers with check digits.
package enum Checksums {
  /// Luhn's sum (ISO/IEC 7812-1 annex B) over 12 to 19 digits, ignoring spaces and hyphens.
  package static func luhn(_ value: Span<UInt8>) -> Bool {
    var digits: [Int] = []
    for at in 0..<value.count {
      switch value[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(Int(value[at] - UInt8(ascii: "0")))
      case UInt8(ascii: " "), UInt8(ascii: "-"): continue
      default: return false
      }
    }
    guard 12...19 ~= digits.count, Set(digits).count > 1 else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = place % 2 == 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  /// The check digits of an IBAN (ISO 13616-1 § 6): the rearranged number is 1 modulo 97.
  package static func iban(_ value: Span<UInt8>) -> Bool {
    let text = String(copying: value).uppercased().filter { $0 != " " }
    guard 15...34 ~= text.utf8.count, text.prefix(2).allSatisfy({ ("A"..."Z").contains($0) }) else { return false }
    var remainder = 0
    for character in text.dropFirst(4) + text.prefix(4) {
      guard character.isASCII, let number = character.hexDigitValue ?? letterValue(character) else { return false }
      remainder = (number > 9 ? remainder * 100 + number : remainder * 10 + number) % 97
    }
    return remainder == 1
  }

  private static func letterValue(_ character: Character) -> Int? {
    guard let ascii = character.asciiValue, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= ascii else { return nil }
    return Int(ascii - UInt8(ascii: "A")) + 10
  }
}
