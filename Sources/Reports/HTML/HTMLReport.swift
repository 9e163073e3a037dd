package import Auditing

/// The report for people in a browser and on paper: one file that works from disk and asks nobody for anything.
///
/// Templates, style and script are files of their own in `Templates/`, which the binary holds. Everything that a template prints goes
/// through ``PageText``. A content security policy (CSP Level 3) allows the one style and the one script by their digests, and nothing else:
/// what a capture may have smuggled in has nothing to load and nothing to run.
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
