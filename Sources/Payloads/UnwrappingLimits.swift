/// Limits on unwrapping one record. Hostile captures reach them; real ones do not come close.
package struct UnwrappingLimits: Sendable {
  /// Steps from the record to a leaf, over containers and layers.
  package var depth = 200
  /// The number of decoded layers.
  package var layers = 100_000
  /// The number of bytes that decoding may produce.
  package var output = 64 << 20
  /// The factor by which compressed data may grow. Small data is always decompressed.
  package var ratio = 200
  /// The number of fields.
  package var fields = 2_000_000

  package init() {}
}
