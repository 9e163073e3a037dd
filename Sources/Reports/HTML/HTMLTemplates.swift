import Bytes
internal import FoundationEssentials

/// The templates, styles and scripts of pages, embedded in the binary.
enum HTMLTemplates {
  static func render(_ content: HTMLContent, _ template: String) -> String {
    templates[template]?.render(content, partials: templates) ?? ""
  }

  static func file(_ name: String) -> String { embeddedTemplates.first { $0.path == name }?.text ?? "" }

  /// The digest of a style or a script for a content security policy.
  static func source(_ text: String) -> String {
    "sha256-" + Data(Digest.sha256.of(Array(text.utf8))).base64EncodedString()
  }

  private static let templates: [String: PageTemplate] = {
    var templates: [String: PageTemplate] = [:]
    for (path, text) in embeddedTemplates where path.hasSuffix(".mustache") {
      do {
        templates[String(path.dropLast(".mustache".count))] = try PageTemplate(text)
      } catch {
        // The templates are part of the binary, and a test renders each.
        preconditionFailure("\(path): \(error)")
      }
    }
    return templates
  }()
}
