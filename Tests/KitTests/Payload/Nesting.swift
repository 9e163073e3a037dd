import Zlib

@testable import Payloads

/// Ways to send a text inside something else, and the names in reports of the layers that each adds.
///
/// A wrapping accepts only what it can contain: JSON has no bytes, and compressed bytes cannot be in a form.
/// ``Wrapping/refusal(of:)`` lists what it refuses.
enum Wrapping: String, CaseIterable, Sendable {
  // Structures around a text.
  case member, form, query, lines, claims
  // Encodings of a text.
  case percent, entities, escapes, base64, base64URL, hex, numbers
  // Compressed, and then written as text.
  case gzipInBase64, zlibInBase64, gzipInHex, gzipInLatin1, zlibInLatin1
  // Compressed, as bytes.
  case gzip, zlib
  // Disguises of an object with the text.
  case reversed, xor, lzString
  // Binary structures with the text.
  case messagePack, cbor, protobuf
  // Only as a whole body or header, with nothing but compression around a body.
  case multipart, deflate, cookie, socket

  /// Content to wrap.
  struct Content {
    enum Kind {
      /// A text that can be read.
      case text
      /// A text of bytes, one per character.
      case byteText
      /// Bytes whose first ones show the compression.
      case compressed
      /// Bytes without a signature, which are recognised only as a whole body.
      case bytes
      /// A text that is recognised by its first line as a whole body.
      case bodyText
      /// A header or the frame of a socket, which cannot be wrapped.
      case header, frame
    }

    var kind: Kind
    var bytes: [UInt8]
    /// The names of the layers in reports, from the outside in.
    var layers: [String]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Why the content cannot be in this wrapping; nil if it can.
  func refusal(of content: Content) -> String? {
    // A list of numbers is JSON, and needs no letters.
    let isReadable =
      content.bytes.first == UInt8(ascii: "[") || content.bytes.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    switch (self, content.kind) {
    case (.base64, .text), (.base64URL, .text), (.hex, .text), (.numbers, .text), (.gzipInBase64, .text), (.zlibInBase64, .text),
      (.gzipInHex, .text), (.gzipInLatin1, .text), (.zlibInLatin1, .text), (.gzip, .text), (.zlib, .text), (.deflate, .text),
      (.messagePack, .text), (.cbor, .text), (.protobuf, .text):
      guard isReadable else { return "digits that spell digits are a number" }
    default: break
    }
    switch (self, content.kind) {
    case (_, .header), (_, .frame): return "a header and a frame are the outermost there is"
    case (.gzip, _), (.deflate, .text), (.deflate, .bodyText): return nil
    case (.deflate, _): return "DEFLATE says nothing of itself, so only a text inside proves that it is there"
    case (.zlib, _), (.gzipInBase64, _), (.zlibInBase64, _), (.gzipInHex, _), (.gzipInLatin1, _), (.zlibInLatin1, _): return nil
    case (.base64, .compressed), (.base64URL, .compressed), (.hex, .compressed), (.numbers, .compressed): return nil
    case (.messagePack, .compressed), (.cbor, .compressed), (.protobuf, .compressed), (.multipart, .compressed): return nil
    case (_, .compressed): return "no text holds bytes that are not encoded"
    case (_, .bytes): return "bytes without a mark of their own are known only as a body, or in something that is compressed"
    case (_, .bodyText): return "lines that begin with a boundary are known only as a body, or in something that is compressed"
    case (.base64, .byteText), (.base64URL, .byteText), (.hex, .byteText), (.numbers, .byteText):
      return "decodes to control characters, as identifiers do"
    case (.messagePack, .byteText), (.cbor, .byteText), (.protobuf, .byteText), (.multipart, .byteText), (.cookie, .byteText):
      return "a text of bytes is only what a JSON string makes of them"
    case (.entities, .byteText), (.escapes, .byteText): return "nobody escapes what is unreadable"
    case (.xor, _) where content.layers.first == "xor": return "a mask of a mask is none"
    // Bytes may have one, if not now, then once their content is redacted.
    case (.xor, _) where content.kind == .byteText || content.bytes.contains(UInt8(ascii: "`")):
      return "a mask makes a control character of a backtick"
    case (.numbers, .text) where ["entities", "escapes"].contains(content.layers.first): return "nobody writes escapes as numbers"
    case (.numbers, .text) where content.layers.first == "xor": return "a mask leaves no words, and a chart has such numbers"
    case (.base64, .text), (.base64URL, .text), (.hex, .text):
      return content.bytes.count < 12 ? "too short to be more than an identifier" : nil
    case (.percent, .text), (.entities, .text), (.escapes, .text):
      return encoded(content.text) == content.text ? "there is nothing to encode in it" : nil
    default: return nil
    }
  }

  /// The content inside this wrapping.
  func around(_ content: Content) -> Content {
    switch self {
    case .member: text(Self.object(content), "json", content)
    case .form: text("id=7&note=\(Encode.percent(content.text))", "form", content)
    case .query: text("https://in.example/p?id=7&note=\(Encode.percent(content.text))", "url", content)
    case .lines: text("{\"id\":7}\n\(Self.object(content))\n", "lines", content)
    case .claims: text(Encode.token(Self.object(content)), "jwt", "json", content)
    case .percent, .entities, .escapes: text(encoded(content.text), rawValue, content)
    case .base64: text(Encode.base64(content.bytes), "base64", content)
    case .base64URL: text(Encode.base64URL(content.bytes), "base64", content)
    case .hex: text(Encode.hex(content.bytes), "hex", content)
    case .numbers: text("[\(content.bytes.map(String.init).joined(separator: ","))]", "json", "numbers", content)
    case .gzipInBase64: text(Encode.base64(packed(.gzip, content)), "base64", "gzip", content)
    case .zlibInBase64: text(Encode.base64URL(packed(.zlib, content)), "base64", "zlib", content)
    case .gzipInHex: text(Encode.hex(packed(.gzip, content)), "hex", "gzip", content)
    case .gzipInLatin1: made(.byteText, Self.latin1(packed(.gzip, content)), ["latin1", "gzip"], content)
    case .zlibInLatin1: made(.byteText, Self.latin1(packed(.zlib, content)), ["latin1", "zlib"], content)
    case .gzip: made(.compressed, packed(.gzip, content), ["gzip"], content)
    case .zlib: made(.compressed, packed(.zlib, content), ["zlib"], content)
    case .deflate: made(.bytes, packed(.raw, content), ["deflate"], content)
    case .reversed: text(String(Encode.base64(Self.object(content)).reversed()), "reversed", "base64", "json", content)
    case .xor:
      made(.text, Array(Self.object(content).utf8).map { $0 ^ 0x1F }, ["xor", "json"], content)
    case .lzString: text(LZCompressor.base64(Self.object(content)), "lz-string", "json", content)
    case .messagePack: made(.bytes, Binary.messagePack(["id": Array("n-7".utf8), "note": content.bytes]), ["msgpack"], content)
    case .cbor: made(.bytes, Binary.cbor(["id": Array("n-7".utf8), "note": content.bytes]), ["cbor"], content)
    case .protobuf: made(.bytes, Binary.protobuf([(1, Array("n-7".utf8)), (3, content.bytes)]), ["protobuf"], content)
    case .multipart:
      made(
        content.kind == .compressed ? .bytes : .bodyText,
        Array("--frontier-7\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n".utf8) + content.bytes
          + Array("\r\n--frontier-7--\r\n".utf8),
        ["multipart"], content)
    case .cookie:
      made(
        .header, Array("id=7; note=\(Encode.percent(content.text)); last=1".utf8),
        Encode.percent(content.text) == content.text ? ["cookies"] : ["cookies", "percent"], content)
    case .socket: made(.frame, Array(Self.object(content).utf8), ["json"], content)
    }
  }

  private func encoded(_ text: String) -> String {
    switch self {
    case .percent: Encode.percent(text)
    case .entities: Encode.entities(text)
    case .escapes: Encode.escapes(text)
    default: text
    }
  }

  private func packed(_ wrapping: Zlib.Wrapping, _ content: Content) -> [UInt8] { Zlib.deflate(content.bytes.span, wrapping) }

  private func text(_ text: String, _ layer: String, _ content: Content) -> Content { made(.text, Array(text.utf8), [layer], content) }

  private func text(_ text: String, _ layer: String, _ next: String, _ content: Content) -> Content {
    made(.text, Array(text.utf8), [layer, next], content)
  }

  private func text(_ text: String, _ layer: String, _ next: String, _ last: String, _ content: Content) -> Content {
    made(.text, Array(text.utf8), [layer, next, last], content)
  }

  private func made(_ kind: Content.Kind, _ bytes: [UInt8], _ layers: [String], _ content: Content) -> Content {
    Content(kind: kind, bytes: bytes, layers: layers + content.layers)
  }

  /// An object with the text in it. Escaping its string once more is part of JSON, and not a layer.
  private static func object(_ content: Content) -> String { #"{"id":7,"note":\#(Encode.string(content.text))}"# }

  private static func latin1(_ bytes: [UInt8]) -> [UInt8] {
    Array(String(String.UnicodeScalarView(bytes.map { UnicodeScalar($0) })).utf8)
  }
}

/// A text in several wrappings, the first of them outermost.
struct Nesting: CustomStringConvertible, Sendable {
  var wrappings: [Wrapping]

  var description: String { wrappings.map(\.rawValue).joined(separator: " ") }

  /// The content to send, or why it is impossible: the innermost two wrappings that do not fit.
  func content(around object: String) -> (content: Wrapping.Content?, refusal: String?) {
    var content = Wrapping.Content(kind: .text, bytes: Array(object.utf8), layers: ["json"])
    for wrapping in wrappings.reversed() {
      if let refusal = wrapping.refusal(of: content) { return (nil, refusal) }
      content = wrapping.around(content)
    }
    return (content, nil)
  }

  /// A capture that sends it, and the layers on the way to the object.
  func capture(around object: String) -> (capture: String, layers: [String])? {
    guard let content = content(around: object).content else { return nil }
    switch content.kind {
    case .header:
      return (Recording.har(Recording.entry("https://collect.example/v1", headers: [("Cookie", content.text)], body: "{}")), content.layers)
    case .frame:
      let frame = #","_webSocketMessages":[{"type":"send","opcode":1,"data":\#(Encode.string(content.text))}]"#
      return (Recording.har(Recording.entry("wss://collect.example/v1", method: "GET", more: frame)), content.layers)
    case .compressed, .bytes:
      let body = #","postData":{"mimeType":"application/octet-stream","text":"\#(Encode.base64(content.bytes))","encoding":"base64"}"#
      let entry = #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[]\#(body)},"response":{}}"#
      return (Recording.har(entry), ["base64"] + content.layers)
    case .text, .byteText, .bodyText:
      return (Recording.request(body: content.text), content.layers)
    }
  }
}

/// Writers of binary formats, from their specifications.
enum Binary {
  static func messagePack(_ members: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    [0x80 | UInt8(members.count)] + members.flatMap { string(Array($0.key.utf8)) + string($0.value) }
  }

  private static func string(_ bytes: [UInt8]) -> [UInt8] {
    let size = bytes.count
    // str 16 is enough for a test; what is not UTF-8 is binary.
    let isText = String(validating: bytes, as: UTF8.self) != nil
    return [isText ? 0xDA : 0xC5, UInt8(size >> 8), UInt8(size & 0xFF)] + bytes
  }

  static func cbor(_ members: KeyValuePairs<String, [UInt8]>) -> [UInt8] {
    [0xA0 | UInt8(members.count)] + members.flatMap { text(Array($0.key.utf8)) + text($0.value) }
  }

  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    let isText = String(validating: bytes, as: UTF8.self) != nil
    return [isText ? 0x79 : 0x59, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
  }

  static func protobuf(_ fields: [(number: Int, bytes: [UInt8])]) -> [UInt8] {
    fields.flatMap { varint($0.number << 3 | 2) + varint($0.bytes.count) + $0.bytes }
  }

  private static func varint(_ number: Int) -> [UInt8] {
    number < 128 ? [UInt8(number)] : [UInt8(number & 0x7F) | 0x80] + varint(number >> 7)
  }
}

extension Encode {
  /// Everything but letters and digits as `\uXXXX`.
  static func escapes(_ text: String) -> String {
    text.utf16.map { unit in
      let scalar = UnicodeScalar(unit)
      if let scalar, scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) { return String(scalar) }
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    .joined()
  }
}
