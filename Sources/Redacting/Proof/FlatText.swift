import Bytes
import Foundation
internal import Zlib
internal import Zstd

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

  /// The texts within a text: with its escapes, references and percent-encoding undone, and each run of base64, base32 or hex in it decoded.
  static func decoded(_ text: [UInt8], _ encodings: [Encoding]) -> [[UInt8]] {
    var inner: [[UInt8]] = []
    if let unpacked = unpacked(text) { return [unpacked] }
    if text.contains(UInt8(ascii: "\\")) { inner.append(unescaped(text)) }
    if text.contains(UInt8(ascii: "%")) { inner.append(unpercented(text)) }
    if text.contains(UInt8(ascii: "&")) { inner.append(dereferenced(text)) }
    return (inner + encodings.map(\.inner)).filter { $0 != text }
  }

  /// A run of base64, base32 or hex in a text, and what it holds.
  struct Encoding {
    var range: Range<Int>
    var inner: [UInt8]
  }

  /// The runs of base64, base32 and hex in a text that hold something: a text, packed data, or a placeholder among other bytes.
  static func encodings(of text: [UInt8]) -> [Encoding] {
    var encodings: [Encoding] = []
    func add(_ range: Range<Int>) -> Bool {
      let run = Array(text[range])
      for bytes in [run.count % 2 == 0 ? unhexed(run) : nil, unlettered(run), unbased(run)] {
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

  static func unpercented(_ text: [UInt8]) -> [UInt8] {
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

  static func dereferenced(_ text: [UInt8]) -> [UInt8] {
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

  static func character(_ reference: String) -> Character? {
    let known: [String: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "commat": "@", "period": "."]
    guard reference.hasPrefix("#") else { return known[reference] }
    let digits = reference.dropFirst()
    let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(UnicodeScalar.init).map(Character.init)
  }

  static func unbased(_ run: [UInt8]) -> [UInt8]? {
    var text = run.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "+") : $0 == UInt8(ascii: "_") ? UInt8(ascii: "/") : $0 }
    while text.last == UInt8(ascii: "=") { text.removeLast() }
    if text.count % 4 == 1 { text.removeLast() }
    text += [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: Data(text)).map { [UInt8]($0) }
  }

  /// What capitals and the digits 2 to 7 hold, five bits each; nil for other texts.
  static func unlettered(_ run: [UInt8]) -> [UInt8]? {
    var (out, bits, count) = ([UInt8](), 0, 0)
    for byte in run where byte != UInt8(ascii: "=") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bits = bits << 5 | Int(byte - UInt8(ascii: "A"))
      case UInt8(ascii: "2")...UInt8(ascii: "7"): bits = bits << 5 | Int(byte - UInt8(ascii: "2") + 26)
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

  static func unhexed(_ run: [UInt8]) -> [UInt8]? {
    var out: [UInt8] = []
    for at in stride(from: 0, to: run.count - 1, by: 2) {
      guard let byte = digits(of: run, at, 2) else { return nil }
      out.append(UInt8(truncatingIfNeeded: byte))
    }
    return out
  }

  /// The number that a few hex digits write; nil where one is none.
  static func digits(of text: [UInt8], _ start: Int, _ count: Int) -> UInt16? {
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

  /// What gzip, zlib or Zstandard packed, also where a capture wrote each byte as a character.
  static func unpacked(_ text: [UInt8]) -> [UInt8]? {
    if text.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      let bytes = ZstdStream.decompress(text.span, limit: 64 << 20).bytes
      return bytes.count > 8 ? bytes : nil
    }
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
  static func isReadable(_ bytes: [UInt8]) -> Bool {
    let strange = bytes.count { $0 < 0x09 || 0x0E..<0x20 ~= $0 || $0 >= 0x7F }
    return !bytes.isEmpty && strange * 8 <= bytes.count
  }

  /// Whether all of a text is base64, as a capture has the bytes of a body.
  static func isEncoded(_ text: [UInt8]) -> Bool { text.count % 4 == 0 && text.allSatisfy { isBase64($0) || $0 == UInt8(ascii: "=") } }
}
