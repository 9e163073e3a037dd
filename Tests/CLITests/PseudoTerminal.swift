import Foundation

/// A terminal for the tool to write to, made by `script` of util-linux.
enum PseudoTerminal {
  private static let script = "/usr/bin/script"

  static var isAvailable: Bool {
    #if os(Linux)
      FileManager.default.isExecutableFile(atPath: script)
    #else
      false
    #endif
  }

  /// Runs the tool with its output on a terminal of this width, and returns what was written.
  static func run(_ arguments: [String], environment: [String: String], columns: Int = 80) throws -> (status: Int32, screen: String) {
    try withTemporaryFolder { folder in
      let screen = folder.appending(path: "screen")
      try Data().write(to: screen)
      let command = "stty cols \(columns); exec " + ([Tool.executable.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
      let process = Process()
      process.executableURL = URL(filePath: script)
      process.arguments = ["--quiet", "--return", "--command", command, "/dev/null"]
      process.currentDirectoryURL = Tool.root
      process.environment = Tool.plainEnvironment.merging(environment) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: screen)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: try Data(contentsOf: screen), as: UTF8.self))
    }
  }
}
