import Foundation

/// The built executable, run as a user runs it.
enum Tool {
  /// The result of a run.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The package's folder, to which paths of samples and documents are relative.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The executable next to the test bundle; if a helper runs the bundle, the one of the debug build.
  static let executable: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0]).standardizedFileURL.deletingLastPathComponent()
    let beside = bundle.appending(path: "telltale")
    return FileManager.default.isExecutableFile(atPath: beside.path) ? beside : root.appending(path: ".build/debug/telltale")
  }()

  /// Runs it and waits for its end.
  ///
  /// Output goes to files, so that no full pipe can block it, and not to a terminal. `output` replaces standard output, and
  /// `program` the tool. `meddle` is called when the run has begun.
  static func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:], in folder: URL = root, output: FileHandle? = nil,
    program: URL = executable, whileRunning meddle: (Process) throws -> Void = { _ in }
  ) throws -> Outcome {
    try withTemporaryFolder { temporary in
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.environment = plainEnvironment.merging(environment) { $1 }
      let written = temporary.appending(path: "output")
      let complaints = temporary.appending(path: "errors")
      process.standardOutput = try output ?? emptyFile(written)
      process.standardError = try emptyFile(complaints)
      if let input {
        let file = temporary.appending(path: "input")
        try input.write(to: file, atomically: false, encoding: .utf8)
        process.standardInput = try FileHandle(forReadingFrom: file)
      } else {
        process.standardInput = FileHandle.nullDevice
      }
      try process.run()
      try meddle(process)
      process.waitUntilExit()
      return Outcome(status: process.terminationStatus, output: output == nil ? try text(written) : "", errors: try text(complaints))
    }
  }

  /// The environment of the tests without variables that change how a report looks.
  static var plainEnvironment: [String: String] {
    ProcessInfo.processInfo.environment.filter { !["NO_COLOR", "TERM", "SWIFT_DETERMINISTIC_HASHING"].contains($0.key) }
  }

  private static func emptyFile(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  private static func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
}

/// Provides an empty folder and removes it afterwards. It looks like a repository, so that no policy above it is used.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let repository = FileManager.default.temporaryDirectory.appending(path: "telltale-\(UUID().uuidString)")
  let folder = repository.appending(path: "folder")
  for made in [folder, repository.appending(path: ".git")] {
    try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
  }
  defer { try? FileManager.default.removeItem(at: repository) }
  return try body(folder)
}

extension URL {
  /// Writes a file into this folder and returns its path.
  func file(_ name: String, _ text: String) throws -> String {
    let file = appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
    return file.path
  }
}
