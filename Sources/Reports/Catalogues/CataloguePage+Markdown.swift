import Knowledge

extension CataloguePage {
  /// The page as a section of a Markdown document. Its heading is the ID, so the ID is the anchor.
  package var markdown: String {
    var text = "### \(id)\n\n**\(Markdown.escaped(title))**\n\n"
    for row in rows where !row.isDetail {
      text += "- \(row.label.prefix(1).uppercased() + row.label.dropFirst()): \(Markdown.prose(row.value))\n"
    }
    for section in sections where !section.isDetail { text += "\n" + section.markdown }
    return text
  }
}

extension CataloguePage.Section {
  fileprivate var markdown: String {
    switch form {
    case .prose: "**\(title):** \(lines.map(Markdown.prose).joined(separator: " "))\n"
    case .code, .fields, .references: "**\(title):** \(lines.map(written).joined(separator: ", "))\n"
    // Each may be a list itself.
    case .words: "**\(title):** \(lines.map(written).joined(separator: "; "))\n"
    case .list: "**\(title):**\n\n" + lines.map { "- \(Markdown.prose($0))\n" }.joined()
    case .literal: "**\(title):**\n\n\(block)"
    }
  }

  private func written(_ value: String) -> String {
    switch form {
    case .code: Markdown.code(value, limit: 1_000)
    case .fields where CanonicalField.isKnown(value): "`\(value)`"
    case .references: Reference.url(of: value).map { "[\(Markdown.escaped(value))](\($0))" } ?? Markdown.prose(value)
    case .prose, .list, .words, .fields, .literal: Markdown.prose(value)
    }
  }

  /// The lines unchanged, in a fence longer than any run of backticks in them.
  private var block: String {
    let longest = lines.map { Markdown.longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n" + lines.map { $0 + "\n" }.joined() + fence + "\n"
  }
}

extension Markdown {
  /// Sentences of a rule, in which backticks mark code and URLs are links.
  static func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { number, part in
      if number % 2 == 1 { return code(String(part), limit: 1_000) }
      return part.split(separator: " ", omittingEmptySubsequences: false).map { linked(String($0)) }.joined(separator: " ")
    }.joined()
  }

  /// A word, which may be a URL followed by a full stop.
  private static func linked(_ word: String) -> String {
    guard word.hasPrefix("https://") else { return escaped(word) }
    let url = word.prefix { !"<>()[]{}`\\|\",;".contains($0) }
    return "<\(url)>" + escaped(String(word.dropFirst(url.count)))
  }
}
