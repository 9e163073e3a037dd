import Bytes

/// Reads the values of a business card (vCard, RFC 6350) or a calendar (iCalendar, RFC 5545), whose lines begin with a name, and of a card
/// in a bar code (`MECARD:`).
struct ContentLines {
  private let text: [UInt8]

  /// Nil for other texts, by their first words.
  init?(_ text: Span<UInt8>) {
    guard text.count > 12 else { return nil }
    var start = 0
    while start < text.count, ByteClass.isSpace(text[start]) { start += 1 }
    guard Self.begins(text, start, "BEGIN:V") || Self.begins(text, start, "MECARD:") else { return nil }
    self.text = [UInt8](copying: text)
  }

  func values() -> [NamedValue] {
    var values: [NamedValue] = []
    for line in lines() where values.count < NamedValue.maximumCount { read(line, &values) }
    return values
  }

  private static func begins(_ text: Span<UInt8>, _ start: Int, _ word: StaticString) -> Bool {
    guard start + word.utf8CodeUnitCount <= text.count else { return false }
    return zip(start..<start + word.utf8CodeUnitCount, "\(word)".utf8).allSatisfy { text[$0] == $1 }
  }

  /// The lines, including their continuations. The members of a card in a bar code are between semicolons.
  private func lines() -> [Range<Int>] {
    let isCode = text.starts(with: "MECARD:".utf8)
    var lines: [Range<Int>] = []
    var start = isCode ? 7 : 0
    for at in start...text.count {
      let isEnd = at == text.count || text[at] == (isCode ? UInt8(ascii: ";") : UInt8(ascii: "\n"))
      // A line that begins with a space continues the one before (RFC 5545 § 3.1).
      guard isEnd, isCode || at + 1 >= text.count || text[at + 1] != UInt8(ascii: " ") else { continue }
      var end = at
      if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      if end > start { lines.append(start..<end) }
      start = at + 1
    }
    return lines
  }

  /// `NAME;PARAMETER=VALUE:value`; the group of `item1.TEL` is ignored.
  private func read(_ line: Range<Int>, _ values: inout [NamedValue]) {
    var isQuoted = false
    let colon = line.first { at in
      if text[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted && text[at] == UInt8(ascii: ":")
    }
    guard let colon else { return }
    let head = line.lowerBound..<colon
    let nameEnd = head.first { text[$0] == UInt8(ascii: ";") } ?? colon
    let nameStart = (line.lowerBound..<nameEnd).last { text[$0] == UInt8(ascii: ".") }.map { $0 + 1 } ?? line.lowerBound
    let name = nameStart..<nameEnd
    guard 1...NamedValue.longestName ~= name.count else { return }
    if let person = parameter("CN=", in: nameEnd..<colon) { values.append(NamedValue(name: name, value: person, meaning: "fullname")) }
    let value = colon + 1..<line.upperBound
    guard let meaning = Self.meanings[String(decoding: text[name], as: UTF8.self).uppercased()] else { return }
    switch meaning {
    case "n":
      let parts = parts(of: value)
      for (part, meaning) in zip(parts, parts.count == 1 ? ["fullname"] : ["familyname", "givenname"]) where !part.isEmpty {
        values.append(NamedValue(name: name, value: part, meaning: meaning))
      }
    case "streetaddress":
      let parts = parts(of: value).filter { !$0.isEmpty }
      if let first = parts.first, let last = parts.last {
        values.append(NamedValue(name: name, value: first.lowerBound..<last.upperBound, meaning: meaning))
      }
    default:
      if 1...NamedValue.longestValue ~= value.count { values.append(NamedValue(name: name, value: value, meaning: meaning)) }
    }
  }

  /// The value of a parameter before the colon, without its quotes.
  private func parameter(_ name: StaticString, in range: Range<Int>) -> Range<Int>? {
    let mark = Array("\(name)".utf8)
    guard let at = range.first(where: { text[$0] == UInt8(ascii: ";") && text[($0 + 1)...].starts(with: mark) }) else { return nil }
    var start = at + 1 + mark.count
    let isQuoted = start < range.upperBound && text[start] == UInt8(ascii: "\"")
    if isQuoted { start += 1 }
    let end = (start..<range.upperBound).first { text[$0] == (isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: ";")) } ?? range.upperBound
    return start < end ? start..<end : nil
  }

  /// The parts between semicolons.
  private func parts(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || text[at] == UInt8(ascii: ";") {
      parts.append(start..<at)
      start = at + 1
    }
    return parts
  }

  /// The meaning of each name, as a key that rules know.
  private static let meanings: [String: String] = [
    "FN": "fullname", "N": "n", "NICKNAME": "nickname", "TEL": "phone", "EMAIL": "email", "ADR": "streetaddress", "LABEL": "streetaddress",
    "NOTE": "notetext", "BDAY": "birthday", "TITLE": "jobtitle", "SUMMARY": "summary", "DESCRIPTION": "comment", "COMMENT": "comment",
    "LOCATION": "location", "CONTACT": "contact",
  ]
}
