import Bytes

/// The texts of an HTML document that its reader or a program sees: between tags, in attributes, and in JSON-LD.
package enum DocumentTexts {
  /// The longest text that may be a label, in bytes.
  private static let longest = 512

  /// Calls `body` with each text, with white space and case folded by ``folded(_:)``.
  package static func forEach(in document: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    var at = 0
    while at < document.count {
      guard document[at] == UInt8(ascii: "<") else {
        let end = document.first(UInt8(ascii: "<"), in: at..<document.count) ?? document.count
        take(document.extracting(at..<end), body)
        at = end
        continue
      }
      let end = document.first(UInt8(ascii: ">"), in: at..<document.count) ?? document.count
      let tag = document.extracting(at..<end)
      quoted(in: tag, body)
      at = min(end + 1, document.count)
      guard begins(tag, with: "<script") || begins(tag, with: "<style") else { continue }
      let close = closing(begins(tag, with: "<script") ? "</script" : "</style", document, from: at)
      // Metadata for search engines is JSON in a script.
      if String(copying: tag).contains("ld+json") { quoted(in: document.extracting(at..<close), body) }
      at = close
    }
  }

  /// The form of a text for comparisons: character references decoded, white space as single blanks, ASCII letters in lower case.
  package static func folded(_ text: Span<UInt8>) -> [UInt8] {
    if HTMLEntities.isEncoded(text) { return folded(HTMLEntities.decoded(text).span) }
    var folded: [UInt8] = []
    for at in text.indices {
      if !ByteClass.isSpace(text[at]) {
        folded.append(ByteClass.folded(text[at]))
      } else if let last = folded.last, last != UInt8(ascii: " ") {
        folded.append(UInt8(ascii: " "))
      }
    }
    if folded.last == UInt8(ascii: " ") { folded.removeLast() }
    return folded
  }

  private static func take(_ text: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    guard 2...longest * 2 ~= text.count else { return }
    let folded = folded(text)
    if 2...longest ~= folded.count { body(folded) }
  }

  /// Passes on what is in quotes: values of attributes, and strings of JSON.
  private static func quoted(in text: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    var at = 0
    while at < text.count {
      let quote = text[at]
      at += 1
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      var end = at
      while end < text.count, text[end] != quote { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
      end = min(end, text.count)
      let inside = text.extracting(at..<end)
      if ByteClass.of(inside).some.contains(.backslash) { take(JSONEscapes.decoded(inside).span, body) } else { take(inside, body) }
      at = end + 1
    }
  }

  private static func begins(_ tag: Span<UInt8>, with word: StaticString) -> Bool {
    guard tag.count >= word.utf8CodeUnitCount else { return false }
    return zip(tag.indices, "\(word)".utf8).allSatisfy { ByteClass.folded(tag[$0]) == $1 }
  }

  private static func closing(_ word: StaticString, _ document: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while let open = document.first(UInt8(ascii: "<"), in: at..<document.count) {
      if begins(document.extracting(open..<document.count), with: word) { return open }
      at = open + 1
    }
    return document.count
  }
}
