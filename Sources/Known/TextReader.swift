import Bytes
import Knowledge
import Payloads

/// Learns user-written texts from a payload of the app's own, by the names of its members. Values that a program chooses from a
/// list, such as a status, are not texts.
struct TextReader {
  private let paths: PathTable
  private let words: OwnTrafficWords
  /// What the path of a URL or a member implies for everything below it.
  private var verdicts: [Verdict] = []
  private var numbers = PathNumbers()

  init(paths: PathTable, words: OwnTrafficWords) {
    self.paths = paths
    self.words = words
  }

  /// What a member's name says about its text.
  private enum Verdict {
    case nothing
    /// It is a name of something: the text counts from two words on.
    case title
    /// It is a text.
    case text
    /// It belongs to the app.
    case own
    /// The app offers it to everybody.
    case label
  }

  /// The user-written texts of a payload. `wasSent` says that they were sent to the app's server: then any text of several words
  /// was typed by someone, whatever its name. `label` takes what the app offers to everybody.
  mutating func texts(
    in payload: borrowing Payload, record: Span<UInt8>, wasSent: Bool, label: (Span<UInt8>) -> Void,
    _ body: (_ field: Payload.Field, _ text: Span<UInt8>) -> Void
  ) {
    for field in payload.fields where field.isString && (field.isLeaf || field.isNamed) && 4...65_536 ~= field.range.count {
      guard let node = payload.member(of: field) else { continue }
      let verdict = verdict(of: node.path)
      guard verdict != .own, verdict != .nothing || wasSent, verdict != .label || !wasSent else { continue }
      payload.withBytes(of: field.layer, record: record) { layer in
        let text = layer.extracting(field.range)
        if verdict == .label { return label(text) }
        if Self.counts(text, least: verdict == .nothing ? 3 : 2), !Placeholder.occurs(in: text), !StockTexts.shared.isStock(text) {
          body(field, text)
        }
      }
    }
  }

  /// Whether a text has enough words, and is not the name of a program with its version (RFC 9110 § 10.1.5).
  private static func counts(_ text: Span<UInt8>, least: Int) -> Bool {
    var (words, wide, isInside) = (0, 0, false)
    for at in 0..<min(text.count, 512) {
      let byte = text[at]
      if isUnspaced(text, at) { wide += 1 }
      if byte == UInt8(ascii: "/"), at > 0, at + 1 < text.count, ByteClass.isLetter(text[at - 1]),
        ByteClass.of(text[at + 1]).contains(.digit)
      {
        return false
      }
      let isWord = ByteClass.isWord(byte)
      if isWord, !isInside { words += 1 }
      isInside = isWord || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    let hasBlank = text.first(UInt8(ascii: " "), in: 0..<text.count) != nil
    return words >= least && hasBlank && text.count >= 8 || wide >= 4
  }

  /// Whether a character of a script without spaces begins here: Chinese, Japanese, Korean, Thai, Lao, Burmese, Khmer.
  private static func isUnspaced(_ text: Span<UInt8>, _ at: Int) -> Bool {
    if text[at] >= 0xE3 { return true }
    guard text[at] >= 0xE0, at + 1 < text.count else { return false }
    return text[at] == 0xE0 ? text[at + 1] >= 0xB8 : text[at] == 0xE1 && (0x80...0x82 ~= text[at + 1] || 0x9E...0x9F ~= text[at + 1])
  }

  private mutating func verdict(of path: Int) -> Verdict {
    if let known = numbers.known(path, in: paths) { return verdicts[known] }
    let entry = paths.entries[path]
    let above = entry.parent > PathTable.root ? verdict(of: entry.parent) : .nothing
    let verdict: Verdict =
      if above == .label || words.labels.contains(entry.name) {
        .label
      } else if above == .own || words.own.contains(entry.name) || isInCatalogue(entry) {
        .own
      } else if words.texts.contains(entry.name) || above == .text && entry.key == "*" {
        .text
      } else if words.titles.contains(entry.name) {
        .title
      } else if let inner = entry.innerName, words.texts.contains(inner) || words.titles.contains(inner) {
        .title
      } else {
        .nothing
      }
    numbers.keep(verdict, of: path, in: &verdicts)
    return verdict
  }

  /// Whether a member is in an object of messages: a catalogue of the app's, where a list is what people write.
  private func isInCatalogue(_ entry: PathTable.Entry) -> Bool {
    let parent = paths.entries[entry.parent]
    return entry.key != "*" && entry.parent > PathTable.root && parent.key != "*" && parent.name == "messages"
  }

  /// Whether the path of a URL is that of the app's own texts: `/static/i18n/en.json`.
  func isOwn(path: Span<UInt8>) -> Bool {
    let segments = String(copying: path).lowercased().split { !$0.isLetter && !$0.isNumber }
    return segments.contains { words.own.contains(String($0)) || words.files.contains(String($0)) }
  }
}
