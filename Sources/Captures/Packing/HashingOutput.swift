import Bytes

/// Forwards bytes, and hashes them if requested.
package final class HashingOutput: ByteOutput {
  private let output: any ByteOutput
  private var hash: RunningDigest?

  package init(_ output: any ByteOutput, isHashing: Bool) {
    self.output = output
    hash = isHashing ? RunningDigest() : nil
  }

  /// The SHA-256 of what was written, in hex; nil if it was not requested.
  package var digest: String? { hash?.hex() }

  package func write(_ bytes: Span<UInt8>) throws {
    hash?.update(bytes)
    try output.write(bytes)
  }

  package func finish() throws { try output.finish() }
}
