import Bytes

/// Texts from rich-text editors: HTML with only paragraphs, lists and emphasis, which people wrote. Pages have other elements, or
/// attributes.
enum RichText {
  /// The longest text that is read, in bytes.
  private static let longest = 4_096

  /// The text without its tags; nil if no editor wrote it. Few texts begin with `<`.
  static func plain(_ text: Span<UInt8>) -> [UInt8]? {
    guard 8...longest ~= text.count, text[0] == UInt8(ascii: "<"), ByteClass.isLetter(text[1]) else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(text.count)
    var at = 0
    while at < text.count {
      guard text[at] == UInt8(ascii: "<"), let end = text.first(UInt8(ascii: ">"), in: at..<text.count) else {
        plain.append(text[at])
        at += 1
        continue
      }
      guard let isBlock = isBlock(text, at + 1..<end) else { return nil }
      if isBlock, plain.last != UInt8(ascii: " ") { plain.append(UInt8(ascii: " ")) }
      at = end + 1
    }
    return plain
  }

  /// Whether a tag separates blocks of text; nil for a tag that editors do not write.
  private static func isBlock(_ text: Span<UInt8>, _ tag: Range<Int>) -> Bool? {
    var start = tag.lowerBound
    if start < tag.upperBound, text[start] == UInt8(ascii: "/") { start += 1 }
    var end = start
    while end < tag.upperBound, ByteClass.isWord(text[end]) { end += 1 }
    guard 1...10 ~= end - start else { return nil }
    let name = String(copying: text.extracting(start..<end)).lowercased()
    if blocks.contains(name) { return end == tag.upperBound || text[end] != UInt8(ascii: " ") || name == "p" || name == "br" ? true : nil }
    return inline.contains(name) ? false : nil
  }

  private static let blocks: Set<String> = ["p", "br", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr"]
  private static let inline: Set<String> = ["b", "i", "u", "s", "em", "strong", "code", "a", "sub", "sup", "del", "mark"]
}
