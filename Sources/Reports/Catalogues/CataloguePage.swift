import Vocabulary

/// A rule or a destination as a page: for `telltale explain`, and for a section of the documents.
package struct CataloguePage {
  /// How the lines of a section are written.
  package enum Form {
    /// Sentences, in which backticks mark code.
    case prose
    /// One line for each item; a document has them in one line.
    case list, words
    /// The same for items that are code, that contain names of fields as code, and that may be references with a URL.
    case code, fields, references
    /// Text that is shown unchanged.
    case literal
  }

  /// A fact in a few words.
  package struct Row {
    package var label: String
    package var value: String
    /// Whether only `explain` shows it.
    package var isDetail = false
  }

  /// Text below a heading.
  package struct Section {
    package var title: String
    package var lines: [String]
    package var form: Form
    /// Whether only `explain` shows it.
    package var isDetail = false
  }

  package var id: String
  package var title: String
  package var rows: [Row] = []
  package var sections: [Section] = []

  mutating func row(_ label: String, _ value: String?, isDetail: Bool = false) {
    if let value, !value.isEmpty { rows.append(Row(label: label, value: value, isDetail: isDetail)) }
  }

  mutating func section(_ title: String, _ lines: [String], _ form: Form, isDetail: Bool = false) {
    if !lines.isEmpty { sections.append(Section(title: title, lines: lines, form: form, isDetail: isDetail)) }
  }

  /// The page for a terminal with this number of columns.
  package func text(width: Int) -> String {
    var text = "\(title)\n\n"
    for row in [Row(label: "id", value: id)] + rows {
      let indent = String(repeating: " ", count: Self.labelWidth + 1)
      let lines = row.value.wrapped(width: max(width - indent.count, 20))
      text += Self.padded(row.label, Self.labelWidth) + " " + lines.joined(separator: "\n" + indent) + "\n"
    }
    for section in sections {
      text += "\n\(section.title)\n"
      for line in section.lines {
        switch section.form {
        case .prose: text += line.wrapped(width: width - 2).map { "  \($0)\n" }.joined()
        case .list, .words, .code, .fields, .references:
          for (index, row) in line.wrapped(width: width - 4).enumerated() { text += (index == 0 ? "  " : "    ") + row + "\n" }
        case .literal: text += "  \(line)\n"
        }
      }
    }
    return text
  }

  private static let labelWidth = 11

  static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
