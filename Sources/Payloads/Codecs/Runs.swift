import Bytes

/// The texts inside bytes that nobody can decode: a last resort.
enum Runs {
  /// A shorter run is chance.
  private static let minimum = 6

  /// Where readable UTF-8 stands for at least six characters in a row.
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

  /// How many bytes the readable character at `at` has; 0 where there is none.
  private static func length(_ bytes: Span<UInt8>, at: Int) -> Int {
    let byte = bytes[at]
    if byte < 0x80 { return byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 ? 1 : 0 }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
    guard at + length <= bytes.count, UTF8Text.isValid(bytes.extracting(at..<at + length)) else { return 0 }
    // U+FFFD stands where bytes were lost.
    return length == 3 && byte == 0xEF && bytes[at + 1] == 0xBF && bytes[at + 2] == 0xBD ? 0 : length
  }
}
