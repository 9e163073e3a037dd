/// What the written documents have in common.
enum DocumentHeader {
  /// Says in the source of a page that it is written by a program, and out of what.
  static func note(source: String) -> String {
    "<!-- Generated from \(source) by `workbench documents`. Do not edit: change the source, then run `make record`. -->"
  }

  /// The anchor that GitHub gives a heading of letters, digits and spaces.
  static func anchor(of heading: String) -> String { heading.lowercased().replacing(" ", with: "-") }
}
