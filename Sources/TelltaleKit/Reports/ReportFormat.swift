/// The forms that a report can take.
package enum ReportFormat: String, CaseIterable, Sendable {
  case text, json

  /// The form that the ending of a file's name asks for, whatever its case; nil for an ending that asks for none.
  package init?(fileEnding path: String) {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    guard let format = Self.fileEndings.first(where: { name.hasSuffix($0.ending) && name != $0.ending })?.format else { return nil }
    self = format
  }

  /// The endings of report files and what they ask for.
  package static let fileEndings: [(ending: String, format: ReportFormat)] = [(".json", .json)]

  /// The report as a whole text. `style` is for the one form that is read at a terminal.
  package func render(_ report: AuditReport, style: TextReport.Style) -> String {
    switch self {
    case .text: TextReport.render(report, style: style)
    case .json: JSONReport.render(report)
    }
  }
}
