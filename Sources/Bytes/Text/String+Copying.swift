extension String {
  /// A string of the bytes of a span, read as UTF-8. Invalid bytes become U+FFFD.
  package init(copying bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.append(copying: bytes)
    self.init(decoding: copy, as: UTF8.self)
  }
}
