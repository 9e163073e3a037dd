import Auditing
import Knowledge
import Remedies

extension HTMLPage {
  /// Code of more lines is folded until somebody asks for it.
  private static let maximumLines = 24
  /// How many lines of code are told; a capture may hold any number of names.
  private static let maximumToldLines = 200

  /// What to change: the rule's advice, the code that does it, then what each destination offers, with what does not help said to.
  func fix(for cause: Cause) -> HTMLContent {
    let offers = cause.reachedFieldsByDestination.prefix(Self.maximumDestinations).compactMap {
      destination, reachedFields -> HTMLContent? in
      var seen: Set<String> = []
      let controls = reachedFields.flatMap(\.first.controls).filter { seen.insert($0.set).inserted }
      guard !controls.isEmpty else { return nil }
      return [
        "name": name(of: destination),
        "controls": controls.sorted { $0.isEffective && !$1.isEffective }.map {
          ["set": $0.set, "note": $0.note ?? false, "isEffective": $0.isEffective]
        } as [HTMLContent],
      ]
    }
    let snippets = report.snippets(for: cause).map(content)
    return ["advice": cause.lead.rule.fix, "offers": offers, "hasSnippets": !snippets.isEmpty, "snippets": snippets]
  }

  /// The code for one library. It goes line by line, because one text of a page is cut where it is long.
  private func content(of snippet: Snippet) -> HTMLContent {
    let lines = snippet.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let more = lines.count - Self.maximumToldLines
    return [
      "library": snippet.library, "place": snippet.place, "language": snippet.language.rawValue, "doubt": snippet.doubt ?? false,
      "isShort": lines.count <= Self.maximumLines,
      "lines": Array(lines.prefix(Self.maximumToldLines)), "more": more > 0 ? Self.counted(more, "more line") : false,
    ]
  }
}
