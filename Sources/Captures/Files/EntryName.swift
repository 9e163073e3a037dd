/// Names of an archive's entries and of attached files.
///
/// Anybody may have written them, and they are no paths of this system: a `FilePath` would end them at a NUL, and `a//b` and `a/b`, which
/// are two entries, would be one.
package enum EntryName {
  /// The path of an entry in reports.
  static func path(of name: String, in archive: String) -> String { "\(archive)/\(name)" }

  /// Whether `path` is the path of `capture`, or of an entry of it.
  package static func isPath(_ path: String, of capture: String) -> Bool { path == capture || path.hasPrefix(capture + "/") }

  /// The part after the last slash, whatever stands at the end; the whole where there is none.
  package static func last(of name: String) -> String { parts(of: name).last.map(String.init) ?? name }

  /// The part up to the last slash, and with it: what names of files beside it begin with.
  package static func folder(of name: String) -> String { name.lastIndex(of: "/").map { String(name[...$0]) } ?? "" }

  package static func parts(of name: String) -> [Substring] { name.split(separator: "/") }

  /// Whether an archive has the name for a folder, which holds nothing itself.
  package static func isFolder(_ name: String) -> Bool { name.hasSuffix("/") }
}
