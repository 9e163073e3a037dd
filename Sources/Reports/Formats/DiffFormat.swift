import Auditing

/// The formats of a difference of inventories.
package enum DiffFormat: String, OutputFormat {
  case text, json, markdown

  package func render(_ report: DiffReport, style: TextReport.Style) -> String {
    switch self {
    case .text: DiffText.render(report.diff, report.gate, style: style)
    case .json: DiffJSON.render(report.diff, report.gate)
    case .markdown: DiffMarkdown.render(report.diff, report.gate)
    }
  }
}
