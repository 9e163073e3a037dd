/// The formats of one kind of report: a closed list, with the names that `--format` takes.
///
/// Audits, inventories, differences, fixes and certificates each have one. A format is a case and a line of `render`.
package protocol OutputFormat: RawRepresentable<String>, CaseIterable, Sendable {
  /// What is reported.
  associatedtype Report

  /// The complete report. `style` is for the format for terminals.
  func render(_ report: Report, style: TextReport.Style) -> String

  /// Whether the format contains values if a reviewer asked for them (`--show-values`).
  var showsValues: Bool { get }
}

extension OutputFormat {
  package func render(_ report: Report) -> String { render(report, style: TextReport.Style()) }

  package var showsValues: Bool { false }
}
