/// Some pieces of a file, for any worker, and then what was found in them.
///
/// Its owner passes it on and does not keep it, so only one thread at a time uses it.
final class TextBatch: @unchecked Sendable {
  /// How to read a piece.
  enum Reading {
    case key
    /// A string that is not a key; whether its name is that of a secret, and whether it may be base64 of a body, which looks random
    /// itself.
    case value(isNamed: Bool, isBody: Bool)
    /// Bytes between strings.
    case between
  }

  struct Text {
    /// The range of its bytes in those of the batch, as in the file.
    var range: Range<Int>
    /// The offset in the file.
    var offset: Int
    var reading: Reading
  }

  private(set) var bytes: [UInt8] = []
  private(set) var texts: [Text] = []
  var leftovers: [SecondReading.Leftover] = []

  func append(_ text: [UInt8], _ offset: Int, _ reading: Reading) {
    texts.append(Text(range: bytes.count..<bytes.count + text.count, offset: offset, reading: reading))
    bytes += text
  }
}
