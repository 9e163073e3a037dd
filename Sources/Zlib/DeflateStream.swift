internal import CZlib

/// Compresses data that arrive block by block, in constant memory.
@safe public final class DeflateStream {
  // zlib keeps the address of the struct, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Begins to compress into this wrapping.
  public init(_ wrapping: Zlib.Wrapping) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // It fails only if memory is exhausted, and then nothing else could work either.
    guard unsafe telltale_deflate_init(stream, wrapping.windowBits) == Z_OK else { fatalError("out of memory") }
    unsafe self.stream = stream
  }

  deinit {
    // Nothing else refers to it; it was allocated and initialised in `init`.
    _ = unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Compresses `input`, which is the last if `finished`, and calls `each` with the output.
  public func deflate(_ input: Span<UInt8>, finished: Bool = false, each: (Span<UInt8>) throws -> Void) rethrows {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    var done = 0
    while true {
      let (consumed, produced, isEnded) = step(input.extracting(done..<input.count), into: &buffer, finished: finished)
      done += consumed
      if produced > 0 { try each(buffer.span.extracting(0..<produced)) }
      if isEnded || done == input.count && !finished && produced < buffer.count { return }
    }
  }

  private func step(
    _ input: Span<UInt8>, into buffer: inout [UInt8], finished: Bool
  ) -> (consumed: Int, produced: Int, isEnded: Bool) {
    let (given, room) = (UInt32(min(input.count, 1 << 30)), UInt32(buffer.count))
    // Both live until the closures return, and zlib knows their sizes. It does not write to its input; the type only lacks the `const`.
    let status = unsafe input.withUnsafeBufferPointer { source in
      unsafe buffer.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = given
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = room
        return unsafe CZlib.deflate(stream, finished && Int(given) == source.count ? Z_FINISH : Z_NO_FLUSH)
      }
    }
    // Reads fields of the struct.
    let consumed = unsafe Int(given - stream.pointee.avail_in)
    let produced = unsafe Int(room - stream.pointee.avail_out)
    return (consumed, produced, status == Z_STREAM_END)
  }
}
