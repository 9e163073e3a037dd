/// Character references of HTML (HTML § 13.5) that can hide what rules look for: numbers, names that every encoder writes, and
/// names of letters. A transparent layer.
package enum HTMLEntities: TransparentCodec {
  package static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void) {
    var at = 0
    while at < raw.count {
      if raw[at] == UInt8(ascii: "&"), let (scalar, end) = reference(raw, at: at) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { emit(byte, at..<end) }
        at = end
      } else {
        emit(raw[at], at..<at + 1)
        at += 1
      }
    }
  }

  /// Whether decoding would change anything.
  package static func isEncoded(_ raw: Span<UInt8>) -> Bool {
    for at in raw.indices where raw[at] == UInt8(ascii: "&") && reference(raw, at: at) != nil { return true }
    return false
  }

  /// Encodes the characters that have a meaning in markup.
  package static func encoded(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    for at in text.indices {
      if let name = names.prefix(markup).first(where: { $0.scalar.value == UInt32(text[at]) })?.name {
        bytes += Array("&\(name);".utf8)
      } else {
        bytes.append(text[at])
      }
    }
    return bytes
  }

  private static let names: [(name: String, scalar: UnicodeScalar)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("commat", "@"), ("period", "."), ("nbsp", "\u{A0}"),
  ]

  /// The first so many names are of characters that have a meaning in markup.
  private static let markup = 5

  /// The letters of Latin-1 from À on, by their names in HTML.
  private static let letters: [Substring: UnicodeScalar] = {
    let names = """
      Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
      times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
      iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
      """
    var letters: [Substring: UnicodeScalar] = [:]
    for (number, name) in names.split(separator: " ").enumerated() { letters[name] = UnicodeScalar(UInt8(0xC0 + number)) }
    return letters
  }()

  /// The character that a reference at `at` stands for, and the end of the reference.
  private static func reference(_ raw: Span<UInt8>, at: Int) -> (UnicodeScalar, Int)? {
    var end = at + 1
    while end < raw.count, end - at <= 10, raw[end] != UInt8(ascii: ";") { end += 1 }
    guard end < raw.count, raw[end] == UInt8(ascii: ";"), end > at + 1 else { return nil }
    let body = String(copying: raw.extracting(at + 1..<end))
    if body.hasPrefix("#") {
      let digits = body.dropFirst()
      let number = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap(UnicodeScalar.init).map { ($0, end + 1) }
    }
    return (names.first { $0.name == body }?.scalar ?? letters[body[...]]).map { ($0, end + 1) }
  }
}
