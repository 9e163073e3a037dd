internal import CZlib

/// Inflates data that come block by block, in constant memory.
@safe public final class InflateStream {
  /// What one step did.
  public struct Step: Equatable, Sendable {
    /// How many bytes of the input were used.
    public var consumed: Int
    /// How many came out.
    public var produced: Int
    /// How the data go on.
    public var status: Status
  }

  /// How the data go on after a step.
  public enum Status: Equatable, Sendable {
    /// The data go on.
    case more
    /// The data ended as they should, checksum and all. What follows may be another gzip member: see ``InflateStream/reset()``.
    case complete
    /// The data all came out, and are not the ones that were compressed.
    case wrongChecksum
    /// The data are damaged from here on, or were never compressed.
    case damaged
  }

  // zlib keeps the address of the struct, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins to inflate data in this wrapping.
  public init(_ wrapping: Zlib.Wrapping) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // It fails only when memory ran out, and then nothing else could work either.
    guard unsafe telltale_inflate_init(stream, wrapping.windowBits) == Z_OK else { fatalError("out of memory") }
    unsafe self.stream = stream
  }

  deinit {
    // Nothing else holds it; it was allocated and begun in `init`.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins anew, with the next member.
  public func reset() {
    _ = unsafe inflateReset(stream)
  }

  /// Inflates from `input` into at most `count` bytes of `output` at `offset`, where it must have room for them.
  public func step(_ input: Span<UInt8>, into output: inout [UInt8], at offset: Int, count: Int) -> Step {
    precondition(offset >= 0 && count > 0 && offset + count <= output.count)
    let (given, room) = (UInt32(min(input.count, 1 << 30)), UInt32(min(count, 1 << 30)))
    // Both are held for the whole of the closures, and zlib is told no more than their sizes. It does not write to its input, whose
    // type only lacks the `const`.
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
    // Nothing could be done without more input or more room.
    case Z_OK, Z_BUF_ERROR: return .more
    case Z_STREAM_END: return .complete
    default:
      // Where there is a message, it is a constant string of zlib's.
      let message = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      return message == "incorrect data check" || message == "incorrect length check" ? .wrongChecksum : .damaged
    }
  }

  // An empty span has no address, and zlib wants one.
  private nonisolated(unsafe) static let empty = unsafe UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
}

extension Zlib {
  /// The checksum of `bytes` as gzip and zip have it, going on from that of what came before (RFC 1952 § 8).
  public static func crc32(_ bytes: Span<UInt8>, after previous: UInt32 = 0) -> UInt32 {
    // The span is borrowed for the whole call, and zlib reads no byte beyond the length it is given.
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return previous }
      return unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(previous), base, buffer.count))
    }
  }
}
