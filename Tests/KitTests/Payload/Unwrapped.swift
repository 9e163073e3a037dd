@testable import Bytes
@testable import Captures
@testable import Payloads

/// Unwrapped captures, with all data of the payloads copied for tests.
struct Unwrapped {
  struct Field {
    var record: Int
    /// The path for a person, and the layers in it.
    var path: String
    var layers: [String]
    /// The keys from the root on.
    var wire: String
    /// What rules call the key, and what they call it besides.
    var names: [String]
    var text: String
    var kind: Payload.Field.Kind
    var role: Payload.Field.Role
    /// The bytes of the file that the value comes from, and the string around them.
    var source: String
    var string: String
  }

  var fields: [Field] = []
  var gaps: [Gap] = []

  init(_ capture: String, limits: UnwrappingLimits = UnwrappingLimits(), sources: Bool = true) throws {
    var unwrapper = Unwrapper(paths: PathTable(), limits: limits)
    var fields: [Field] = []
    var gaps: [Gap] = []
    _ = try CaptureReader(ByteSource(name: "capture", bytes: Array(capture.utf8))).read { record, bytes in
      unwrapper.unwrap(record, bytes)
      let payload = unwrapper.payload
      for field in payload.fields {
        let path = payload.nodes[field.node].path
        fields.append(
          Field(
            record: record.index, path: payload.readablePath(of: field.node, in: unwrapper.paths),
            layers: payload.layerNames(of: field.node),
            wire: unwrapper.paths.entries[path].wire,
            names: [unwrapper.paths.entries[path].name, unwrapper.paths.entries[path].innerName].compactMap(\.self),
            text: payload.withBytes(of: field.layer, record: bytes) { String(copying: $0.extracting(field.range)) },
            kind: field.kind, role: field.role,
            source: sources ? String(copying: bytes.extracting(payload.source(of: field.range, in: field.layer, record: bytes))) : "",
            string: String(copying: bytes.extracting(payload.enclosingString(of: field, record: bytes)))))
      }
      gaps += payload.gaps
    }
    self.fields = fields
    self.gaps = gaps
  }

  /// The fields that hold a text and nothing else.
  func holding(_ text: String) -> [Field] { fields.filter { $0.text == text } }

  /// The path of each value: `path = value`, for those that rules treat as values.
  var leaves: [String] { fields.filter { $0.role == .leaf }.map { "\($0.path) = \($0.text)" } }
}

/// Encodings of texts, as in code that sends them.
enum Encode {
  /// Percent-encoding of everything but RFC 3986's unreserved characters.
  static func percent(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.map { plain.contains($0) ? String(UnicodeScalar($0)) : "%" + pair($0).uppercased() }.joined()
  }

  /// A JSON string with its quotes.
  static func string(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": json += "\\\(scalar)"
      case "\n": json += "\\n"
      case "\0"..<" ": json += "\\u00" + pair(UInt8(scalar.value))
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }

  static func hex(_ text: String) -> String { text.utf8.map(pair).joined() }

  static func base64(_ text: String) -> String { base64(text, alphabet: "+/", padded: true) }

  static func base64URL(_ text: String) -> String { base64(text, alphabet: "-_", padded: false) }

  /// An unsecured token (RFC 7519 § 6) with these claims.
  static func token(_ claims: String) -> String { "\(base64URL(#"{"alg":"none"}"#)).\(base64URL(claims))." }

  private static func base64(_ text: String, alphabet: String, padded: Bool) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + alphabet)
    let bytes = Array(text.utf8)
    var encoded = ""
    for at in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { at + $0 < bytes.count ? Int(bytes[at + $0]) : 0 }
      let bits = group[0] << 16 | group[1] << 8 | group[2]
      for digit in 0..<min(4, bytes.count - at + 1) { encoded.append(letters[bits >> (18 - 6 * digit) & 63]) }
    }
    return padded ? encoded + String(repeating: "=", count: (4 - encoded.count % 4) % 4) : encoded
  }

  private static func pair(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
