import Foundation
import Testing

/// The tool under strace, which logs its system calls and can make a call fail or send a signal.
enum Tracing {
  private static let program = "/usr/bin/strace"

  static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// A system call: `rename("a", "b") = 0`.
  struct Call: CustomStringConvertible {
    var description: String
    var name: Substring { description.prefix { $0 != "(" } }
    /// The texts in quotation marks.
    var paths: [String] { description.matches(of: /"((?:[^"\\]|\\.)*)"/).map { String($0.1) } }
    var succeeded: Bool { !description.contains(#/ = -1 E[A-Z]+ /#) }
  }

  /// Runs the tool in a folder; `inject` is what strace does to calls. It fails where processes cannot be traced.
  static func run(_ arguments: [String], inject: [String] = [], in folder: URL) throws -> (outcome: Tool.Outcome, calls: [Call]) {
    try withTemporaryFolder { temporary in
      let log = temporary.appending(path: "trace").path
      let options = ["-f", "-qq", "-s", "4096", "-o", log, "-e", "trace=%file,%network,fchmod,ftruncate,fsync"]
      let outcome = try Tool.run(
        options + inject.flatMap { ["-e", "inject=" + $0] } + [Tool.executable.path] + arguments, in: folder,
        program: URL(filePath: program))
      let calls = try calls(String(contentsOfFile: log, encoding: .utf8))
      try #require(calls.first?.name == "execve", "strace could not trace here: \(outcome.errors)")
      return (outcome, calls)
    }
  }

  /// The calls in a log; one that another thread interrupted is on two lines.
  private static func calls(_ log: String) -> [Call] {
    var begun: [Substring: Substring] = [:]
    var calls: [Call] = []
    for line in log.split(separator: "\n") {
      guard let match = line.wholeMatch(of: /([0-9]+) +(.*)/) else { continue }
      var text = match.2
      if text.hasSuffix("<unfinished ...>") {
        begun[match.1] = text.dropLast(16)
        continue
      }
      if let rest = text.firstMatch(of: #/^<\.\.\. [a-z0-9_]+ resumed>(.*)/#) { text = (begun[match.1] ?? "") + rest.1 }
      if text.contains("(") { calls.append(Call(description: String(text))) }
    }
    return calls
  }
}
