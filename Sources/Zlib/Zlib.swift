internal import CZlib

/// DEFLATE in its three wrappings, with zlib. All unsafe code for it is in this target.
public enum Zlib {
  /// What is around the compressed data.
  public enum Wrapping: Sendable, CaseIterable {
    /// A gzip member, or several (RFC 1952).
    case gzip
    /// Two bytes and a checksum (RFC 1950).
    case zlib
    /// Nothing (RFC 1951).
    case raw

    /// zlib's window bits, whose sign and size select the wrapping.
    var windowBits: Int32 {
      switch self {
      case .gzip: 15 + 16
      case .zlib: 15
      case .raw: -15
      }
    }
  }

  /// The output of decompression.
  public struct Inflated: Equatable, Sendable {
    /// The bytes, decompressed.
    public var bytes: [UInt8]
    /// How many bytes of the input were used.
    public var consumed: Int
    /// Why the output ends.
    public var end: End
  }

  /// Why decompression ended.
  public enum End: Equatable, Sendable {
    /// The data are complete, with a correct checksum.
    case complete
    /// The input ended too early, as when a library flushes without finishing.
    case unterminated
    /// The output reached its limit.
    case overrun
    /// The data are damaged from here on, or were never compressed.
    case damaged
  }

  /// Inflates `input` up to `limit` bytes.
  public static func inflate(_ input: Span<UInt8>, _ wrapping: Wrapping, limit: Int) -> Inflated {
    var result = Inflated(bytes: [], consumed: 0, end: .damaged)
    while true {
      let member = inflateMember(input.extracting(result.consumed..<input.count), wrapping, limit: limit - result.bytes.count)
      result.bytes += member.bytes
      result.consumed += member.consumed
      result.end = member.end
      // Another gzip member may follow; anything else that follows is ignored.
      guard member.end == .complete, wrapping == .gzip, isGzip(input.extracting(result.consumed..<input.count)) else { return result }
    }
  }

  /// Compresses `input`.
  public static func deflate(_ input: Span<UInt8>, _ wrapping: Wrapping) -> [UInt8] {
    var stream = unsafe z_stream()
    // The stream is local to this function, and the C function reads nothing else.
    guard unsafe telltale_deflate_init(&stream, wrapping.windowBits) == Z_OK else { return [] }
    // Ends the stream that was begun above, once.
    defer { _ = unsafe deflateEnd(&stream) }
    var output: [UInt8] = []
    _ = unsafe run(&stream, input, chunk: 16 << 10) { stream in
      unsafe CZlib.deflate(stream, Z_FINISH)
    } each: { chunk in
      output += chunk
      return true
    }
    return output
  }

  /// Whether bytes begin like a gzip member (RFC 1952 § 2.3.1).
  public static func isGzip(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
  }

  /// Whether bytes begin like zlib data: DEFLATE, and a pair of bytes with a check value (RFC 1950 § 2.2).
  public static func isZlib(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] & 0x0F == 8 && bytes[0] >> 4 <= 7 && bytes[1] & 0x20 == 0 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
  }

  private static func inflateMember(_ input: Span<UInt8>, _ wrapping: Wrapping, limit: Int) -> Inflated {
    var stream = unsafe z_stream()
    // The stream is local to this function, and the C function reads nothing else.
    guard unsafe telltale_inflate_init(&stream, wrapping.windowBits) == Z_OK else { return Inflated(bytes: [], consumed: 0, end: .damaged) }
    // Ends the stream that was begun above, once.
    defer { _ = unsafe inflateEnd(&stream) }
    var output: [UInt8] = []
    // Most inputs are short and no data at all: filling a large buffer with zeros would take longer than finding out.
    let status = unsafe run(&stream, input, chunk: min(max(512, input.count &* 4), 64 << 10)) { stream in
      unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    } each: { chunk in
      output += chunk
      return output.count <= limit
    }
    // Reads a field of the struct.
    let consumed = unsafe input.count - Int(stream.avail_in)
    if output.count > limit { return Inflated(bytes: Array(output.prefix(limit)), consumed: consumed, end: .overrun) }
    let end: End =
      switch status {
      case Z_STREAM_END: .complete
      case Z_OK, Z_BUF_ERROR: .unterminated
      default: .damaged
      }
    return Inflated(bytes: output, consumed: consumed, end: end)
  }

  /// Steps a stream over `input` until it ends, fails, or needs more input; `each` takes the output and says whether to continue.
  private static func run(
    _ stream: inout z_stream, _ input: Span<UInt8>, chunk: Int, step: (UnsafeMutablePointer<z_stream>) -> Int32,
    each: (ArraySlice<UInt8>) -> Bool
  ) -> Int32 {
    var buffer = [UInt8](repeating: 0, count: chunk)
    // The input and the buffer live until the closures return, and zlib knows the size of both, so it reads and writes within them.
    // It does not write to its input; the type only lacks the `const`.
    return unsafe input.withUnsafeBufferPointer { source in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.avail_in = UInt32(source.count)
      while true {
        let (status, count) = unsafe buffer.withUnsafeMutableBufferPointer { target in
          unsafe stream.next_out = target.baseAddress
          unsafe stream.avail_out = UInt32(target.count)
          let status = unsafe step(&stream)
          return unsafe (status, target.count - Int(stream.avail_out))
        }
        if count > 0, !each(buffer[..<count]) { return status }
        if status != Z_OK || count == 0 { return status }
      }
    }
  }
}
