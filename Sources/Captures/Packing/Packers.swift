import Bytes
internal import Zlib
internal import Zstd

extension Compression {
  /// An output that compresses what is written, and forwards it to `output`.
  package func packer(to output: any ByteOutput) -> any ByteOutput {
    switch self {
    case .gzip: DeflatePacker(.gzip, to: output)
    case .deflate: DeflatePacker(.raw, to: output)
    case .zstd: ZstdPacker(to: output)
    }
  }
}

/// Compresses with DEFLATE, block by block.
private final class DeflatePacker: ByteOutput {
  private let stream: DeflateStream
  private let output: any ByteOutput

  init(_ wrapping: Zlib.Wrapping, to output: any ByteOutput) {
    stream = DeflateStream(wrapping)
    self.output = output
  }

  func write(_ bytes: Span<UInt8>) throws {
    try stream.deflate(bytes) { try output.write($0) }
  }

  func finish() throws {
    let nothing: [UInt8] = []
    try stream.deflate(nothing.span, finished: true) { try output.write($0) }
    try output.finish()
  }
}

/// Compresses with Zstandard, one frame for every few megabytes.
private final class ZstdPacker: ByteOutput {
  private static let frame = 8 << 20

  private let output: any ByteOutput
  private var pending: [UInt8] = []

  init(to output: any ByteOutput) {
    self.output = output
  }

  func write(_ bytes: Span<UInt8>) throws {
    pending.append(copying: bytes)
    if pending.count >= Self.frame { try flush() }
  }

  func finish() throws {
    if !pending.isEmpty { try flush() }
    try output.finish()
  }

  private func flush() throws {
    try output.write(ZstdStream.compress(pending.span))
    pending.removeAll(keepingCapacity: true)
  }
}
