/// Some pieces of a file, on the way to whichever worker takes them, and what was found in them on the way back.
///
/// Whoever has it hands it over and keeps no hold of it, so one thread at a time touches it.
final class TextBatch: @unchecked Sendable {
  /// How a piece is to be read.
  enum Reading {
    case key
    /// A string that is no key; whether its name says that it is a secret, and whether it may be base64 of a body, which itself looks random.
    case value(isNamed: Bool, isBody: Bool)
    /// What stands between strings.
    case between
  }

  struct Text {
    /// Its bytes in those of the batch, as they stand in the file.
    var range: Range<Int>
    /// Where it stands in the file.
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
