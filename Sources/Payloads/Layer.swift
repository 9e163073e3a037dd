package import Bytes
internal import Zlib
internal import Zstd

/// One decoding step inside a payload.
package struct Layer: Sendable {
  /// The encoding, which decides how the content is encoded again.
  package enum Kind: UInt8, Sendable, CaseIterable {
    /// The record's own bytes: nothing was decoded.
    case record
    /// Transparent: escapes of a JSON string, percent-encoding, percent-encoding with `+` for a space, character references,
    /// quoted-printable.
    case escapes, percent, form, entities, quotedPrintable
    /// Opaque: encoded again as a whole.
    case base64, base32, hex, jwt, gzip, zlib, deflate, zstd, reversed, xor
    /// Opaque: a text with one byte in each character, in Latin-1 or Windows-1252; a text of one byte per character, which is not UTF-8.
    case latin1, windows1252, singleByte
    /// Opaque: bytes written as numbers.
    case numbers
    /// Opaque: UTF-16 in either byte order.
    case utf16
    /// Opaque. A file is a body that the capture stores in a file of its own; its place is the file's name.
    case lzString, file
  }

  package var kind: Kind
  /// The layer this one was found in.
  package var parent: Int
  /// Its range in the parent's bytes.
  package var place: Range<Int>
  /// The decoded bytes; empty for the record, whose bytes belong to the reader.
  package var bytes: [UInt8]

  package init(kind: Kind, parent: Int, place: Range<Int>, bytes: [UInt8]) {
    self.kind = kind
    self.parent = parent
    self.place = place
    self.bytes = bytes
  }

  /// The range of the parent for `range` of this layer: exact for a transparent layer, the whole place for an opaque one.
  package func source(of range: Range<Int>, in parent: Span<UInt8>) -> Range<Int> {
    let raw = parent.extracting(place)
    let inner = kind.codec?.source(of: range, in: raw) ?? (kind == .record ? range : 0..<raw.count)
    return inner.lowerBound + place.lowerBound..<inner.upperBound + place.lowerBound
  }
}

extension Layer.Kind {
  /// The name of the layer in reports.
  package var name: String {
    switch self {
    case .lzString: "lz-string"
    case .singleByte: "latin1"
    case .windows1252: "windows-1252"
    case .quotedPrintable: "quoted-printable"
    default: String(describing: self)
    }
  }

  /// The codec of a transparent layer.
  package var codec: (any TransparentCodec.Type)? {
    switch self {
    case .escapes: JSONEscapes.self
    case .percent: Percent.self
    case .form: FormPercent.self
    case .entities: HTMLEntities.self
    case .quotedPrintable: QuotedPrintable.self
    default: nil
    }
  }

  /// Encodes `bytes` again in the format of `raw`, the text that was decoded; nil for a layer that is only read.
  package func encoded(_ bytes: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8]? {
    switch self {
    case .record, .file: nil
    case .lzString: LZString.encoded(bytes, like: raw)
    case .escapes, .percent, .form, .entities, .quotedPrintable: codec?.encoded(bytes)
    case .base64: Base64.encoded(bytes, like: raw)
    case .base32: Base32.encoded(bytes, like: raw)
    // RFC 7515 § 2: in the alphabet for URLs, without padding.
    case .jwt: Base64.encoded(bytes, isURL: true, isPadded: false)
    case .hex: Hex.encoded(bytes, like: raw)
    case .gzip: Zlib.deflate(bytes, .gzip)
    case .zlib: Zlib.deflate(bytes, .zlib)
    case .deflate: Zlib.deflate(bytes, .raw)
    case .zstd: ZstdStream.compress(bytes)
    case .latin1: Disguise.latin1(of: bytes)
    case .windows1252: Mojibake.written(bytes)
    case .singleByte: Disguise.bytes(ofLatin1: bytes)
    case .numbers: ByteNumbers.encoded(bytes, like: raw)
    case .utf16: UTF16Text.encoded(bytes, like: raw)
    case .reversed: Disguise.reversed(bytes)
    case .xor: Disguise.masked(bytes)
    }
  }
}
