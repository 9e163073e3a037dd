/// A token of Swift source, as far as names need it.
struct SwiftToken {
  enum Kind {
    /// An identifier or a keyword.
    case word
    /// An identifier in backticks, which is never a keyword; its text is without them.
    case escaped
    /// One character of punctuation or of an operator; `..` for a range operator of any kind.
    case mark
    /// The start of a string, or a whole number, regular expression or `$0`. Its text is empty.
    case literal
  }

  var kind: Kind
  var text: String
  /// Its 1-based line.
  var line: Int
}

/// Splits Swift source into tokens, without comments and the content of string literals.
///
/// The code of interpolations is split as well: its tokens follow the string's own, in parentheses.
struct SwiftLexer {
  let bytes: [UInt8]
  var position = 0
  private(set) var line = 1
  private(set) var tokens: [SwiftToken] = []

  /// The tokens of a source file, and how many lines it has.
  static func read(_ bytes: [UInt8]) -> (tokens: [SwiftToken], lines: Int) {
    var lexer = SwiftLexer(bytes: bytes)
    lexer.tokens.reserveCapacity(bytes.count / 5)
    lexer.readCode(isInterpolation: false)
    return (lexer.tokens, bytes.last == UInt8(ascii: "\n") || bytes.isEmpty ? lexer.line - 1 : lexer.line)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads tokens up to the end of the file, or up to the parenthesis that ends an interpolation.
  mutating func readCode(isInterpolation: Bool) {
    var depth = 0
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): step()
      case UInt8(ascii: "/"): readSlash()
      case UInt8(ascii: "\""): readString(hashes: 0)
      case UInt8(ascii: "#"): readHash()
      case UInt8(ascii: "`"): readEscaped()
      case UInt8(ascii: "."): readDots()
      case UInt8(ascii: "$"):
        position += 1
        _ = word()
        add(.literal)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
      case _ where Self.isWord(byte): add(.word, word())
      default:
        position += 1
        add(.mark, String(UnicodeScalar(byte)))
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          depth -= 1
          if isInterpolation && depth == 0 { return }
        }
      }
    }
  }

  /// Adds a token that began in this line.
  mutating func add(_ kind: SwiftToken.Kind, _ text: String = "") {
    tokens.append(SwiftToken(kind: kind, text: text, line: line))
  }

  /// The byte at a distance, nil beyond the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  /// Skips one byte and counts lines.
  mutating func step() {
    if bytes[position] == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  /// Whether a byte may be part of an identifier; every byte beyond ASCII may.
  static func isWord(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_") || byte >= 0x80
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
  }

  private mutating func word() -> String {
    let start = position
    while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func readEscaped() {
    position += 1
    let start = position
    while let byte = peek(), byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\n") { position += 1 }
    add(.escaped, String(decoding: bytes[start..<position], as: UTF8.self))
    if peek() == UInt8(ascii: "`") { position += 1 }
  }

  /// One dot accesses a member; several are an operator (`...`, `..<`), after which a name is not a member.
  private mutating func readDots() {
    let start = position
    while peek() == UInt8(ascii: ".") { position += 1 }
    add(.mark, position - start == 1 ? "." : "..")
  }

  /// Reads `0xFF_FF`, `1.5e-3`: a dot belongs to it only before a digit.
  private mutating func readNumber() {
    _ = word()
    if peek() == UInt8(ascii: "."), let digit = peek(1), digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
      position += 1
      _ = word()
    }
    add(.literal)
  }
}
