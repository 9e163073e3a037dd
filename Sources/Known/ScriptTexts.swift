import Bytes

/// The labels and messages in a script of a capture: texts between quotes that contain a space.
enum ScriptTexts {
  /// The maximum length of a label in bytes.
  private static let longest = 512

  /// Calls `body` with each text, decoded; `script` is as in the JSON of the capture.
  static func forEach(in script: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var at = 0
    while at < script.count {
      let quote = script[at]
      at += 1
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`") else { continue }
      // Not a text: it has no end, or began at a closing quote.
      guard let (range, next, hasBlank) = text(from: at, to: quote, script) else { continue }
      at = next
      guard hasBlank else { continue }
      let raw = script.extracting(range)
      guard isEscaped(raw) else {
        body(raw)
        continue
      }
      // Once for the JSON, and once for the script.
      var decoded = JSONEscapes.decoded(raw)
      if isEscaped(decoded.span) { decoded = JSONEscapes.decoded(decoded.span) }
      body(decoded.span)
    }
  }

  /// Calls `body` with the text of each line of a list of texts, behind its key: `form.title = Create a form`.
  static func forEachLine(in text: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var at = 0
    while at < text.count {
      let end = text.first(UInt8(ascii: "\n"), in: at..<text.count) ?? text.count
      let line = text.extracting(at..<end)
      at = end + 1
      guard line.count <= longest,
        let sign = (0..<line.count).first(where: { line[$0] == UInt8(ascii: "=") || line[$0] == UInt8(ascii: ":") })
      else {
        continue
      }
      let value = line.extracting(sign + 1..<line.count)
      if value.first(UInt8(ascii: " "), in: 0..<value.count) != nil { body(value) }
    }
  }

  /// The text that begins after a quote, the offset after it, and whether it has a space.
  private static func text(from start: Int, to quote: UInt8, _ script: Span<UInt8>) -> (range: Range<Int>, next: Int, hasBlank: Bool)? {
    var (at, hasBlank) = (start, false)
    while at < script.count, at - start <= longest {
      let end = at
      switch character(script, &at) {
      case quote: return (start..<end, at, hasBlank)
      case UInt8(ascii: "\n"): return nil
      case UInt8(ascii: "\\"): _ = at < script.count ? character(script, &at) : 0
      case UInt8(ascii: " "): hasBlank = true
      default: break
      }
    }
    return nil
  }

  /// Consumes a character of the script, which JSON may have escaped. Characters beyond ASCII are kept as written.
  private static func character(_ script: Span<UInt8>, _ at: inout Int) -> UInt8 {
    let byte = script[at]
    at += 1
    guard byte == UInt8(ascii: "\\"), at < script.count else { return byte }
    let escaped = script[at]
    at += 1
    return escaped == UInt8(ascii: "n") || escaped == UInt8(ascii: "r") ? UInt8(ascii: "\n") : escaped == UInt8(ascii: "u") ? 0 : escaped
  }

  private static func isEscaped(_ text: Span<UInt8>) -> Bool { text.first(UInt8(ascii: "\\"), in: 0..<text.count) != nil }
}
