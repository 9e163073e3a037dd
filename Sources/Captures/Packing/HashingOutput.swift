import Bytes

/// Hands bytes on, and keeps their digest where it is wanted.
package final class HashingOutput: ByteOutput {
  private let output: any ByteOutput
  private var hash: RunningDigest?

  package init(_ output: any ByteOutput, isHashing: Bool) {
    self.output = output
    hash = isHashing ? RunningDigest() : nil
  }

  /// The SHA-256 of what was written, as hex digits; nil where nobody asked for it.
  package var digest: String? { hash?.hex() }

  package func write(_ bytes: Span<UInt8>) throws {
    hash?.update(bytes)
    try output.write(bytes)
  }

  package func finish() throws { try output.finish() }
}
