import Foundation

/// A folder of sources that is compiled as one module.
struct SourceTarget {
  /// A Swift file of a target.
  struct File {
    /// The path to print: `Kit/Payload/Layer.swift`.
    var path: String
    /// The folder it belongs to: the first part of its path below the target, or the name of the target.
    var folder: String
    var outline: Outline
  }

  var name: String
  var path: String
  var files: [File]

  var lines: Int { files.reduce(0) { $0 + $1.outline.lines } }

  /// The folders with Swift files, sorted by name.
  var folders: [String] { Set(files.map(\.folder)).sorted() }

  /// Reads the targets in a folder of sources by name, except those without Swift.
  ///
  /// A file directly in the folder of its target belongs to a folder of its own name if `order` lists one, and otherwise to that of
  /// the target.
  static func all(in sources: String, order: FolderOrder) throws -> [SourceTarget] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: sources).sorted()
    } catch {
      throw WorkbenchError("cannot read the folder \(sources)")
    }
    return try names.compactMap { name in
      let path = "\(sources)/\(name)"
      // Anything but a folder has no content.
      let below = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
      let files = try below.filter { $0.hasSuffix(".swift") }.sorted().map { file in
        let first = file.prefix { $0 != "/" }
        return File(
          path: "\(path)/\(file)",
          folder: first.count < file.count || order.lists(file, of: name) ? String(first) : name,
          outline: Outline(of: Array(try Data(contentsOf: URL(filePath: "\(path)/\(file)"))), module: name))
      }
      return files.isEmpty ? nil : SourceTarget(name: name, path: path, files: files)
    }
  }
}
