internal import CZstd

/// Decompresses Zstandard data (RFC 8878) that arrive block by block.
///
/// It uses as much memory as the largest window of a frame, at most 128 MiB; a frame with a larger window is refused.
@safe public final class ZstdStream {
  /// The result of one step.
  public struct Step: Equatable, Sendable {
    /// How many bytes of the input were used.
    public var consumed: Int
    /// How many bytes were decompressed.
    public var produced: Int
    /// The state of the data after the step.
    public var status: Status
  }

  /// The state of the data after a step.
  public enum Status: Equatable, Sendable {
    /// The frame continues.
    case more
    /// A frame ended, with a correct checksum if it has one. Another may follow.
    case complete
    /// The data are damaged, and nothing more can be decompressed.
    case damaged(Damage)
  }

  /// What is wrong.
  public enum Damage: Equatable, Sendable {
    /// The bytes do not begin a frame.
    case noFrame
    /// All data were decompressed, but are not the ones that were compressed.
    case wrongChecksum
    /// The frame asks for a window of more than 128 MiB.
    case windowTooLarge
    /// Damage to the data.
    case other
  }

  private let stream: OpaquePointer
  /// How many bytes zstd needs for its next step: a header, a block, a checksum.
  ///
  /// It gets no more, because on damage it takes back all output of the same call.
  private var wanted: Int
  private let first: Int
  /// Whether more was decompressed than fitted into the output.
  private var hasMore = false

  /// Begins to decompress.
  public init() {
    // Nil only if memory is exhausted, and then nothing else could work either.
    guard let stream = unsafe ZSTD_createDStream() else { fatalError("out of memory") }
    unsafe self.stream = stream
    first = unsafe ZSTD_initDStream(stream)
    wanted = first
  }

  deinit {
    // Nothing else refers to it.
    _ = unsafe ZSTD_freeDStream(stream)
  }

  /// Decompresses from `input` into at most `count` bytes of `output` at `offset`, which must have room for them.
  public func step(_ input: Span<UInt8>, into output: inout [UInt8], at offset: Int, count: Int) -> Step {
    precondition(offset >= 0 && count > 0 && offset + count <= output.count)
    if hasMore {
      // Return what did not fit before reading anything else.
      let rest = run(input.extracting(0..<0), into: &output, at: offset, count: count)
      if rest.produced > 0 || rest.status != .more { return rest }
    }
    return run(input.extracting(0..<min(input.count, wanted)), into: &output, at: offset, count: count)
  }

  private func run(_ input: Span<UInt8>, into output: inout [UInt8], at offset: Int, count: Int) -> Step {
    // Both live until the closures return, and zstd knows their sizes.
    let (consumed, produced, result) = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var to = unsafe ZSTD_outBuffer(dst: target.baseAddress.map { unsafe $0 + offset }, size: count, pos: 0)
        let result = unsafe ZSTD_decompressStream(stream, &to, &from)
        // Reads fields of the two structs.
        return unsafe (from.pos, to.pos, result)
      }
    }
    let status = Self.status(result)
    wanted = status == .more ? max(1, result) : first
    hasMore = status == .more && produced == count
    return Step(consumed: consumed, produced: produced, status: status)
  }

  private static func status(_ result: Int) -> Status {
    guard ZSTD_isError(result) != 0 else { return result == 0 ? .complete : .more }
    switch ZSTD_getErrorCode(result) {
    case ZSTD_error_prefix_unknown: return .damaged(.noFrame)
    case ZSTD_error_checksum_wrong: return .damaged(.wrongChecksum)
    case ZSTD_error_frameParameter_windowTooLarge: return .damaged(.windowTooLarge)
    default: return .damaged(.other)
    }
  }

  /// Decompresses the frames of `input`, up to about `limit` bytes.
  /// - Returns: The output up to the end, damage or the limit, and whether the frames were complete and used all of the input.
  public static func decompress(_ input: Span<UInt8>, limit: Int) -> (bytes: [UInt8], isWhole: Bool) {
    let stream = ZstdStream()
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var bytes: [UInt8] = []
    var at = 0
    while bytes.count < limit {
      let step = stream.step(input.extracting(at..<input.count), into: &buffer, at: 0, count: buffer.count)
      at += step.consumed
      bytes += buffer[..<step.produced]
      switch step.status {
      case .complete: if at == input.count { return (bytes, true) }
      case .more: if step.consumed == 0, step.produced == 0 { return (bytes, false) }
      case .damaged: return (bytes, false)
      }
    }
    return (bytes, false)
  }

  /// Compresses `input` into one frame with a checksum.
  public static func compress(_ input: Span<UInt8>) -> [UInt8] {
    guard let context = unsafe ZSTD_createCCtx() else { fatalError("out of memory") }
    // Ends the context that was begun above, once.
    defer { _ = unsafe ZSTD_freeCCtx(context) }
    _ = unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(input.count))
    // The input is borrowed and the output held for the whole of the closures; the sizes are their own.
    let size = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBytes { target in
        unsafe ZSTD_compress2(context, target.baseAddress, target.count, source.baseAddress, source.count)
      }
    }
    guard ZSTD_isError(size) == 0 else { return [] }
    output.removeLast(output.count - size)
    return output
  }
}
