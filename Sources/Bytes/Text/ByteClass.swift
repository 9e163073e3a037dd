/// What kinds of characters a text is made of, read in one pass: enough to tell most texts from most encodings.
///
/// It is a set of bits without the protocols of sets: their functions are generic, and nothing generic is specialised for another module.
package struct ByteClass: Sendable {
  private let rawValue: UInt16

  private init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Whether all of some classes are among these.
  package func contains(_ classes: ByteClass) -> Bool { rawValue & classes.rawValue == classes.rawValue }

  package static let base64 = ByteClass(rawValue: Bit.base64)
  package static let hex = ByteClass(rawValue: Bit.hex)
  package static let percent = ByteClass(rawValue: Bit.percent)
  package static let equals = ByteClass(rawValue: Bit.equals)
  package static let ampersand = ByteClass(rawValue: Bit.ampersand)
  package static let space = ByteClass(rawValue: Bit.space)
  package static let dot = ByteClass(rawValue: Bit.dot)
  /// What may stand in the name of a form field.
  package static let name = ByteClass(rawValue: Bit.name)
  package static let letter = ByteClass(rawValue: Bit.letter)
  package static let control = ByteClass(rawValue: Bit.control)
  package static let digit = ByteClass(rawValue: Bit.digit)
  package static let other = ByteClass(rawValue: Bit.other)
  package static let backslash = ByteClass(rawValue: Bit.backslash)

  /// A byte with ASCII letters in lower case.
  package static func folded(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }

  /// The classes that some byte of `text` has, and those that every byte has.
  package static func of(_ text: Span<UInt8>) -> (some: ByteClass, every: ByteClass) {
    var some: UInt16 = 0
    var every: UInt16 = .max
    let table = table
    for at in 0..<text.count {
      let bits = table[Int(text[at])]
      some |= bits
      every &= bits
    }
    return (ByteClass(rawValue: some), ByteClass(rawValue: every))
  }

  package static func of(_ byte: UInt8) -> ByteClass { ByteClass(rawValue: bits(byte)) }

  /// Whether a byte belongs to a word: an ASCII letter or digit, or a part of any character beyond ASCII.
  package static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || isLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// Whether a byte is an ASCII letter.
  package static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

  /// Whether a byte is a blank, a tab or a line break.
  package static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// The classes of every byte, for a loop over many: of a single one it would have to be asked first whether the table is there.
  private static let table: [UInt16] = (0...255).map { bits(UInt8($0)) }

  /// The classes of a byte.
  @inline(__always)
  private static func bits(_ byte: UInt8) -> UInt16 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Bit.base64 | Bit.hex | Bit.name | Bit.digit
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): Bit.base64 | Bit.hex | Bit.name | Bit.letter
    case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"): Bit.base64 | Bit.name | Bit.letter
    case UInt8(ascii: "+"), UInt8(ascii: "/"): Bit.base64
    case UInt8(ascii: "-"), UInt8(ascii: "_"): Bit.base64 | Bit.name
    case UInt8(ascii: "="): Bit.base64 | Bit.equals
    case UInt8(ascii: "%"): Bit.percent | Bit.name
    case UInt8(ascii: "&"): Bit.ampersand
    case UInt8(ascii: "\\"): Bit.backslash
    case UInt8(ascii: "."): Bit.dot | Bit.name
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "$"), UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "@"):
      Bit.name
    case 0x20, 0x09, 0x0A, 0x0D: Bit.space
    case 0..<0x20, 0x7F: Bit.control
    default: Bit.other
    }
  }

  /// The classes as bits.
  private enum Bit {
    static let base64: UInt16 = 1 << 0
    static let hex: UInt16 = 1 << 1
    static let percent: UInt16 = 1 << 2
    static let equals: UInt16 = 1 << 3
    static let ampersand: UInt16 = 1 << 4
    static let space: UInt16 = 1 << 5
    static let dot: UInt16 = 1 << 6
    static let name: UInt16 = 1 << 7
    static let letter: UInt16 = 1 << 8
    static let control: UInt16 = 1 << 9
    static let digit: UInt16 = 1 << 10
    static let other: UInt16 = 1 << 11
    static let backslash: UInt16 = 1 << 12
  }
}
