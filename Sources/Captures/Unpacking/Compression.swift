/// The compressions of captures.
package enum Compression: Equatable {
  /// RFC 1952, one member or several.
  case gzip
  /// RFC 8878, one frame or several.
  case zstd
  /// RFC 1951, as in a zip archive.
  case deflate

  /// How many bytes of a file show how it is compressed.
  static let evidence = 4

  /// Compressed data in compressed data is deeper than this only on purpose.
  static let maximumDepth = 3

  /// Detects the compression by the first bytes; names are ignored.
  init?(_ head: Span<UInt8>) {
    if head.begins(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if head.begins(with: [0x28, 0xB5, 0x2F, 0xFD]) || head.count >= 4 && head[0] & 0xF0 == 0x50 && head.isSkippable {
      self = .zstd
    } else {
      return nil
    }
  }

  var name: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .deflate: "deflate"
    }
  }
}

extension Span<UInt8> {
  /// Whether it is a skippable frame of zstd (RFC 8878 § 3.1.2); parallel compressors begin with one.
  fileprivate var isSkippable: Bool { self[1] == 0x2A && self[2] == 0x4D && self[3] == 0x18 }

  func begins(with bytes: [UInt8]) -> Bool {
    guard count >= bytes.count else { return false }
    for at in bytes.indices where self[at] != bytes[at] { return false }
    return true
  }
}
