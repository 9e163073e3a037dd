extension String {
  /// A string of the bytes of a span, read as UTF-8. Invalid bytes become U+FFFD.
  package init(copying bytes: Span<UInt8>) {
    // The buffer is read while the span lends it, and no longer.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
