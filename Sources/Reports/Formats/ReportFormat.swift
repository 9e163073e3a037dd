package import Auditing
import Captures
import SystemPackage

/// The formats of the report of an audit.
package enum ReportFormat: String, OutputFormat {
  case text, json, ndjson, html, sarif, junit, markdown, github, gitlab

  /// The format for the extension of a file's name, whatever its case; nil for an unknown extension.
  package init?(fileEnding path: String) {
    let name = FilePath(text: path).name.lowercased()
    guard let format = Self.fileEndings.first(where: { name.hasSuffix($0.ending) && name != $0.ending })?.format else { return nil }
    self = format
  }

  /// The extensions of report files. The other formats have none, because their extensions are not their own.
  package static let fileEndings: [(ending: String, format: ReportFormat)] = [
    (".html", .html), (".sarif.json", .sarif), (".sarif", .sarif), (".json", .json), (".ndjson", .ndjson), (".xml", .junit),
    (".md", .markdown),
  ]

  /// Whether the report shows code that stops a cause, if the audit looked for it (``Replay/trial(_:)``).
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

  /// These may contain values for the reviewer. The others are made to be uploaded, posted or kept by CI, and never do.
  package var showsValues: Bool {
    switch self {
    case .text, .json, .ndjson, .html: true
    case .sarif, .junit, .markdown, .github, .gitlab: false
    }
  }
}
