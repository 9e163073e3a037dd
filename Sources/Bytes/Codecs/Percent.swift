/// Percent-encoding (RFC 3986 § 2.1): a transparent layer. An invalid sequence is kept as it is, as browsers do.
package enum Percent: TransparentCodec {
  package static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void) {
    decode(raw, plusIsSpace: false, emit: emit)
  }

  /// Encodes with capitals, as RFC 3986 § 2.1 recommends.
  package static func encoded(_ text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    for at in text.indices {
      if isUnreserved(text[at]) { bytes.append(text[at]) } else { bytes += [UInt8(ascii: "%")] + Hex.digits(of: text[at], capitals: true) }
    }
    return bytes
  }

  /// The characters that a URL never encodes (RFC 3986 § 2.3).
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether decoding would change anything.
  package static func isEncoded(_ raw: Span<UInt8>) -> Bool {
    var at = 0
    while at + 2 < raw.count {
      if raw[at] == UInt8(ascii: "%"), Hex.value(of: raw[at + 1]) != nil, Hex.value(of: raw[at + 2]) != nil { return true }
      at += 1
    }
    return false
  }

  fileprivate static func decode(_ raw: Span<UInt8>, plusIsSpace: Bool, emit: (UInt8, Range<Int>) -> Void) {
    var at = 0
    while at < raw.count {
      if raw[at] == UInt8(ascii: "%"), at + 2 < raw.count, let high = Hex.value(of: raw[at + 1]), let low = Hex.value(of: raw[at + 2]) {
        emit(high << 4 | low, at..<at + 3)
        at += 3
      } else {
        emit(plusIsSpace && raw[at] == UInt8(ascii: "+") ? UInt8(ascii: " ") : raw[at], at..<at + 1)
        at += 1
      }
    }
  }
}

/// Percent-encoding as forms and queries have it, where `+` is a space (WHATWG URL § 5.1).
package enum FormPercent: TransparentCodec {
  package static func decode(_ raw: Span<UInt8>, emit: (_ byte: UInt8, _ source: Range<Int>) -> Void) {
    Percent.decode(raw, plusIsSpace: true, emit: emit)
  }

  /// Spaces are percent-encoded, which forms allow.
  package static func encoded(_ text: Span<UInt8>) -> [UInt8] { Percent.encoded(text) }

  /// Whether decoding would change anything.
  package static func isEncoded(_ raw: Span<UInt8>) -> Bool {
    for at in raw.indices where raw[at] == UInt8(ascii: "+") { return true }
    return Percent.isEncoded(raw)
  }
}
