import Foundation
import YAML

/// A release like that of `make dist`, with a small stand-in for the executable.
enum Release {
  static let workbench = Tool.executable.deletingLastPathComponent().appending(path: "workbench")

  /// The folder of the release that tests share. It is made once per run.
  static var folder: URL { get throws { try shared.get() } }

  private static let shared = Result {
    let folder = Tool.root.appending(path: ".build/release-of-tests/dist")
    try FileManager.default.createDirectory(at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
    _ = try package(into: folder)
    return folder
  }

  /// Packs one.
  /// - Returns: The checksums of its files.
  static func package(into folder: URL) throws -> String {
    let tool = folder.deletingLastPathComponent().appending(path: "stand-in")
    try Shell.executable(tool, "#!/bin/sh\nexec '\(Tool.executable.path)' \"$@\"\n")
    let packed = try Shell.run(
      "sh '\(Tool.root.path)/.ci/package' '\(tool.path)' '\(workbench.path)' '\(folder.path)'",
      environment: ["SOURCE_DATE_EPOCH": "1769817600"], in: folder.deletingLastPathComponent())
    guard packed.status == 0 else { throw Unpacked(complaint: packed.errors) }
    return packed.output
  }

  /// Why there is no release.
  struct Unpacked: Error {
    var complaint: String
  }
}

extension YAMLTree {
  /// Dictionaries, arrays and texts.
  var value: Any {
    switch content {
    case .scalar(let text, _): text
    case .sequence(let elements): elements.map(\.value)
    case .mapping(let members): Dictionary(uniqueKeysWithValues: members.map { ($0.text ?? "", $1.value) })
    }
  }
}
