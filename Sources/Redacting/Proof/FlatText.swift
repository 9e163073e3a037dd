import Bytes

/// Decoders and scanners of the second reading. They work on whole texts, without fields and ranges.
enum FlatText {
  /// A hash that identifies a text within a run.
  static func hash(of text: [UInt8]) -> Int {
    var hasher = Hasher()
    // The buffer is read before the call returns.
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  // MARK: Decoding

  /// The texts inside a text: without its escapes, references and percent-encoding, and with each run of base64, base32 or hex in
  /// it decoded.
  static func decoded(_ text: [UInt8], _ encodings: [Encoding]) -> [[UInt8]] {
    var inner: [[UInt8]] = []
    if let unpacked = unpacked(text) { return [unpacked] }
    if text.contains(UInt8(ascii: "\\")) { inner.append(unescaped(text)) }
    if text.contains(UInt8(ascii: "%")) { inner.append(unpercented(text)) }
    if let dereferenced = dereferenced(text) { inner.append(dereferenced) }
    inner += encodings.map(\.inner)
    inner.removeAll { $0 == text }
    return inner
  }

  /// A run of base64, base32 or hex in a text, and its content.
  struct Encoding {
    var range: Range<Int>
    var inner: [UInt8]
  }

  /// The runs of base64, base32 and hex in a text with a meaningful content: a text, compressed data, or a placeholder among other
  /// bytes.
  static func encodings(of text: [UInt8]) -> [Encoding] {
    var encodings: [Encoding] = []
    func add(_ range: Range<Int>) -> Bool {
      let run = text.span.extracting(range)
      for bytes in [run.count % 2 == 0 ? unhexed(run) : nil, unlettered(run), unbased(run)] {
        guard let bytes else { continue }
        let inflated = inflated(bytes)
        guard inflated != nil || isReadable(bytes) || unpacked(bytes) != nil || holdsPlaceholder(bytes.span) else { continue }
        encodings.append(Encoding(range: range, inner: inflated ?? bytes))
        return true
      }
      return false
    }
    for run in runs(of: text.span, in: 0..<text.count, longerThan: 15, inBase64) where !add(run) {
      // The slashes may separate parts of a path.
      for part in runs(of: text.span, in: run, longerThan: 15, inAtom) { _ = add(part) }
    }
    return encodings
  }

  /// A JSON string without its escapes, and without a script's `\x41`.
  static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard let first = text.firstIndex(of: UInt8(ascii: "\\")) else { return text }
    var out = Array(text[..<first])
    out.reserveCapacity(text.count)
    var units: [UInt16] = []
    var at = first
    func number(_ start: Int, _ count: Int) -> UInt16? {
      start + count <= text.count ? digits(of: text.span, start, count) : nil
    }
    while at < text.count {
      let isEscape = text[at] == UInt8(ascii: "\\") && at + 1 < text.count
      if isEscape, text[at + 1] == UInt8(ascii: "u"), let unit = number(at + 2, 4) {
        units.append(unit)
        at += 6
        continue
      }
      if !units.isEmpty {
        out += String(decoding: units, as: UTF16.self).utf8
        units.removeAll(keepingCapacity: true)
      }
      if isEscape, text[at + 1] == UInt8(ascii: "x"), let unit = number(at + 2, 2) {
        out.append(UInt8(truncatingIfNeeded: unit))
        at += 4
      } else if isEscape {
        out.append(unescaped(text[at + 1]))
        at += 2
      } else {
        // Most of a text is plain: copy it up to the next escape.
        let end = text[(at + 1)...].firstIndex(of: UInt8(ascii: "\\")) ?? text.count
        out += text[at..<end]
        at = end
      }
    }
    if !units.isEmpty { out += String(decoding: units, as: UTF16.self).utf8 }
    return out
  }

  /// The meaning of the letter after a backslash.
  private static func unescaped(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: letter
    }
  }

  static func unpercented(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "%"), at + 2 < text.count, let byte = digits(of: text.span, at + 1, 2) {
        out.append(UInt8(truncatingIfNeeded: byte))
        at += 3
      } else {
        out.append(text[at] == UInt8(ascii: "+") ? 0x20 : text[at])
        at += 1
      }
    }
    return out
  }

  /// A text with its character references decoded; nil if it has none.
  static func dereferenced(_ text: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    var (copied, at) = (0, 0)
    while let ampersand = text[at...].firstIndex(of: UInt8(ascii: "&")) {
      at = ampersand + 1
      guard let end = text[ampersand..<min(text.count, ampersand + 10)].firstIndex(of: UInt8(ascii: ";")),
        let character = character(String(decoding: text[ampersand + 1..<end], as: UTF8.self))
      else { continue }
      out += text[copied..<ampersand]
      out += String(character).utf8
      (copied, at) = (end + 1, end + 1)
    }
    return copied == 0 ? nil : out + text[copied...]
  }

  static func character(_ reference: String) -> Character? {
    let known: [String: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "commat": "@", "period": "."]
    guard reference.hasPrefix("#") else { return known[reference] }
    let digits = reference.dropFirst()
    let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(UnicodeScalar.init).map(Character.init)
  }

  /// The content of base64 in either alphabet, with or without padding; nil for other texts.
  static func unbased(_ run: Span<UInt8>) -> [UInt8]? {
    var count = run.count
    while count > 0, run[count - 1] == UInt8(ascii: "=") { count -= 1 }
    // A single character at the end encodes no byte.
    if count % 4 == 1 { count -= 1 }
    var out: [UInt8] = []
    out.reserveCapacity(count * 3 / 4)
    var bits = 0
    let sextets = sextets
    for at in 0..<count {
      let sextet = sextets[Int(run[at])]
      guard sextet < 64 else { return nil }
      bits = bits << 6 | Int(sextet)
      if at % 4 > 0 { out.append(UInt8(truncatingIfNeeded: bits >> (6 - at % 4 * 2))) }
    }
    return out
  }

  /// The value of each character of base64; 64 for others.
  private static let sextets: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt8(byte) - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte) - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: 64
    }
  }

  /// The content of base32, capitals and the digits 2 to 7; nil for other texts.
  static func unlettered(_ run: Span<UInt8>) -> [UInt8]? {
    var (out, bits, count) = ([UInt8](), 0, 0)
    for at in run.indices where run[at] != UInt8(ascii: "=") {
      switch run[at] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bits = bits << 5 | Int(run[at] - UInt8(ascii: "A"))
      case UInt8(ascii: "2")...UInt8(ascii: "7"): bits = bits << 5 | Int(run[at] - UInt8(ascii: "2") + 26)
      default: return nil
      }
      count += 5
      guard count >= 8 else { continue }
      count -= 8
      out.append(UInt8(truncatingIfNeeded: bits >> count))
      bits &= 1 << count - 1
    }
    return out
  }

  static func unhexed(_ run: Span<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    for at in stride(from: 0, to: run.count - 1, by: 2) {
      guard let byte = digits(of: run, at, 2) else { return nil }
      out.append(UInt8(truncatingIfNeeded: byte))
    }
    return out
  }

  /// The number of a few hex digits; nil if there are other characters.
  static func digits(of text: Span<UInt8>, _ start: Int, _ count: Int) -> UInt16? {
    var number: UInt16 = 0
    for at in start..<start + count {
      switch text[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt16(text[at] - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt16(text[at] - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): number = number << 4 | UInt16(text[at] - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return number
  }

  /// Whether bytes are mostly text.
  static func isReadable(_ bytes: [UInt8]) -> Bool {
    let controls = bytes.count { $0 < 0x09 || 0x0E..<0x20 ~= $0 || $0 == 0x7F }
    let strange = controls + bytes.count { $0 >= 0x80 }
    if strange * 8 <= bytes.count { return !bytes.isEmpty }
    // In other scripts most bytes are beyond ASCII; random ones are no characters. The last may be cut.
    return bytes.count >= 12 && controls * 8 <= bytes.count
      && (0..<4).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }

  /// Whether all of a text is base64, like the bytes of a body in a capture.
  static func isEncoded(_ text: [UInt8]) -> Bool { text.count % 4 == 0 && text.allSatisfy { isBase64($0) || $0 == UInt8(ascii: "=") } }
}
