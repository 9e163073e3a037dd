/// The bodies that fill a capture: text that looks like code, styles and pages, and base64 of images and fonts.
///
/// A few hundred kilobytes of each are generated once; a body is assembled from random runs of them, so that writing is mostly
/// copying.
struct Filler {
  /// Pieces of one kind: escaped for JSON, and the offset of each.
  private struct Pool {
    var bytes: [UInt8] = []
    var starts: [Int] = []

    init(pieces: Int, _ make: () -> String) {
      var writer = JSONWriter()
      for _ in 0..<pieces {
        starts.append(writer.bytes.count)
        writer.escape(make())
      }
      bytes = writer.bytes
    }
  }

  private let scripts: Pool
  private let styles: Pool
  private let markup: Pool
  private let binary: Pool

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: -1)
    scripts = Pool(pieces: 8_000) { Code.statement(&random) }
    styles = Pool(pieces: 3_000) { Code.rule(&random) }
    markup = Pool(pieces: 2_000) { Code.element(&random) }
    binary = Pool(pieces: 1_500) { random.letters(299) + random.pick(["+", "/", "x", "0", "Q"]) }
  }

  /// A minified script of about this size.
  func script(_ size: Int, _ random: inout SplitMix64) -> JSON {
    body(
      scripts, size, &random, prefix: "(self.webpackChunkforms=self.webpackChunkforms||[]).push([[\(random.int(100...9999))],{",
      suffix: "}]);", Rarity(oddity: 6, foreign: 12))
  }

  /// Minified styles of about this size.
  func style(_ size: Int, _ random: inout SplitMix64) -> JSON {
    body(styles, size, &random, prefix: "@charset \"utf-8\";", suffix: "", Rarity(oddity: 40, foreign: 10))
  }

  /// A page of about this size with a title.
  func page(_ size: Int, title: String, meta: String, _ random: inout SplitMix64) -> JSON {
    body(
      markup, size, &random,
      prefix: "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>\(title)</title>\n\(meta)\n</head>\n<body>\n",
      suffix: "</body>\n</html>\n", Rarity(oddity: 2, foreign: 2))
  }

  /// Base64 of about this size that begins like a file of some type.
  func encoded(_ size: Int, magic: String, _ random: inout SplitMix64) -> JSON {
    body(binary, size, &random, prefix: magic, suffix: "")
  }

  /// One in how many bodies contains something unusual, as counted in captures of real pages.
  private struct Rarity {
    /// A string that resembles a token or an email address.
    var oddity: Int
    /// Text beyond ASCII.
    var foreign: Int
  }

  /// Assembles a body from runs of a pool, occasionally with something unusual.
  private func body(
    _ pool: Pool, _ size: Int, _ random: inout SplitMix64, prefix: String, suffix: String, _ rarity: Rarity? = nil
  ) -> JSON {
    var writer = JSONWriter()
    writer.escape(prefix)
    var pieces = [writer.bytes[...]]
    var length = 0
    while length < size {
      let first = random.int(0...pool.starts.count - 2)
      let last = min(pool.starts.count - 1, first + random.int(8...80))
      let piece = pool.bytes[pool.starts[first]..<pool.starts[last]]
      pieces.append(piece)
      length += piece.count
    }
    if let rarity {
      for (times, make) in [(rarity.oddity, Code.oddity), (rarity.foreign, Code.foreign)] where random.one(in: times) {
        writer.bytes = []
        writer.escape(make(&random))
        pieces.insert(writer.bytes[...], at: random.int(1...pieces.count))
      }
    }
    writer.bytes = []
    writer.escape(suffix)
    return .escaped(pieces + [writer.bytes[...]])
  }
}
