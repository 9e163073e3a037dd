import Bytes
import FoundationEssentials
import SystemPackage

/// Turns what was named on the command line into the captures to read.
package enum CapturePaths {
  /// The endings that make a file in a directory a capture; one of ``packings`` may follow (`.har.gz`), and after `.har` anything.
  package static let endings = [".har", ".harp", ".json", ".ndjson", ".jsonl", ".log"]
  package static let packings = [".gz", ".zst", ".zip"]

  /// Leaves files as they are and replaces each directory by the captures in it and below, in sorted order.
  ///
  /// Hidden files are left out. A directory that is reached again through a symbolic link is walked once.
  /// - Throws: ``CaptureError/unreadable(path:reason:)`` for a directory that cannot be listed or holds no capture.
  package static func expand(_ paths: [String]) throws(CaptureError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard path != "-", let status = FileStatus(path), status.isFolder else {
        files.append(path)
        continue
      }
      let before = files.count
      var visited: Set<FileStatus.Identity> = []
      try walk(FilePath(path), status, visited: &visited, into: &files)
      if files.count == before { throw .unreadable(path: path, reason: "the directory holds no capture") }
    }
    return files
  }

  /// Whether one capture is read, and told of, before another: HAR files first, by which the people in logs beside them are known, and then by
  /// name.
  package static func precedes(_ one: String, _ other: String) -> Bool {
    (isHAR(EntryName.last(of: one)) ? 0 : 1, one) < (isHAR(EntryName.last(of: other)) ? 0 : 1, other)
  }

  /// The captures to read, each with the name it has below what was named: a file's own, or its way from the folder.
  package static func named(_ paths: [String]) throws(CaptureError) -> [(path: String, name: String)] {
    var named: [(path: String, name: String)] = []
    for path in paths {
      for file in try expand([path]) {
        named.append((file, FilePath(file).below(FilePath(path))?.string ?? FilePath(file).name))
      }
    }
    return named
  }

  private static func walk(
    _ folder: FilePath, _ status: FileStatus, visited: inout Set<FileStatus.Identity>, into files: inout [String]
  ) throws(CaptureError) {
    guard visited.insert(status.identity).inserted else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
    } catch {
      throw .unreadable(path: folder.string, reason: "the directory cannot be listed")
    }
    let holdsHAR = names.contains(where: isHAR)
    for name in names where !name.hasPrefix(".") && !(holdsHAR && isAttachment(name)) {
      let child = folder.appending(name)
      guard let status = FileStatus(child) else { continue }
      if status.isFolder {
        try walk(child, status, visited: &visited, into: &files)
      } else if status.isFile, isCapture(name) {
        files.append(child.string)
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

  /// Whether Playwright names a body like this that it attaches to the HAR beside it: by the SHA-1 of its content.
  static func isAttachment(_ name: String) -> Bool {
    let stem = EntryName.last(of: name).prefix { $0 != "." }
    return stem.utf8.count == 40 && stem.utf8.allSatisfy { ByteClass.of($0).contains(.hex) }
  }

  private static func unpackedName(_ name: String) -> String {
    let name = name.lowercased()
    return packings.first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
  }
}
