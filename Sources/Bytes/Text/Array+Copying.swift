extension [UInt8] {
  /// The bytes of a span.
  package init(copying span: Span<UInt8>) {
    self.init()
    append(copying: span)
  }

  /// Appends the bytes of a span.
  package mutating func append(copying span: Span<UInt8>) {
    // The buffer is read before the call returns.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
