/// Takes bytes in order: a file that is being written, or a compressor.
package protocol ByteOutput: AnyObject {
  /// Takes the next bytes.
  func write(_ bytes: Span<UInt8>) throws
  /// Ends the output after the last bytes.
  func finish() throws
}

extension ByteOutput {
  package func write(_ bytes: [UInt8]) throws { try write(bytes.span) }
}

/// Discards what is written.
package final class NoOutput: ByteOutput {
  package init() {}

  package func write(_ bytes: Span<UInt8>) {}
  package func finish() {}
}
