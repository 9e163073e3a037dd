import Bytes
internal import Foundation
internal import Mustache

/// The templates, styles and scripts of pages, which the binary holds.
enum HTMLTemplates {
  static func render(_ content: HTMLContent, _ template: String) -> String { library.render(content, withTemplate: template) ?? "" }

  static func file(_ name: String) -> String { embeddedTemplates.first { $0.path == name }?.text ?? "" }

  /// The digest of a style or a script as a content security policy names it.
  static func source(_ text: String) -> String {
    "sha256-" + Data(Digest.sha256.of(Array(text.utf8))).base64EncodedString()
  }

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
