extension [UInt8] {
  /// Appends the bytes of a span.
  package mutating func append(copying span: Span<UInt8>) {
    // The buffer is read before the call returns.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
