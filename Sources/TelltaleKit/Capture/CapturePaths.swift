#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Foundation

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
      guard path != "-", let place = Place(path), place.isDirectory else {
        files.append(path)
        continue
      }
      let before = files.count
      var visited: Set<Place> = []
      try walk(path, place, visited: &visited, into: &files)
      if files.count == before { throw .unreadable(path: path, reason: "the directory holds no capture") }
    }
    return files
  }

  private static func walk(
    _ path: String, _ place: Place, visited: inout Set<Place>, into files: inout [String]
  ) throws(CaptureError) {
    guard visited.insert(place).inserted else { return }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    } catch {
      throw .unreadable(path: path, reason: "the directory cannot be listed")
    }
    let holdsHAR = names.contains(where: isHAR)
    for name in names where !name.hasPrefix(".") && !(holdsHAR && isAttachment(name)) {
      let child = path.hasSuffix("/") ? path + name : path + "/" + name
      guard let place = Place(child) else { continue }
      if place.isDirectory {
        try walk(child, place, visited: &visited, into: &files)
      } else if place.isFile, isCapture(name) {
        files.append(child)
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
    let name = name.split(separator: "/").last ?? ""
    let stem = name.prefix { $0 != "." }
    return stem.utf8.count == 40 && stem.utf8.allSatisfy { ByteClass.of($0).contains(.hex) }
  }

  private static func unpackedName(_ name: String) -> String {
    let name = name.lowercased()
    return packings.first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
  }

  /// A file or directory, whatever path it was reached by.
  private struct Place: Hashable {
    let device: UInt64
    let inode: UInt64
    let isDirectory: Bool
    let isFile: Bool

    init?(_ path: String) {
      var status = stat()
      // `status` is this function's own, and the path lives for the length of the call.
      guard unsafe stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
      isDirectory = status.st_mode & S_IFMT == S_IFDIR
      isFile = status.st_mode & S_IFMT == S_IFREG
    }
  }
}
