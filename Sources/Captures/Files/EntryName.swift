/// Names of an archive's entries and of attached files.
///
/// They are untrusted, and not paths of this system: a `FilePath` would end at a NUL, and would treat `a//b` and `a/b`, which are
/// two entries, as one.
package enum EntryName {
  /// The path of an entry in reports.
  static func path(of name: String, in archive: String) -> String { "\(archive)/\(name)" }

  /// Whether `path` is the path of `capture`, or of an entry of it.
  package static func isPath(_ path: String, of capture: String) -> Bool { path == capture || path.hasPrefix(capture + "/") }

  /// The part after the last slash, ignoring a slash at the end; the whole name if there is no slash.
  package static func last(of name: String) -> String { parts(of: name).last.map(String.init) ?? name }

  /// The part up to and including the last slash: the prefix of the files next to it.
  package static func folder(of name: String) -> String { name.lastIndex(of: "/").map { String(name[...$0]) } ?? "" }

  package static func parts(of name: String) -> [Substring] { name.split(separator: "/") }

  /// Whether the name is that of a folder, which has no content.
  package static func isFolder(_ name: String) -> Bool { name.hasSuffix("/") }
}
