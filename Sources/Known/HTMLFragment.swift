import Bytes
import Knowledge

/// The texts of an HTML fragment whose elements say whose they are: `<div class="issue-title">…</div>`.
///
/// A page has no key that says whose its text is. In a fragment that a script loads, the names of classes often do, but they also name
/// headings and buttons of the app. So a name counts only if it has two parts: a thing that people make or are, and a member of it.
struct HTMLFragment {
  /// A text, and what its element is called.
  struct Text {
    var thing: String
    var member: String
    var text: [UInt8]
  }

  private let words: OwnTrafficWords
  /// The maximum numbers of texts, and of bytes of one.
  private static let most = 1_000
  private static let longest = 4_096
  /// How much of a document shows that it is a page.
  private static let head = 1_024

  init(words: OwnTrafficWords) {
    self.words = words
  }

  /// Whether a document is only a part of a page.
  static func isFragment(_ html: Span<UInt8>) -> Bool {
    var at = 0
    while let open = html.first(UInt8(ascii: "<"), in: at..<min(html.count, head)) {
      if ["!doctype", "html", "head", "body"].contains(where: { begins(html, open + 1, with: $0) }) { return false }
      at = open + 1
    }
    return true
  }

  /// The texts as JSON: `[{"issue": {"title": "…"}}]`.
  func json(_ html: Span<UInt8>) -> [UInt8] {
    var writer = JSONWriter()
    writer.array(texts(in: html)) { writer, text in
      writer.object { writer in
        writer.key(text.thing)
        writer.object { $0.member(text.member, String(decoding: text.text, as: UTF8.self)) }
      }
    }
    return writer.bytes
  }

  /// Calls `body` with what a page says to everybody: its buttons, and what it calls the fields of its forms.
  static func forEachLabel(in html: Span<UInt8>, _ body: ([UInt8]) -> Void) {
    var at = 0
    while let open = html.first(UInt8(ascii: "<"), in: at..<html.count) {
      at = open + 1
      guard at < html.count, ["b", "l"].contains(UnicodeScalar(html[at] | 0x20)) else { continue }
      let element = name(html, at)
      guard ["button", "label", "legend"].contains(String(copying: html.extracting(element)).lowercased()) else { continue }
      let start = endOfTag(html, element.upperBound)
      let text = plain(html.extracting(start..<max(start, close(of: element, html, from: start))))
      if 4...512 ~= text.count { body(text) }
      at = start
    }
  }

  /// The texts of elements that are called so.
  func texts(in html: Span<UInt8>) -> [Text] {
    var texts: [Text] = []
    var at = 0
    while texts.count < Self.most, let open = html.first(UInt8(ascii: "<"), in: at..<html.count) {
      at = open + 1
      guard at < html.count, ByteClass.isLetter(html[at]) else { continue }
      let end = Self.endOfTag(html, at)
      let element = Self.name(html, at)
      defer { at = end }
      guard !Self.fixed.contains(String(copying: html.extracting(element)).lowercased()),
        let (thing, member) = name(html, element.upperBound..<end)
      else { continue }
      let content = html.extracting(end..<Self.close(of: element, html, from: end))
      let text = Self.plain(content)
      if 2...Self.longest ~= text.count { texts.append(Text(thing: thing, member: member, text: text)) }
    }
    return texts
  }

  /// Elements whose texts are the app's own.
  private static let fixed: Set<String> = [
    "label", "button", "th", "legend", "nav", "summary", "option", "select", "script", "style", "input", "img", "svg", "header", "footer",
    "form",
  ]

  // MARK: Names

  /// What the attributes of a tag call its text: the thing and its member.
  private func name(_ html: Span<UInt8>, _ tag: Range<Int>) -> (thing: String, member: String)? {
    var at = tag.lowerBound
    while at < tag.upperBound {
      let name = Self.name(html, at)
      guard !name.isEmpty else {
        at += 1
        continue
      }
      at = name.upperBound
      guard at + 1 < tag.upperBound, html[at] == UInt8(ascii: "="), html[at + 1] == UInt8(ascii: "\"") || html[at + 1] == UInt8(ascii: "'")
      else {
        continue
      }
      let end = html.first(html[at + 1], in: at + 2..<tag.upperBound) ?? tag.upperBound
      let value = String(copying: html.extracting(at + 2..<end))
      at = end + 1
      let attribute = String(copying: html.extracting(name)).lowercased()
      guard attribute == "class" || attribute == "id" || attribute == "itemprop" || attribute.hasPrefix("data-") else { continue }
      for word in value.split(separator: " ").prefix(16) {
        if let known = self.name(of: word, isProperty: attribute == "itemprop") { return known }
      }
    }
    return nil
  }

  /// The thing and the member that a name consists of: `issue-title`, `commentBody`, `c-card__author-name`. A property of microdata is one by
  /// itself (https://schema.org): `author`.
  private func name(of word: Substring, isProperty: Bool) -> (thing: String, member: String)? {
    var parts: [String] = []
    var last: Character = "-"
    for character in word {
      if character.isLetter, character.isUppercase && last.isLowercase || !last.isLetter {
        parts.append("")
      }
      if character.isLetter { parts[parts.count - 1] += character.lowercased() }
      last = character
    }
    guard let member = parts.last else { return nil }
    if isProperty, parts.count == 1 { return words.people.contains(member) ? (member, "name") : isText(member) ? ("item", member) : nil }
    guard parts.count > 1, isText(member) || words.facts[member] != nil else { return nil }
    let thing = parts[parts.count - 2]
    if words.remarks.contains(thing) { return words.texts.contains(member) ? (thing, member) : nil }
    if words.things.contains(thing), isText(member) { return (thing, member) }
    return words.people.contains(thing) && words.facts[member] != nil ? (thing, member) : nil
  }

  private func isText(_ member: String) -> Bool { words.titles.contains(member) || words.texts.contains(member) }

  // MARK: Markup

  /// A text without tags, with character references decoded and white space as single blanks.
  private static func plain(_ html: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    var at = 0
    while at < html.count, text.count <= longest {
      if html[at] == UInt8(ascii: "<"), at + 1 < html.count, ByteClass.isLetter(html[at + 1]) || html[at + 1] == UInt8(ascii: "/") {
        at = endOfTag(html, at + 1)
        if let last = text.last, last != UInt8(ascii: " ") { text.append(UInt8(ascii: " ")) }
        continue
      }
      if !ByteClass.isSpace(html[at]) {
        text.append(html[at])
      } else if let last = text.last, last != UInt8(ascii: " ") {
        text.append(UInt8(ascii: " "))
      }
      at += 1
    }
    if text.last == UInt8(ascii: " ") { text.removeLast() }
    return HTMLEntities.isEncoded(text.span) ? HTMLEntities.decoded(text.span) : text
  }

  /// Where the element ends whose tag ended at an offset, or the text if it never does.
  private static func close(of element: Range<Int>, _ html: Span<UInt8>, from start: Int) -> Int {
    let name = String(copying: html.extracting(element)).lowercased()
    let limit = min(html.count, start + longest * 4)
    var (at, depth) = (start, 0)
    while let open = html.first(UInt8(ascii: "<"), in: at..<limit) {
      at = open + 1
      if begins(html, at, with: "/" + name) {
        if depth == 0 { return open }
        depth -= 1
      } else if begins(html, at, with: name), at + name.utf8.count < html.count, !ByteClass.isWord(html[at + name.utf8.count]) {
        depth += 1
      }
    }
    return limit
  }

  /// The offset after the `>` of a tag. A quoted value may hold one.
  private static func endOfTag(_ html: Span<UInt8>, _ start: Int) -> Int {
    var (at, quote) = (start, UInt8(0))
    while at < html.count {
      let byte = html[at]
      at += 1
      if quote == 0, byte == UInt8(ascii: ">") { return at }
      if quote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte } else if byte == quote { quote = 0 }
    }
    return at
  }

  private static func name(_ html: Span<UInt8>, _ start: Int) -> Range<Int> {
    var end = start
    while end < html.count, ByteClass.isWord(html[end]) || html[end] == UInt8(ascii: "-") || html[end] == UInt8(ascii: ":") { end += 1 }
    return start..<end
  }

  private static func begins(_ text: Span<UInt8>, _ at: Int, with word: String) -> Bool {
    at + word.utf8.count <= text.count && zip(at..., word.utf8).allSatisfy { text[$0] == $1 || text[$0] | 0x20 == $1 }
  }
}
