import Bytes
import Captures
import SystemPackage

/// Where redacted captures are written: below one folder.
struct RedactionTarget {
  /// The folder.
  let base: String
  /// The captures, and their names below the folder.
  let captures: [(path: String, name: String)]
  /// Whether the captures themselves are replaced.
  let inPlace: Bool

  /// - Throws: ``Failure`` with code 64 for two captures of one name, and for an output that would replace a capture.
  init(_ captures: [(path: String, name: String)], output: String?, inPlace: Bool) throws {
    self.inPlace = inPlace
    // A slash at the end means a folder, even if it does not exist yet.
    let isFolder = output.map { $0.hasSuffix("/") || FileStatus($0)?.isFolder ?? false } ?? false
    if let output, !isFolder, captures.count == 1 {
      base = FilePath(text: output).removingLastComponent().text
      self.captures = [(captures[0].path, FilePath(text: output).name)]
    } else if let output {
      if let status = FileStatus(output), !status.isFolder {
        throw Failure("\(output): several captures need a folder, and this is a file", code: 64)
      }
      base = output
      self.captures = captures
    } else {
      // Each keeps its path; a link is not replaced with a file.
      base = "/"
      self.captures = captures.map { ($0.path, FilePath(text: $0.path).resolved.removingRoot().text) }
    }
    try check()
  }

  private func check() throws {
    var seen: Set<String> = []
    for capture in captures where !seen.insert(capture.name).inserted {
      throw Failure("two captures are called \(Printable.line(capture.name)): name the folder that both are below", code: 64)
    }
    guard !inPlace else { return }
    for capture in captures {
      guard let status = FileStatus(path(of: capture.name)) else { continue }
      if let input = captures.first(where: { FileStatus($0.path)?.identity == status.identity }) {
        throw Failure("\(input.path): refusing to overwrite an input file; use --in-place", code: 64)
      }
      if !status.isFile { throw Failure("\(path(of: capture.name)): not a regular file, so it is not replaced", code: 2) }
    }
  }

  func path(of name: String) -> String { FilePath(text: base).pushing(FilePath(text: name)).text }

  /// The name of an attached file, below the folder.
  func name(of file: String, beside capture: String) -> String {
    FilePath(text: capture).removingLastComponent().appending(file).text
  }

  /// Whether an attached file would replace one that is read.
  func isRead(_ name: String) -> Bool {
    guard !inPlace, let status = FileStatus(path(of: name)) else { return false }
    return captures.contains {
      FileStatus(FilePath(text: $0.path).removingLastComponent().pushing(FilePath(text: FilePath(text: name).name)))?.identity
        == status.identity
    }
  }
}
