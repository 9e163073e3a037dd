/// How much compressed data may unfold to, so that a small hostile file cannot keep an audit busy for ever.
///
/// There is no bound for what is large and honest: a gigabyte of log in gzip is audited to its end. DEFLATE reaches 1032:1 and
/// zstd 32,000:1, but on nothing except one byte repeated; event logs that repeat the same line stay below 300:1. So the
/// work is at most 64 MiB and a thousand times what was read, counted over all layers, and over all entries of an archive, which
/// may share their data.
final class Allowance {
  static let ratio = 1_000
  static let free = 64 << 20

  /// Compressed bytes that were read; for an archive its size.
  var packed: Int
  /// Bytes that came out.
  var unpacked = 0

  init(packed: Int = 0) {
    self.packed = packed
  }

  var isSpent: Bool { unpacked > Self.free && unpacked / Self.ratio > packed }

  static let reason = "unfolds to more than \(ratio) times its size, as no capture does; the rest was not read"
}
