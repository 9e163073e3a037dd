internal import Foundation
internal import Mustache

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
    return library.render(content, withTemplate: "report") ?? ""
  }

  /// What the page may load and run.
  private static let policy = [
    "default-src 'none'", "style-src '\(source(style))'", "script-src '\(source(script))'", "base-uri 'none'", "form-action 'none'",
  ].joined(separator: "; ")

  /// A digest as a policy names it.
  private static func source(_ text: String) -> String {
    "sha256-" + Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString()
  }

  private static let style = file("report.css")
  private static let script = file("report.js")

  private static func file(_ name: String) -> String { embeddedTemplates.first { $0.path == name }?.text ?? "" }

  private static let library: MustacheLibrary = {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    var library = MustacheLibrary()
    for (path, text) in embeddedTemplates where path.hasSuffix(".mustache") {
      do {
        try library.register(text, named: String(path.dropLast(".mustache".count)))
      } catch {
        // The templates are part of the binary, and a test renders each.
        preconditionFailure("\(path): \(error)")
      }
    }
    return library
  }()
}
