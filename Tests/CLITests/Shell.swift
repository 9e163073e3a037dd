import Foundation

/// A script that runs as on a user's machine, with the built tool on its path.
enum Shell {
  /// Runs a script in a folder; `shell` is its interpreter with options.
  ///
  /// The path begins with a folder with `telltale`, if it `isInstalled`, and the stand-ins in `programs`, which are scripts by
  /// their names.
  static func run(
    _ script: String, shell: [String] = ["bash", "-e", "-o", "pipefail"], environment: [String: String] = [:],
    programs: [String: String] = [:], isInstalled: Bool = true, in folder: URL
  ) throws -> Tool.Outcome {
    try withTemporaryFolder { path in
      let installed = isInstalled ? ["telltale": "exec '\(Tool.executable.path)' \"$@\""] : [:]
      for (name, text) in programs.merging(installed, uniquingKeysWith: { given, _ in given }) {
        try executable(path.appending(path: name), "#!/bin/sh\n\(text)\n")
      }
      let before = Tool.plainEnvironment["PATH"] ?? "/usr/bin:/bin"
      return try Tool.run(
        shell + ["-c", script, "shell"], environment: environment.merging(["PATH": "\(path.path):\(before)"]) { $1 }, in: folder,
        program: URL(filePath: "/usr/bin/env"))
    }
  }

  /// Writes a script that can be run.
  static func executable(_ file: URL, _ text: String) throws {
    try text.write(to: file, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }
}
