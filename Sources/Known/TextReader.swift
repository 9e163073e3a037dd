import Bytes
import Knowledge
import Payloads

/// Learns user-written texts from a payload of the app's own, by the names of its members. Values that a program chooses from a
/// list, such as a status, are not texts.
struct TextReader {
  private let paths: PathTable
  /// What the path of a URL or a member implies for everything below it.
  private var verdicts: [Verdict] = []
  private var numbers = PathNumbers()

  init(paths: PathTable) {
    self.paths = paths
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
  }

  /// The user-written texts of a payload. `wasSent` says that they were sent to the app's server: then any text of several words
  /// was typed by someone, whatever its name.
  mutating func texts(
    in payload: borrowing Payload, record: Span<UInt8>, wasSent: Bool, _ body: (_ field: Payload.Field, _ text: Span<UInt8>) -> Void
  ) {
    for field in payload.fields where field.isString && (field.isLeaf || field.isNamed) && 4...65_536 ~= field.range.count {
      guard let node = payload.member(of: field) else { continue }
      let verdict = verdict(of: node.path)
      guard verdict != .own, verdict != .nothing || wasSent else { continue }
      payload.withBytes(of: field.layer, record: record) { layer in
        let text = layer.extracting(field.range)
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
      if byte >= 0xE3 { wide += 1 }
      if byte == UInt8(ascii: "/"), at + 1 < text.count, ByteClass.of(text[at + 1]).contains(.digit) { return false }
      let isWord = ByteClass.isWord(byte)
      if isWord, !isInside { words += 1 }
      isInside = isWord || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    let hasBlank = text.first(UInt8(ascii: " "), in: 0..<text.count) != nil
    return words >= least && hasBlank && text.count >= 8 || wide >= 4
  }

  private mutating func verdict(of path: Int) -> Verdict {
    if let known = numbers.known(path, in: paths) { return verdicts[known] }
    let entry = paths.entries[path]
    let above = entry.parent > PathTable.root ? verdict(of: entry.parent) : .nothing
    let verdict: Verdict =
      if above == .own || Self.own.contains(entry.name) {
        .own
      } else if Self.texts.contains(entry.name) || above == .text && entry.key == "*" {
        .text
      } else if Self.titles.contains(entry.name) {
        .title
      } else if let inner = entry.innerName, Self.texts.contains(inner) || Self.titles.contains(inner) {
        .title
      } else {
        .nothing
      }
    numbers.keep(verdict, of: path, in: &verdicts)
    return verdict
  }

  /// Whether the path of a URL is that of the app's own texts: `/static/i18n/en.json`.
  static func isOwn(path: Span<UInt8>) -> Bool {
    let segments = String(copying: path).lowercased().split { !$0.isLetter && !$0.isNumber }
    return segments.contains { own.contains(String($0)) || files.contains(String($0)) }
  }

  private static let titles: Set<String> = [
    "title", "name", "summary", "subject", "headline", "heading", "caption", "formname", "formtitle", "pagetitle", "boardname",
    "projectname",
    "documentname", "filename", "displayname", "topic", "goal", "query", "q", "search", "searchterm", "searchquery", "term", "keyword",
    "keywords", "titel", "nom", "titre", "titulo", "nombre", "betreff",
  ]

  private static let texts: Set<String> = [
    "description", "comment", "comments", "body", "text", "content", "contents", "note", "notes", "message", "question", "answer",
    "answers",
    "feedback", "reason", "bio", "about", "prompt", "reply", "response", "post", "details", "story", "review", "html", "markdown",
    "plaintext",
    "beschreibung", "kommentar", "commentaire", "descripcion", "comentario",
  ]

  /// The names of objects with texts of the app's own: translations, settings, and options.
  private static let own: Set<String> = [
    "i18n", "l10n", "locale", "locales", "lang", "languages", "translations", "translation", "strings", "labels", "label", "enum", "enums",
    "options", "option", "choices", "status", "statuses", "state", "states", "statuscategory", "priority", "priorities", "resolution",
    "resolutions", "issuetype", "issuetypes", "type", "types", "category", "categories", "role", "roles", "permission", "permissions",
    "plan",
    "plans", "edition", "feature", "features", "featureflags", "flags", "experiments", "menu", "nav", "navigation", "columns", "theme",
    "themes",
    "settings", "config", "configuration", "preferences", "schema", "schemas", "template", "templates", "blueprints", "manifest",
    "descriptor", "modules", "currency", "country", "countries", "timezone", "timezones", "error", "errors", "errormessages", "warnings",
    "help",
    "tips", "hints", "placeholder", "tooltip", "onboarding", "tour", "changelog", "announcements", "license", "licenses",
  ]
  private static let files: Set<String> = ["static", "assets", "dist", "js", "css", "fonts", "images"]
}
