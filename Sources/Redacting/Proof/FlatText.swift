import Bytes
import Foundation
internal import Zlib

/// Decoders and scanners of the second reading. They take whole texts and know nothing of places and ranges.
enum FlatText {
  /// A hash by which texts are told apart within a run.
  static func hash(of text: [UInt8]) -> Int {
    var hasher = Hasher()
    // The buffer is read before the call returns.
    unsafe text.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  // MARK: Decoding

  /// The texts within a text: with its escapes, references and percent-encoding undone, and each run of base64 or hex in it decoded.
  static func decoded(_ text: [UInt8], _ encodings: [Encoding]) -> [[UInt8]] {
    var inner: [[UInt8]] = []
    if let unpacked = unpacked(text) { return [unpacked] }
    if text.contains(UInt8(ascii: "\\")) { inner.append(unescaped(text)) }
    if text.contains(UInt8(ascii: "%")) { inner.append(unpercented(text)) }
    if text.contains(UInt8(ascii: "&")) { inner.append(dereferenced(text)) }
    return (inner + encodings.map(\.inner)).filter { $0 != text }
  }

  /// A run of base64 or of hex in a text, and what it holds.
  struct Encoding {
    var range: Range<Int>
    var inner: [UInt8]
  }

  /// The runs of base64 and of hex in a text that hold something: a text, packed data, or a placeholder among other bytes.
  static func encodings(of text: [UInt8]) -> [Encoding] {
    var encodings: [Encoding] = []
    func add(_ range: Range<Int>) -> Bool {
      let run = Array(text[range])
      for bytes in [run.count % 2 == 0 ? unhexed(run) : nil, unbased(run)] {
        guard let bytes, isReadable(bytes) || unpacked(bytes) != nil || holdsPlaceholder(bytes) else { continue }
        encodings.append(Encoding(range: range, inner: bytes))
        return true
      }
      return false
    }
    for run in runs(of: text, longerThan: 15, where: isBase64) where !add(run) {
      // Slashes may be those of a path.
      for part in runs(of: Array(text[run]), longerThan: 15, where: isAtom) {
        _ = add(part.lowerBound + run.lowerBound..<part.upperBound + run.lowerBound)
      }
    }
    return encodings
  }

  /// A JSON string without its escapes, and a script's `\x41`.
  static func unescaped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var units: [UInt16] = []
    var at = 0
    func number(_ start: Int, _ count: Int) -> UInt16? {
      start + count <= text.count ? digits(of: text, start, count) : nil
    }
    while at < text.count {
      let isEscape = text[at] == UInt8(ascii: "\\") && at + 1 < text.count
      if isEscape, text[at + 1] == UInt8(ascii: "u"), let unit = number(at + 2, 4) {
        units.append(unit)
        at += 6
        continue
      }
      if !units.isEmpty {
        out += Array(String(decoding: units, as: UTF16.self).utf8)
        units = []
      }
      if isEscape, text[at + 1] == UInt8(ascii: "x"), let unit = number(at + 2, 2) {
        out.append(UInt8(truncatingIfNeeded: unit))
        at += 4
      } else if isEscape {
        let shorts: [UInt8: UInt8] = [UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9]
        out.append(shorts[text[at + 1]] ?? text[at + 1])
        at += 2
      } else {
        out.append(text[at])
        at += 1
      }
    }
    if !units.isEmpty { out += Array(String(decoding: units, as: UTF16.self).utf8) }
    return out
  }

  private static func unpercented(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "%"), at + 2 < text.count, let byte = digits(of: text, at + 1, 2) {
        out.append(UInt8(truncatingIfNeeded: byte))
        at += 3
      } else {
        out.append(text[at] == UInt8(ascii: "+") ? 0x20 : text[at])
        at += 1
      }
    }
    return out
  }

  private static func dereferenced(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      if text[at] == UInt8(ascii: "&"), let end = text[at..<min(text.count, at + 10)].firstIndex(of: UInt8(ascii: ";")),
        let character = character(String(decoding: text[at + 1..<end], as: UTF8.self))
      {
        out += Array(String(character).utf8)
        at = end + 1
      } else {
        out.append(text[at])
        at += 1
      }
    }
    return out
  }

  private static func character(_ reference: String) -> Character? {
    let known: [String: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "commat": "@", "period": "."]
    guard reference.hasPrefix("#") else { return known[reference] }
    let digits = reference.dropFirst()
    let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(UnicodeScalar.init).map(Character.init)
  }

  private static func unbased(_ run: [UInt8]) -> [UInt8]? {
    var text = run.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0 }
    while text.last == UInt8(ascii: "=") { text.removeLast() }
    if text.count % 4 == 1 { text.removeLast() }
    text += [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: Data(text)).map { [UInt8]($0) }
  }

  private static func unhexed(_ run: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    for at in stride(from: 0, to: run.count - 1, by: 2) {
      guard let byte = digits(of: run, at, 2) else { return nil }
      out.append(UInt8(truncatingIfNeeded: byte))
    }
    return out
  }

  /// The number that a few hex digits write; nil where one is none.
  private static func digits(of text: [UInt8], _ start: Int, _ count: Int) -> UInt16? {
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

  /// What gzip or zlib packed, also where a capture wrote each byte as a character.
  private static func unpacked(_ text: [UInt8]) -> [UInt8]? {
    guard text.count > 8, text[0] == 0x1F || text[0] == 0x78 else { return nil }
    for bytes in [text, String(decoding: text, as: UTF8.self).unicodeScalars.compactMap { UInt8(exactly: $0.value) }] {
      let wrapping: Zlib.Wrapping? = Zlib.isGzip(bytes.span) ? .gzip : Zlib.isZlib(bytes.span) ? .zlib : nil
      guard let wrapping else { continue }
      let inflated = Zlib.inflate(bytes.span, wrapping, limit: 64 << 20).bytes
      if inflated.count > 8 { return inflated }
    }
    return nil
  }

  /// Whether bytes are mostly text.
  private static func isReadable(_ bytes: [UInt8]) -> Bool {
    let strange = bytes.count { $0 < 0x09 || 0x0E..<0x20 ~= $0 || $0 >= 0x7F }
    return !bytes.isEmpty && strange * 8 <= bytes.count
  }

  /// Whether all of a text is base64, as a capture has the bytes of a body.
  static func isEncoded(_ text: [UInt8]) -> Bool { text.count % 4 == 0 && text.allSatisfy { isBase64($0) || $0 == UInt8(ascii: "=") } }

  // MARK: Scanning

  static func isAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    isAtom(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  private static func runs(of text: [UInt8], longerThan count: Int, where belongs: (UInt8) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for at in 0...text.count where at == text.count || !belongs(text[at]) {
      if at - start > count { runs.append(start..<at) }
      start = at + 1
    }
    return runs
  }

  /// Strings of a text that mix letters of both cases and digits as no word does, or are long hex numbers.
  /// What is escaped or percent-encoded is looked at when it is decoded, and what is encoded otherwise is told by what it holds.
  static func tokens(of text: [UInt8], _ encodings: [Encoding]) -> [[UInt8]] {
    var tokens: [[UInt8]] = []
    guard !text.contains(UInt8(ascii: "\\")), !text.contains(UInt8(ascii: "%")) || unpercented(text) == text else { return [] }
    var start = 0
    for at in 0...text.count where at == text.count || !isAtom(text[at]) {
      defer { start = at + 1 }
      guard at - start >= 20 else { continue }
      // `~opaque-3f2a9c8b1d4e~` is a placeholder, and `main.3f2a….js` a file.
      if start > 0, text[start - 1] == UInt8(ascii: "~") { continue }
      let token = Array(text[start..<at])
      guard isRandom(token), !encodings.contains(where: { $0.range.lowerBound <= start && at <= $0.range.upperBound }) else { continue }
      if !isMedia(text, at: start) { tokens.append(token) }
    }
    return tokens
  }

  /// Whether a place lies in base64 of a picture, a font or a sound (RFC 2397).
  private static func isMedia(_ text: [UInt8], at place: Int) -> Bool {
    var start = place
    while start > 0, isBase64(text[start - 1]) { start -= 1 }
    let head = String(decoding: text[max(0, start - 64)..<start], as: UTF8.self)
    return head.hasSuffix("base64,") && ["image/", "font", "audio/", "video/", "wasm"].contains { head.contains($0) }
  }

  /// Whether a token changes between small letters, capitals and digits as often as a random one does.
  private static func isRandom(_ token: [UInt8]) -> Bool {
    func kind(_ byte: UInt8) -> Int {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): 0
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): 2
      default: 3
      }
    }
    let kinds = token.map(kind)
    let counts = (0..<3).map { wanted in kinds.count { $0 == wanted } }
    let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 && $0 < 3 && $1 < 3 }
    let hyphens = kinds.count { $0 == 3 }
    if Set(token).count * 5 < min(token.count, 60) { return false }
    return counts.allSatisfy { $0 >= 3 } && changes * 5 >= token.count * 2 && hyphens * 8 <= token.count
  }

  /// Names and values on either side of an equals sign or a colon.
  /// - Returns: The values of those names that `isName` takes.
  static func values(of text: [UInt8], where isName: (ArraySlice<UInt8>) -> Bool) -> [[UInt8]] {
    var values: [[UInt8]] = []
    for at in text.indices where text[at] == UInt8(ascii: "=") || text[at] == UInt8(ascii: ":") {
      var end = at
      while end > 0, end > at - 4, isQuote(text[end - 1]) { end -= 1 }
      var start = end
      while start > 0, end - start < 64, isAtom(text[start - 1]) || text[start - 1] >= 0x80 { start -= 1 }
      guard end - start >= 3, at + 1 < text.count else { continue }
      var from = at + 1
      while from < text.count, from < at + 4, isQuote(text[from]) || text[from] == 0x20 { from += 1 }
      // What is not quoted may be code: only a parameter counts then.
      let isParameter = start > 0 && (text[start - 1] == UInt8(ascii: "?") || text[start - 1] == UInt8(ascii: "&"))
      guard from < text.count, isQuote(text[from - 1]) || isParameter, isName(text[start..<end]) else { continue }
      var until = from
      while until < text.count, until - from <= 4096, text[until] > 0x20, !isQuote(text[until]), !ends(text[until]) { until += 1 }
      values.append(Array(text[from..<until]))
    }
    return values
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\")
  }

  private static func ends(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: "#"), UInt8(ascii: ")")].contains(byte)
  }

  /// Whether a text holds `~word-number~`.
  static func holdsPlaceholder(_ text: [UInt8]) -> Bool {
    for start in text.indices where text[start] == UInt8(ascii: "~") {
      var at = start + 1
      while at < text.count, UInt8(ascii: "a")...UInt8(ascii: "z") ~= text[at] { at += 1 }
      guard at > start + 2, at < text.count, text[at] == UInt8(ascii: "-") else { continue }
      let digits = at + 1
      at = digits
      while at < text.count, at - digits < 20, ByteClass.of(text[at]).contains(.hex) { at += 1 }
      if at > digits, at < text.count, text[at] == UInt8(ascii: "~") { return true }
    }
    return false
  }
}
