extension Payload {
  /// Whether something in a range of a layer was decoded, so that it is read and edited there.
  package func isDecoded(_ range: Range<Int>, of layer: Int) -> Bool {
    layers.contains { $0.parent == layer && $0.kind != .record && $0.kind != .jwt && $0.place.overlaps(range) }
  }
}
