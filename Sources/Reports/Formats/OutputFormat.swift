/// The forms that a report of one kind can take: a closed list, in which the name of each is what `--format` calls it.
///
/// Audits, inventories, differences, fixes and certificates of redactions each have one. A form is a case and a line of `render`.
package protocol OutputFormat: RawRepresentable<String>, CaseIterable, Sendable {
  /// What is reported.
  associatedtype Report

  /// The report as a whole text. `style` is for the one form that is read at a terminal.
  func render(_ report: Report, style: TextReport.Style) -> String

  /// Whether the form holds values if a reviewer asked for them (`--show-values`).
  var showsValues: Bool { get }
}

extension OutputFormat {
  package func render(_ report: Report) -> String { render(report, style: TextReport.Style()) }

  package var showsValues: Bool { false }
}
