extension CataloguePage {
  /// The page as a section of a Markdown document. Its heading is the id, so the id is the anchor.
  package var markdown: String {
    var text = "### \(id)\n\n**\(Markdown.escaped(title))**\n\n"
    for row in rows {
      text += "- \(Self.capitalised(row.label)): \(row.values.map { Self.written($0, row.form) }.joined(separator: ", "))\n"
    }
    for section in sections where !section.isDetail {
      switch section.form {
      case .prose:
        text += "\n**\(section.title)** — \(section.lines.map { Self.written($0, .prose) }.joined(separator: " "))\n"
      case .list, .code:
        text += "\n\(section.title):\n\n" + section.lines.map { "- \(Self.written($0, section.form))\n" }.joined()
      case .literal:
        // A fence longer than any run of backticks within.
        let longest = section.lines.map { Markdown.longestRun(of: "`", in: $0) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        text += "\n\(section.title):\n\n\(fence)text\n" + section.lines.map { $0 + "\n" }.joined() + fence + "\n"
      }
    }
    return text
  }

  private static func written(_ value: String, _ form: Form) -> String {
    switch form {
    case .code: Markdown.code(value, limit: 1_000)
    case .prose, .list, .literal: Reference.url(of: value).map { "[\(Markdown.escaped(value))](\($0))" } ?? Markdown.prose(value)
    }
  }

  private static func capitalised(_ label: String) -> String { label.prefix(1).uppercased() + label.dropFirst() }
}

extension Markdown {
  /// Sentences of ours, in which backticks mark code and URLs are links.
  package static func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { number, part in
      if number % 2 == 1 { return code(String(part), limit: 1_000) }
      return part.split(separator: " ", omittingEmptySubsequences: false).map { linked(String($0)) }.joined(separator: " ")
    }.joined()
  }

  /// A word, which may be a URL with a full stop behind it.
  private static func linked(_ word: String) -> String {
    guard word.hasPrefix("https://") else { return escaped(word) }
    let url = word.prefix { !"<>()[]{}`\\|\",;".contains($0) }
    return "<\(url)>" + escaped(String(word.dropFirst(url.count)))
  }
}
