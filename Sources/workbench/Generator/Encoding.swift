/// Base64 of a text's UTF-8 (RFC 4648 § 4, with padding).
func base64(_ text: String) -> String {
  base64(text, alphabet: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8), padding: true)
}

/// Base64url of a text's UTF-8 (RFC 4648 § 5, without padding), as in a JWT.
func base64url(_ text: String) -> String {
  base64(text, alphabet: Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8), padding: false)
}

private func base64(_ text: String, alphabet: [UInt8], padding: Bool) -> String {
  var out: [UInt8] = []
  var bits = 0
  var held = 0
  for byte in text.utf8 {
    held = (held << 8 | Int(byte)) & 0xffff
    bits += 8
    while bits >= 6 {
      bits -= 6
      out.append(alphabet[held >> bits & 63])
    }
  }
  if bits > 0 { out.append(alphabet[held << (6 - bits) & 63]) }
  while padding && !out.count.isMultiple(of: 4) { out.append(UInt8(ascii: "=")) }
  return String(decoding: out, as: UTF8.self)
}

/// A component of a query or a form, as `encodeURIComponent` writes it (RFC 3986 § 2).
func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
      out.append(byte)
    default:
      out.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// `a=b&c=d`.
func formEncoded(_ pairs: [(String, String)]) -> String {
  pairs.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
}
