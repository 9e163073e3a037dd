/// The kinds of characters in a text, found in one pass: enough to tell most texts from most encodings.
///
/// It is a plain bit set and not an `OptionSet`: generic functions are not specialised for other modules. It is public because
/// other modules test single bytes with it, and the compiler inlines across modules only what is public.
public struct ByteClass: Sendable {
  @usableFromInline let rawValue: UInt16

  @inlinable
  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Whether all of some classes are among these.
  @inlinable
  public func contains(_ classes: ByteClass) -> Bool { rawValue & classes.rawValue == classes.rawValue }

  /// The characters of base64, both alphabets, padding included.
  @inlinable public static var base64: ByteClass { ByteClass(rawValue: 1 << 0) }
  /// A hexadecimal digit.
  @inlinable public static var hex: ByteClass { ByteClass(rawValue: 1 << 1) }
  /// A percent sign.
  @inlinable public static var percent: ByteClass { ByteClass(rawValue: 1 << 2) }
  /// An equals sign.
  @inlinable public static var equals: ByteClass { ByteClass(rawValue: 1 << 3) }
  /// An ampersand.
  @inlinable public static var ampersand: ByteClass { ByteClass(rawValue: 1 << 4) }
  /// A blank, a tab or a line break.
  @inlinable public static var space: ByteClass { ByteClass(rawValue: 1 << 5) }
  /// A full stop.
  @inlinable public static var dot: ByteClass { ByteClass(rawValue: 1 << 6) }
  /// A character that may occur in the name of a form field.
  @inlinable public static var name: ByteClass { ByteClass(rawValue: 1 << 7) }
  /// An ASCII letter.
  @inlinable public static var letter: ByteClass { ByteClass(rawValue: 1 << 8) }
  /// A control character.
  @inlinable public static var control: ByteClass { ByteClass(rawValue: 1 << 9) }
  /// A decimal digit.
  @inlinable public static var digit: ByteClass { ByteClass(rawValue: 1 << 10) }
  /// Anything else, including every byte beyond ASCII.
  @inlinable public static var other: ByteClass { ByteClass(rawValue: 1 << 11) }
  /// A backslash.
  @inlinable public static var backslash: ByteClass { ByteClass(rawValue: 1 << 12) }

  /// A byte with ASCII letters in lower case.
  @inlinable
  public static func folded(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte }

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

  /// The classes of a byte.
  @inlinable
  public static func of(_ byte: UInt8) -> ByteClass { ByteClass(rawValue: bits(byte)) }

  /// Whether a byte belongs to a word: an ASCII letter or digit, or a part of any character beyond ASCII.
  @inlinable
  public static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || isLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// Whether a byte is an ASCII letter.
  @inlinable
  public static func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }

  /// Whether a byte is a blank, a tab or a line break.
  @inlinable
  public static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// The classes of every byte, for loops. For a single byte, checking that the table is initialised costs more than computing the
  /// classes.
  private static let table: [UInt16] = (0...255).map { bits(UInt8($0)) }

  /// The classes of a byte.
  @inlinable
  static func bits(_ byte: UInt8) -> UInt16 {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): base64.rawValue | hex.rawValue | name.rawValue | digit.rawValue
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
      base64.rawValue | hex.rawValue | name.rawValue | letter.rawValue
    case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"): base64.rawValue | name.rawValue | letter.rawValue
    case UInt8(ascii: "+"), UInt8(ascii: "/"): base64.rawValue
    case UInt8(ascii: "-"), UInt8(ascii: "_"): base64.rawValue | name.rawValue
    case UInt8(ascii: "="): base64.rawValue | equals.rawValue
    case UInt8(ascii: "%"): percent.rawValue | name.rawValue
    case UInt8(ascii: "&"): ampersand.rawValue
    case UInt8(ascii: "\\"): backslash.rawValue
    case UInt8(ascii: "."): dot.rawValue | name.rawValue
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "$"), UInt8(ascii: ":"), UInt8(ascii: "~"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "@"):
      name.rawValue
    case 0x20, 0x09, 0x0A, 0x0D: space.rawValue
    case 0..<0x20, 0x7F: control.rawValue
    default: other.rawValue
    }
  }
}
