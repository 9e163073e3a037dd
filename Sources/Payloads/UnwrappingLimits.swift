/// How much of one record may be unwrapped; hostile captures meet these bounds, real ones do not come near.
package struct UnwrappingLimits: Sendable {
  /// Steps from the record to a leaf: containers and layers together.
  package var depth = 200
  /// Layers that are decoded.
  package var layers = 100_000
  /// Bytes that decoding may produce.
  package var output = 64 << 20
  /// How many times its own size compressed data may unfold to. Small data are always unfolded.
  package var ratio = 200
  /// Fields.
  package var fields = 2_000_000

  package init() {}
}
