import Bytes

/// JSON in the scripts of a page, or that a script passes to a function: `window.__STATE__ = {…}`, `<script type="application/json">{…}`,
/// `JSON.parse("{…}")`, `callback({…})`.
enum EmbeddedJSON {
  /// The shortest value that can contain a fact, in bytes.
  private static let shortest = 16
  /// The maximum number of failed attempts in one text.
  private static let mostFailures = 64

  /// Calls `body` with each value in the scripts of a page.
  static func forEach(inPage page: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    var failures = 0
    var at = 0
    while let open = page.first(UInt8(ascii: "<"), in: at..<page.count) {
      at = open + 1
      guard begins(page, at, with: "script"), let start = page.first(UInt8(ascii: ">"), in: at..<page.count) else { continue }
      let end = self.end(page, from: start + 1)
      forEach(in: page.extracting(start + 1..<end), &failures, body)
      at = end
    }
  }

  /// Whether a script may begin with JSON, by its first bytes. Scripts are large, and most of them are code.
  static func mayBegin(inScript head: Span<UInt8>) -> Bool {
    guard let at = (0..<min(head.count, 256)).first(where: { mayBegin(head, $0) }) else { return false }
    var cursor = JSONCursor(at: at)
    do {
      try cursor.checkValue(head)
      return true
    } catch {
      if case .unterminated = error { return true }
      return false
    }
  }

  /// Calls `body` with the value that a script begins with: the value of a variable, or the argument of a call.
  static func first(inScript script: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    for at in 0..<min(script.count, 256) where mayBegin(script, at) {
      guard let range = value(script, at) else { return }
      return body([UInt8](copying: script.extracting(range)))
    }
  }

  /// Whether JSON has a text besides the names of its members, or a number with as many digits as a phone number. Without one it tells nothing of
  /// a person, and most values in scripts are settings.
  static func mayTell(_ json: Span<UInt8>) -> Bool {
    var (at, digits) = (0, 0)
    while at < json.count {
      digits = ByteClass.of(json[at]).contains(.digit) ? digits + 1 : 0
      if digits >= 7 { return true }
      guard json[at] == UInt8(ascii: "\"") else {
        at += 1
        continue
      }
      let start = at + 1
      at = start
      while at < json.count, json[at] != UInt8(ascii: "\"") { at += json[at] == UInt8(ascii: "\\") ? 2 : 1 }
      let length = at - start
      at += 1
      while at < json.count, ByteClass.isSpace(json[at]) { at += 1 }
      if length >= 2, at >= json.count || json[at] != UInt8(ascii: ":") { return true }
    }
    return false
  }

  private static func forEach(in script: Span<UInt8>, _ failures: inout Int, _ body: ([UInt8]) -> Void) {
    var at = 0
    while at < script.count, failures < mostFailures {
      if mayBegin(script, at) {
        if let range = value(script, at) {
          if range.count >= shortest { body([UInt8](copying: script.extracting(range))) }
          at = range.upperBound
          continue
        }
        failures += 1
      } else if let text = parsed(script, at) {
        let decoded = JSONEscapes.decoded(script.extracting(text))
        if let first = decoded.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["), decoded.count >= shortest { body(decoded) }
        at = text.upperBound
      }
      at += 1
    }
  }

  /// Whether a JSON value may begin at an offset: a brace or bracket at the beginning, or after an equals sign or a parenthesis.
  private static func mayBegin(_ script: Span<UInt8>, _ at: Int) -> Bool {
    guard script[at] == UInt8(ascii: "{") || script[at] == UInt8(ascii: "[") else { return false }
    var before = at
    while before > 0, ByteClass.isSpace(script[before - 1]) { before -= 1 }
    return before == 0 || script[before - 1] == UInt8(ascii: "=") || script[before - 1] == UInt8(ascii: "(")
  }

  private static func value(_ script: Span<UInt8>, _ at: Int) -> Range<Int>? {
    var cursor = JSONCursor(at: at)
    return try? cursor.checkValue(script)
  }

  /// The argument of the `JSON.parse(` at an offset, without its quotes.
  private static func parsed(_ script: Span<UInt8>, _ at: Int) -> Range<Int>? {
    let call = "JSON.parse("
    guard script[at] == UInt8(ascii: "J"), begins(script, at, with: call), at + call.utf8.count < script.count else { return nil }
    let start = at + call.utf8.count + 1
    let quote = script[start - 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    var end = start
    while end < script.count, script[end] != quote { end += script[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return end < script.count ? start..<end : nil
  }

  /// The end of the script that begins at an offset.
  private static func end(_ page: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while let close = page.first(UInt8(ascii: "<"), in: at..<page.count) {
      if begins(page, close + 1, with: "/script") { return close }
      at = close + 1
    }
    return page.count
  }

  private static func begins(_ text: Span<UInt8>, _ at: Int, with word: String) -> Bool {
    at + word.utf8.count <= text.count && zip(at..., word.utf8).allSatisfy { text[$0] == $1 || text[$0] | 0x20 == $1 }
  }
}
