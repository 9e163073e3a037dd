import Bytes
internal import Zlib

/// A text with explicit encodings: `data=${percent:${base64:{"event":"Form Created"}}}`.
///
/// The text between the braces is encoded, from the inside out. Braces inside must come in pairs, like those of JSON.
enum WireTemplate {
  /// An invalid template.
  struct Failure: Error, Equatable {
    var message: String
  }

  /// The encodings, by their names in templates.
  enum Packing: String, CaseIterable {
    /// RFC 3986 § 2.1, except unreserved characters; RFC 4648 §§ 4 and 5, the latter without padding.
    case percent, base64, base64url
    case gzip, zlib
    /// The characters in reverse order.
    case reverse

    func packed(_ bytes: [UInt8]) -> [UInt8] {
      switch self {
      case .percent: Self.escaped(bytes)
      case .base64: Self.encoded(bytes, "+/", padded: true)
      case .base64url: Self.encoded(bytes, "-_", padded: false)
      case .gzip: Zlib.deflate(bytes.span, .gzip)
      case .zlib: Zlib.deflate(bytes.span, .zlib)
      case .reverse: bytes.reversed()
      }
    }

    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
      let digits = Array("0123456789ABCDEF".utf8)
      var escaped: [UInt8] = []
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
          escaped.append(byte)
        default: escaped += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
      }
      return escaped
    }

    private static func encoded(_ bytes: [UInt8], _ last: String, padded: Bool) -> [UInt8] {
      let alphabet = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
      var encoded: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for at in 0...group.count { encoded.append(alphabet[bits >> (18 - 6 * at) & 63]) }
        if padded { encoded += [UInt8](repeating: UInt8(ascii: "="), count: 3 - group.count) }
      }
      return encoded
    }
  }

  /// The bytes of an expanded template.
  static func bytes(of template: String) throws(Failure) -> [UInt8] {
    let source = Array(template.utf8)
    var at = 0
    return try fill(source, &at, inside: false)
  }

  private static func fill(_ source: [UInt8], _ at: inout Int, inside: Bool) throws(Failure) -> [UInt8] {
    var filled: [UInt8] = []
    var open = 0
    while at < source.count {
      if let (packing, start) = try opening(source, at) {
        at = start
        filled += packing.packed(try fill(source, &at, inside: true))
        continue
      }
      let byte = source[at]
      at += 1
      if inside, byte == UInt8(ascii: "{") { open += 1 }
      if inside, byte == UInt8(ascii: "}") {
        if open == 0 { return filled }
        open -= 1
      }
      filled.append(byte)
    }
    if inside { throw Failure(message: "a template is not closed: its braces must come in pairs") }
    return filled
  }

  /// The encoding that begins at an offset, and where its content begins: `${name:`.
  private static func opening(_ source: [UInt8], _ at: Int) throws(Failure) -> (Packing, Int)? {
    guard source[at...].starts(with: "${".utf8), let colon = source[at...].prefix(24).firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = String(decoding: source[at + 2..<colon], as: UTF8.self)
    guard !name.isEmpty, name.utf8.allSatisfy({ ByteClass.of($0).contains(.name) }) else { return nil }
    guard let packing = Packing(rawValue: name) else {
      throw Failure(message: "no packing `\(name)`; there are \(Packing.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return (packing, colon + 1)
  }
}
