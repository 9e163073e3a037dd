/// One decoding step inside a payload.
package struct Layer: Sendable {
  /// What was decoded, and so how it is encoded again.
  package enum Kind: UInt8, Sendable {
    /// The record's own bytes: nothing was decoded.
    case record
    /// Transparent: escapes of a JSON string, percent-encoding, percent-encoding with `+` for a space.
    case escapes, percent, form
    /// Opaque: encoded again as a whole.
    case base64, hex, jwt
  }

  package var kind: Kind
  /// The layer this one was found in.
  package var parent: Int
  /// Where in the parent's bytes.
  package var place: Range<Int>
  /// The decoded bytes; empty for the record, whose bytes belong to the reader.
  package var bytes: [UInt8]

  package init(kind: Kind, parent: Int, place: Range<Int>, bytes: [UInt8]) {
    self.kind = kind
    self.parent = parent
    self.place = place
    self.bytes = bytes
  }

  /// The bytes of the parent that `range` of this layer stands for: exact through a transparent layer, the whole place through an
  /// opaque one.
  package func source(of range: Range<Int>, in parent: Span<UInt8>) -> Range<Int> {
    let raw = parent.extracting(place)
    let inner =
      switch kind {
      case .escapes: JSONEscapes.source(of: range, in: raw)
      case .percent: Percent.source(of: range, in: raw)
      case .form: FormPercent.source(of: range, in: raw)
      case .record: range
      case .base64, .hex, .jwt: 0..<raw.count
      }
    return inner.lowerBound + place.lowerBound..<inner.upperBound + place.lowerBound
  }
}
