import Bytes

/// The texts of a script: what stands between quotes and has a blank, as labels and messages have.
enum ScriptTexts {
  /// Longer texts are no labels, in bytes.
  private static let longest = 512

  static func forEach(in script: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var at = 0
    while at < script.count {
      let quote = script[at]
      at += 1
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`") else { continue }
      var (end, hasBlank) = (at, false)
      while end < script.count, end - at <= longest, script[end] != quote, script[end] != UInt8(ascii: "\n") {
        if script[end] == UInt8(ascii: " ") { hasBlank = true }
        end += script[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      // What runs on is no text, or began at a quote that ended one.
      guard end < script.count, script[end] == quote else { continue }
      if hasBlank {
        let inside = script.extracting(at..<end)
        if ByteClass.of(inside).some.contains(.backslash) { body(JSONEscapes.decoded(inside).span) } else { body(inside) }
      }
      at = end + 1
    }
  }
}
