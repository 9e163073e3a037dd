import Bytes

/// The texts in bytes that cannot be decoded. This is a last resort.
enum Runs {
  /// The minimum length of a run in bytes; shorter ones occur by chance.
  private static let minimum = 6

  /// The runs of readable UTF-8 of at least six bytes.
  static func printable(in bytes: Span<UInt8>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    var at = 0
    while at < bytes.count {
      let length = self.length(bytes, at: at)
      if length == 0 {
        if at - start >= minimum { runs.append(start..<at) }
        at += 1
        start = at
      } else {
        at += length
      }
    }
    if at - start >= minimum { runs.append(start..<at) }
    return runs
  }

  /// The length in bytes of the readable character at `at`; 0 if there is none.
  private static func length(_ bytes: Span<UInt8>, at: Int) -> Int {
    let byte = bytes[at]
    if byte < 0x80 { return byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 ? 1 : 0 }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    guard at + length <= bytes.count, UTF8Text.isValid(bytes.extracting(at..<at + length)) else { return 0 }
    // U+FFFD replaces bytes that were lost.
    return length == 3 && byte == 0xEF && bytes[at + 1] == 0xBF && bytes[at + 2] == 0xBD ? 0 : length
  }
}
