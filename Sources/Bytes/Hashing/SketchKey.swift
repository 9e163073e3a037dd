/// The key of the digests by which different values are counted.
///
/// It is made from the first record of a run and forgotten with it, so that nothing that is kept can be looked up by whoever has not got
/// the capture; and so that two runs over one capture say the same. Runs that are to be added up share one, from a file.
package struct SketchKey: Equatable, Sendable {
  package let bytes: [UInt8]

  package init(firstRecord: Span<UInt8>) {
    bytes = Digest.sha256.of(Array("telltale".utf8) + [UInt8](copying: firstRecord))
  }

  /// A digest of the key, which tells it from others and gives nothing of it away.
  package var id: String { Digest.hex(Array(Digest.sha256.of(Array("telltale key".utf8) + bytes).prefix(8))) }

  /// The key of a file that somebody keeps.
  package init(secret: [UInt8]) {
    bytes = Digest.sha256.of(secret)
  }
}
