/// The key of the digests by which distinct values are counted.
///
/// It is derived from the first record of a run and kept only for the run, so that no one can look up what is kept without the
/// capture, and two runs over one capture agree. Runs that are merged share a key from a file.
package struct SketchKey: Equatable, Sendable {
  package let bytes: [UInt8]

  package init(firstRecord: Span<UInt8>) {
    bytes = Digest.sha256.of(Array("telltale".utf8) + [UInt8](copying: firstRecord))
  }

  /// A digest of the key, which identifies it and does not reveal it.
  package var id: String { Digest.hex(Array(Digest.sha256.of(Array("telltale key".utf8) + bytes).prefix(8))) }

  /// Takes the key from a secret in a file.
  package init(secret: [UInt8]) {
    bytes = Digest.sha256.of(secret)
  }
}
