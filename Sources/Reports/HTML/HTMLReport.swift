package import Auditing

/// The report for a browser and for paper: one file that works from disk and loads nothing.
///
/// Templates, style and script are files in `Templates/`, embedded in the binary. Everything that a template prints goes through
/// ``PageText``. A content security policy (CSP Level 3) allows the style and the script by their digests, and nothing else:
/// content injected by a capture cannot load or run anything.
package enum HTMLReport {
  package static func render(_ report: AuditReport) -> String {
    var content = HTMLPage(report).content
    content["style"] = style
    content["script"] = script
    content["policy"] = policy
    return HTMLTemplates.render(content, "report")
  }

  /// What the page may load and run.
  private static let policy = [
    "default-src 'none'", "style-src '\(HTMLTemplates.source(style))'", "script-src '\(HTMLTemplates.source(script))'", "base-uri 'none'",
    "form-action 'none'",
  ].joined(separator: "; ")
  private static let style = HTMLTemplates.file("report.css")
  private static let script = HTMLTemplates.file("report.js")
}
