/// Shared by the generated documents.
enum DocumentHeader {
  /// A comment that says that a page is generated, and from what.
  static func note(source: String) -> String {
    "<!-- Generated from \(source) by `workbench documents`. Do not edit: change the source, then run `make record`. -->"
  }

  /// The anchor that GitHub gives a heading of letters, digits and spaces.
  static func anchor(of heading: String) -> String { heading.lowercased().replacing(" ", with: "-") }
}
