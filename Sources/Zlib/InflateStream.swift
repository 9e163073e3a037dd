internal import CZlib

/// Decompresses data that arrive block by block, in constant memory.
@safe public final class InflateStream {
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
    /// The data continue.
    case more
    /// The data are complete, with a correct checksum. Another gzip member may follow: see ``InflateStream/reset()``.
    case complete
    /// All data were decompressed, but are not the ones that were compressed.
    case wrongChecksum
    /// The data are damaged from here on, or were never compressed.
    case damaged
  }

  // zlib keeps the address of the struct, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins to decompress data in this wrapping.
  public init(_ wrapping: Zlib.Wrapping) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // It fails only if memory is exhausted, and then nothing else could work either.
    guard unsafe telltale_inflate_init(stream, wrapping.windowBits) == Z_OK else { fatalError("out of memory") }
    unsafe self.stream = stream
  }

  deinit {
    // Nothing else refers to it; it was allocated and initialised in `init`.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Starts again, for the next member.
  public func reset() {
    _ = unsafe inflateReset(stream)
  }

  /// Decompresses from `input` into at most `count` bytes of `output` at `offset`, which must have room for them.
  public func step(_ input: Span<UInt8>, into output: inout [UInt8], at offset: Int, count: Int) -> Step {
    precondition(offset >= 0 && count > 0 && offset + count <= output.count)
    let (given, room) = (UInt32(min(input.count, 1 << 30)), UInt32(min(count, 1 << 30)))
    // Both live until the closures return, and zlib knows their sizes. It does not write to its input; the type only lacks the `const`.
    let status = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress ?? Self.empty)
        unsafe stream.pointee.avail_in = given
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + offset }
        unsafe stream.pointee.avail_out = room
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    // Reads fields of the struct.
    let consumed = unsafe Int(given - stream.pointee.avail_in)
    let produced = unsafe Int(room - stream.pointee.avail_out)
    return Step(consumed: consumed, produced: produced, status: self.status(status))
  }

  private func status(_ result: Int32) -> Status {
    switch result {
    // Nothing can be done without more input or more room.
    case Z_OK, Z_BUF_ERROR: return .more
    case Z_STREAM_END: return .complete
    default:
      // A message, if there is one, is a constant string of zlib.
      let message = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      return message == "incorrect data check" || message == "incorrect length check" ? .wrongChecksum : .damaged
    }
  }

  // An empty span has no address, and zlib needs one.
  private nonisolated(unsafe) static let empty = unsafe UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
}

extension Zlib {
  /// The checksum of `bytes` as in gzip and zip, continuing from the checksum of the bytes before (RFC 1952 § 8).
  public static func crc32(_ bytes: Span<UInt8>, after previous: UInt32 = 0) -> UInt32 {
    // The span is borrowed for the whole call, and zlib reads no byte beyond the length it is given.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return previous }
      return unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(previous), base, buffer.count))
    }
  }
}
