import Foundation
import Testing

/// Keeps the documents true: their commands are run, and must print what the documents show.
///
/// A block after `<!-- run -->` is checked. Its lines after `$ ` are commands; what follows a command is its output, in which `…`
/// on a line of its own leaves lines out. A block after `<!-- file: NAME -->` is the content of a file that commands may read.
/// `UPDATE_DOCS=1 swift test --filter DocumentationTests` writes the outputs again.
@Suite struct DocumentationTests {
  private static let isRecording = ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1"

  @Test(arguments: [
    "README.md", "ARCHITECTURE.md", "docs/ci.md", "docs/fix.md", "docs/install.md", "docs/inventory.md", "docs/policy.md",
    "docs/publishing.md", "docs/redaction.md", "docs/frameworks.md", "docs/reports.md", "docs/faq.md", "rules/README.md",
  ])
  func `documents show what the tool prints`(name: String) throws {
    let url = Tool.root.appending(path: name)
    var document = Document(try String(contentsOf: url, encoding: .utf8))
    let commands = try withTemporaryFolder { folder in
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "samples"), withDestinationURL: Tool.root.appending(path: "samples"))
      return try document.run { command in
        let arguments = try #require(Arguments.of(command), "only `telltale` is run, not: \(command)")
        let run = try Tool.run(arguments, in: folder)
        return Self.withoutEvidence(run.output + run.errors)
      } write: { file, text in
        _ = try folder.file(file, text)
      }
    }
    #expect(commands > 0)
    if Self.isRecording { try document.text.write(to: url, atomically: true, encoding: .utf8) }
    for difference in document.differences where !Self.isRecording { Issue.record("\(name): \(difference)") }
  }

  /// An output without the days and digests that change with every day and every rule.
  private static func withoutEvidence(_ output: String) -> String {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    if let start = lines.firstIndex(of: "Evidence"), let end = lines[start...].firstIndex(of: "") { lines.removeSubrange(start...end) }
    return lines.joined(separator: "\n")
  }

  @Test(arguments: [
    "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/accuracy.md", "docs/ci.md", "docs/e2e.md", "docs/fix.md", "docs/install.md",
    "docs/inventory.md", "docs/policy.md", "docs/mission.md", "docs/publishing.md", "docs/redaction.md", "docs/frameworks.md",
    "docs/reports.md", "docs/faq.md", "docs/rules.md", "docs/destinations.md", "rules/README.md", "samples/README.md",
  ])
  func `links are valid`(name: String) throws {
    let text = try String(contentsOf: Tool.root.appending(path: name), encoding: .utf8)
    let folder = Tool.root.appending(path: name).deletingLastPathComponent()
    for match in text.matches(of: /\]\(([^)#:]+)(#[^)]*)?\)/) {
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: String(match.1)).path), "\(name): \(match.1)")
    }
  }

  /// A row of a table: the requirement, the command that checks it, what its output must contain (and after "not" must not), and
  /// the exit code.
  @Test func `every row of the mission holds`() throws {
    let text = try String(contentsOf: Tool.root.appending(path: "docs/mission.md"), encoding: .utf8)
    try withTemporaryFolder { folder in
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: "samples"), withDestinationURL: Tool.root.appending(path: "samples"))
      var document = Document(text)
      _ = try document.run { _ in
        ""
      } write: { file, text in
        _ = try folder.file(file, text)
      }
      let rows = text.matches(of: /\n\|[^|]+\| `(telltale [^`]+)` \| ([^|]+) \| ([0-9]+) \|/)
      #expect(rows.count > 20)
      for row in rows {
        let run = try Tool.run(row.1.split(separator: " ").dropFirst().map(String.init), in: folder)
        let output = run.output + run.errors
        #expect(run.status == Int32(row.3), "\(row.1): exits \(run.status)\n\(output)")
        for word in row.2.matches(of: /(not )?`([^`]+)`/) {
          #expect(output.contains(word.2) == (word.1 == nil), "\(row.1): \(word.0)\n\(output)")
        }
      }
    }
  }

  @Test func `every make target in a document exists`() throws {
    let makefile = try String(contentsOf: Tool.root.appending(path: "Makefile"), encoding: .utf8)
    for name in [
      "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/e2e.md", "docs/install.md", "docs/policy.md", "docs/redaction.md",
    ] {
      let text = try String(contentsOf: Tool.root.appending(path: name), encoding: .utf8)
      for match in text.matches(of: /`make ([a-z]+)/) {
        #expect(makefile.contains("\n\(match.1):"), "\(name): make \(match.1)")
      }
    }
  }
}

/// The arguments of a command line that begins with `telltale`, without support for quotes; a comment ends it.
private enum Arguments {
  static func of(_ command: String) -> [String]? {
    let words = command.split(separator: " ").prefix { !$0.hasPrefix("#") }.map(String.init)
    return words.first == "telltale" && !command.contains { "|<>'\"".contains($0) } ? Array(words.dropFirst()) : nil
  }
}

/// A Markdown document with blocks that can be run.
private struct Document {
  private enum Mark: Equatable {
    case run
    case file(String)
  }

  private var lines: [String]
  private(set) var differences: [String] = []

  var text: String { lines.joined(separator: "\n") }

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Runs every marked block, puts the new outputs into the document, notes where they differ, and returns the number of commands.
  mutating func run(_ execute: (String) throws -> String, write: (String, String) throws -> Void) rethrows -> Int {
    var count = 0
    var result: [String] = []
    var mark: Mark?
    var at = 0
    while at < lines.count {
      let line = lines[at]
      result.append(line)
      at += 1
      if line.hasPrefix("```"), let found = mark {
        let body = Array(lines[at...].prefix { $0 != "```" })
        at += body.count
        switch found {
        case .file(let name):
          try write(name, body.joined(separator: "\n") + "\n")
          result += body
        case .run:
          for (command, shown) in Self.commands(body) {
            count += 1
            let printed = Self.lines(of: try execute(String(command.dropFirst(2))))
            let same = Self.matches(printed, shown)
            if !same { differences.append("`\(command)` prints\n\(printed.joined(separator: "\n"))") }
            result.append(command)
            result += same ? shown : Self.shortened(printed, like: shown)
          }
        }
        mark = nil
      } else if let name = line.wholeMatch(of: /<!-- file: (\S+) -->/) {
        mark = .file(String(name.1))
      } else if line == "<!-- run -->" {
        mark = .run
      } else if !line.isEmpty {
        mark = nil
      }
    }
    lines = result
    return count
  }

  /// The commands of a block, each with the lines that follow it.
  private static func commands(_ body: [String]) -> [(command: String, output: [String])] {
    var commands: [(command: String, output: [String])] = []
    for line in body {
      if line.hasPrefix("$ ") {
        commands.append((line, []))
      } else if !commands.isEmpty {
        commands[commands.count - 1].output.append(line)
      }
    }
    return commands
  }

  private static func lines(of output: String) -> [String] {
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static let gap = "…"

  /// Whether an output matches what is shown, in which a gap stands for any lines.
  private static func matches(_ printed: [String], _ shown: [String]) -> Bool {
    var parts = shown.split(separator: gap, omittingEmptySubsequences: false).map(Array.init)
    let last = parts.removeLast()
    guard !parts.isEmpty else { return printed == shown }
    guard printed.starts(with: parts[0]) else { return false }
    var rest = printed.dropFirst(parts[0].count)
    for part in parts.dropFirst() {
      guard let at = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
      rest = rest[(at + part.count)...]
    }
    return rest.count >= last.count && rest.suffix(last.count) == last[...]
  }

  /// An output with the gaps of what was shown: as many lines at either end, and between two gaps as many from the line on that was
  /// the first there. If that line is not printed any more, nothing.
  private static func shortened(_ printed: [String], like shown: [String]) -> [String] {
    var parts = shown.split(separator: gap, omittingEmptySubsequences: false).map(Array.init)
    let last = parts.removeLast()
    guard !parts.isEmpty else { return printed }
    var result = Array(printed.prefix(parts[0].count))
    var rest = printed.dropFirst(parts[0].count)
    for part in parts.dropFirst() {
      guard let first = part.first, let at = rest.firstIndex(of: first) else { continue }
      result += [gap] + rest[at...].prefix(part.count)
      rest = rest[at...].dropFirst(part.count)
    }
    return result + [gap] + rest.suffix(last.count)
  }
}
