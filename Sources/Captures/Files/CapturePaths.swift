import Bytes
import SystemPackage

/// Turns the paths of the command line into the captures to read.
package enum CapturePaths {
  /// The extensions of captures in a directory. One of ``packings`` may follow (`.har.gz`), and anything after `.har`.
  package static let endings = [".har", ".harp", ".json", ".ndjson", ".jsonl", ".log"]
  package static let packings = [".gz", ".zst", ".zip"]

  /// Keeps files and replaces each directory with the captures in it and below, in sorted order.
  ///
  /// Hidden files are left out. A directory that is reached again through a symbolic link is walked once.
  /// - Throws: ``CaptureError/unreadable(path:reason:)`` for a directory that cannot be listed or has no capture.
  package static func expand(_ paths: [String]) throws(CaptureError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard path != "-", let status = FileStatus(path), status.isFolder else {
        files.append(path)
        continue
      }
      let before = files.count
      var visited: Set<FileStatus.Identity> = []
      try walk(FilePath(text: path), status, visited: &visited, into: &files)
      if files.count == before { throw .unreadable(path: path, reason: "the directory holds no capture") }
    }
    return files
  }

  /// The order in which captures are read and reported: HAR files first, because they identify the people in the logs next to them,
  /// then by name.
  package static func precedes(_ one: String, _ other: String) -> Bool {
    (isHAR(EntryName.last(of: one)) ? 0 : 1, one) < (isHAR(EntryName.last(of: other)) ? 0 : 1, other)
  }

  /// The captures to read, each with its name: the file's own, or its path below the given folder.
  package static func named(_ paths: [String]) throws(CaptureError) -> [(path: String, name: String)] {
    var named: [(path: String, name: String)] = []
    for path in paths {
      for file in try expand([path]) {
        named.append((file, FilePath(text: file).below(FilePath(text: path))?.text ?? FilePath(text: file).name))
      }
    }
    return named
  }

  private static func walk(
    _ folder: FilePath, _ status: FileStatus, visited: inout Set<FileStatus.Identity>, into files: inout [String]
  ) throws(CaptureError) {
    guard visited.insert(status.identity).inserted else { return }
    let names: [(text: String, name: FilePath.Component)]
    do {
      names = try folder.entries().map { ($0.text, $0) }.sorted { $0.text < $1.text }
    } catch {
      throw .unreadable(path: folder.text, reason: "the directory cannot be listed")
    }
    let holdsHAR = names.contains { isHAR($0.text) }
    for (text, name) in names where !text.hasPrefix(".") && !(holdsHAR && isAttachment(text)) {
      let child = folder.appending(name)
      guard let status = FileStatus(child) else {
        // A dangling link is a capture that cannot be read.
        if isCapture(text) { files.append(child.text) }
        continue
      }
      if status.isFolder {
        try walk(child, status, visited: &visited, into: &files)
      } else if status.isFile, isCapture(text) {
        files.append(child.text)
      }
    }
  }

  static func isCapture(_ name: String) -> Bool {
    if isHAR(name) { return true }
    let name = unpackedName(name)
    return endings.contains(where: name.hasSuffix)
  }

  static func isHAR(_ name: String) -> Bool {
    let name = unpackedName(name)
    return name.hasSuffix(".har") || name.split(separator: ".").dropLast().last == "har"
  }

  /// Whether a name is one that Playwright gives to a body that it attaches to a HAR: the SHA-1 of its content.
  static func isAttachment(_ name: String) -> Bool {
    let stem = EntryName.last(of: name).prefix { $0 != "." }
    return stem.utf8.count == 40 && stem.utf8.allSatisfy { ByteClass.of($0).contains(.hex) }
  }

  private static func unpackedName(_ name: String) -> String {
    let name = name.lowercased()
    return packings.first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
  }
}
