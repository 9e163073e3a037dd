/// Whoever takes bytes in order: a file that is being written, or something that packs them first.
package protocol ByteOutput: AnyObject {
  /// Takes the next bytes.
  func write(_ bytes: Span<UInt8>) throws
  /// Takes note that these were all.
  func finish() throws
}

extension ByteOutput {
  package func write(_ bytes: [UInt8]) throws { try write(bytes.span) }
}

/// Takes bytes and keeps none.
package final class NoOutput: ByteOutput {
  package init() {}

  package func write(_ bytes: Span<UInt8>) {}
  package func finish() {}
}
