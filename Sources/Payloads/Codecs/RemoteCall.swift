/// The framing of gRPC over HTTP: a flag, a length of four bytes, and a message, as often as needed (grpc.io, "gRPC over HTTP2").
enum RemoteCall {
  struct Frame {
    /// The ranges of its length and of its message.
    var length: Range<Int>
    var content: Range<Int>
  }

  /// The most frames of a body to read.
  private static let most = 256

  /// The frames that fill all bytes; empty if these are anything else.
  static func frames(of bytes: Span<UInt8>) -> [Frame] {
    var frames: [Frame] = []
    var at = 0
    while at < bytes.count {
      // A flag says that the message is compressed, or that it is not a message but trailers.
      guard at + 5 <= bytes.count, bytes[at] & 0x7E == 0, frames.count < most else { return [] }
      var size = 0
      for place in at + 1..<at + 5 { size = size << 8 | Int(bytes[place]) }
      guard size <= bytes.count - at - 5 else { return [] }
      frames.append(Frame(length: at + 1..<at + 5, content: at + 5..<at + 5 + size))
      at += 5 + size
    }
    return frames
  }
}
