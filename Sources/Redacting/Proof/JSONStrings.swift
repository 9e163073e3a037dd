import Captures

/// Splits bytes at quotes: between two quotes is a JSON string, and the rest is between strings. It ignores all other grammar, so
/// that it reads logs and damaged captures too.
struct JSONStrings: ~Copyable {
  struct Piece {
    enum Kind {
      case string, between
    }

    var kind: Kind
    /// As in the file, without the quotes.
    var bytes: [UInt8]
    var offset: Int
    /// Whether a colon follows a string.
    var isKey = false
  }

  private var source: ByteSource
  private var buffer: [UInt8] = []
  private var at = 0
  private var offset = 0
  private var atEnd = false
  private var isInString = false

  private static let block = 1 << 20

  init(_ source: consuming ByteSource) {
    self.source = source
  }

  /// The next piece; nil at the end.
  mutating func next() throws(CaptureError) -> Piece? {
    var end = at
    while true {
      if isInString {
        while end < buffer.count, buffer[end] != UInt8(ascii: "\"") { end += buffer[end] == UInt8(ascii: "\\") ? 2 : 1 }
        // What follows a string shows whether it is a key.
        if end + 16 < buffer.count || atEnd {
          end = min(end, buffer.count)
          let piece = Piece(kind: .string, bytes: Array(buffer[at..<end]), offset: offset + at, isKey: isKey(after: end))
          at = min(end + 1, buffer.count)
          isInString = false
          return piece
        }
      } else {
        while end < buffer.count, buffer[end] != UInt8(ascii: "\"") { end += 1 }
        if end < buffer.count || atEnd || end - at > Self.block {
          guard end > at || end < buffer.count else { return nil }
          let piece = Piece(kind: .between, bytes: Array(buffer[at..<end]), offset: offset + at)
          isInString = end < buffer.count
          at = min(end + 1, buffer.count)
          return piece
        }
      }
      end -= at
      try fill()
      end += at
    }
  }

  private func isKey(after end: Int) -> Bool {
    var at = end + 1
    while at < buffer.count, buffer[at] <= 0x20 { at += 1 }
    return at < buffer.count && buffer[at] == UInt8(ascii: ":")
  }

  private mutating func fill() throws(CaptureError) {
    buffer.removeFirst(at)
    offset += at
    at = 0
    // Reading as much again as is in the buffer keeps a long string linear.
    let wanted = max(Self.block, buffer.count)
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: wanted))
    var end = start
    while end < buffer.count {
      let got = try source.read(into: &buffer, at: end, count: buffer.count - end)
      if got == 0 {
        atEnd = true
        break
      }
      end += got
    }
    buffer.removeLast(buffer.count - end)
  }
}
