/// Limits the size of decompressed data, so that a small hostile file cannot keep an audit busy forever.
///
/// A large honest file has no limit: a gigabyte of log in gzip is audited to its end. DEFLATE reaches 1032:1 and zstd 32,000:1, but
/// only for one repeated byte; event logs that repeat the same line stay below 300:1. So the limit is 64 MiB plus a thousand times
/// what was read, counted over all layers, and over all entries of an archive, which may share their data.
final class Allowance {
  static let ratio = 1_000
  static let free = 64 << 20

  /// The compressed bytes that were read; for an archive its size.
  var packed: Int
  /// The decompressed bytes.
  var unpacked = 0

  init(packed: Int = 0) {
    self.packed = packed
  }

  var isSpent: Bool { unpacked > Self.free && unpacked / Self.ratio > packed }

  static let reason = "unfolds to more than \(ratio) times its size, as no capture does; the rest was not read"
}
