package import Auditing
import Captures
import SystemPackage

/// The forms that the report of an audit can take.
package enum ReportFormat: String, OutputFormat {
  case text, json, ndjson, html, sarif, junit, markdown, github, gitlab

  /// The form that the ending of a file's name asks for, whatever its case; nil for an ending that asks for none.
  package init?(fileEnding path: String) {
    let name = FilePath(text: path).name.lowercased()
    guard let format = Self.fileEndings.first(where: { name.hasSuffix($0.ending) && name != $0.ending })?.format else { return nil }
    self = format
  }

  /// The endings of report files and what they ask for. The others are told apart by their content alone, and have none.
  package static let fileEndings: [(ending: String, format: ReportFormat)] = [
    (".html", .html), (".sarif.json", .sarif), (".sarif", .sarif), (".json", .json), (".ndjson", .ndjson), (".xml", .junit),
    (".md", .markdown),
  ]

  /// Whether the report shows code that stops a cause, where the audit has looked for some (``Replay/trial(_:)``).
  package var showsSnippets: Bool { self == .html }

  package func render(_ report: AuditReport, style: TextReport.Style) -> String {
    switch self {
    case .text: TextReport.render(report, style: style)
    case .json: JSONReport.render(report)
    case .ndjson: OccurrenceLines.render(report)
    case .html: HTMLReport.render(report)
    case .sarif: SARIFReport.render(report)
    case .junit: JUnitReport.render(report)
    case .markdown: MarkdownReport.render(report)
    case .github: GitHubReport.render(report)
    case .gitlab: GitLabReport.render(report)
    }
  }

  /// Those hold values that are for the reviewer's eyes. The others are made to be uploaded, posted or kept by CI, and never do.
  package var showsValues: Bool {
    switch self {
    case .text, .json, .ndjson, .html: true
    case .sarif, .junit, .markdown, .github, .gitlab: false
    }
  }
}
