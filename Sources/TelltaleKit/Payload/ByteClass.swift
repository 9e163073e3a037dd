/// What kinds of characters a text is made of, read in one pass: enough to tell most texts from most encodings.
struct ByteClass: OptionSet {
  let rawValue: UInt16

  static let base64 = ByteClass(rawValue: 1 << 0)
  static let hex = ByteClass(rawValue: 1 << 1)
  static let percent = ByteClass(rawValue: 1 << 2)
  static let equals = ByteClass(rawValue: 1 << 3)
  static let ampersand = ByteClass(rawValue: 1 << 4)
  static let space = ByteClass(rawValue: 1 << 5)
  static let dot = ByteClass(rawValue: 1 << 6)
  /// What may stand in the name of a form field.
  static let name = ByteClass(rawValue: 1 << 7)
  static let letter = ByteClass(rawValue: 1 << 8)
  static let control = ByteClass(rawValue: 1 << 9)
  static let digit = ByteClass(rawValue: 1 << 10)
  static let other = ByteClass(rawValue: 1 << 11)
  static let backslash = ByteClass(rawValue: 1 << 12)

  /// The classes that some byte of `text` has, and those that every byte has.
  static func of(_ text: Span<UInt8>) -> (some: ByteClass, every: ByteClass) {
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

  static func of(_ byte: UInt8) -> ByteClass { ByteClass(rawValue: table[Int(byte)]) }

  /// Whether a byte belongs to a word: an ASCII letter or digit, or a part of any character beyond ASCII.
  static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || !of(byte).isDisjoint(with: [.letter, .digit]) }

  private static let table: [UInt16] = (0...255).map { byte in
    let byte = UInt8(byte)
    var classes: ByteClass = []
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): classes = [.base64, .hex, .name, .digit]
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): classes = [.base64, .hex, .name, .letter]
    case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"): classes = [.base64, .name, .letter]
    case UInt8(ascii: "+"), UInt8(ascii: "/"): classes = [.base64]
    case UInt8(ascii: "-"), UInt8(ascii: "_"): classes = [.base64, .name]
    case UInt8(ascii: "="): classes = [.base64, .equals]
    case UInt8(ascii: "%"): classes = [.percent, .name]
    case UInt8(ascii: "&"): classes = [.ampersand]
    case UInt8(ascii: "\\"): classes = [.backslash]
    case UInt8(ascii: "."): classes = [.dot, .name]
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "$"), UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "@"):
      classes = [.name]
    case 0x20, 0x09, 0x0A, 0x0D: classes = [.space]
    case 0..<0x20, 0x7F: classes = [.control]
    default: classes = [.other]
    }
    return classes.rawValue
  }
}
