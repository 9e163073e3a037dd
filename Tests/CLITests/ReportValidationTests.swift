import Foundation
import Testing

/// SARIF and JUnit against their published schemas, with independent validators. `make test` installs both into
/// `.build/validators`.
@Suite struct ReportValidationTests {
  @Test func `reports are valid by their published schemas`() throws {
    let hostile = MadeUp.har([MadeUp.event(property: MadeUp.address, named: "<b>]]>\u{202E}&amp;{0}](x)")])
    let captures = [
      "clean.har": MadeUp.clean, "leaky.har": MadeUp.leaky, "truncated.har": MadeUp.truncated, "both.har": MadeUp.leakyAndBodyless,
      "odd % name: [1]?#&<>\".har": hostile, "page.har": "<html>",
    ]
    try withTemporaryFolder { folder in
      var files: [String] = []
      func audit(_ inputs: [String], _ name: String) throws {
        let reports = ["\(name).sarif", "\(name).xml"].map { folder.appending(path: $0).path }
        _ = try Tool.run(["audit"] + inputs + reports.flatMap { ["--report", $0] })
        files += reports
      }
      for (number, capture) in captures.sorted(by: { $0.key < $1.key }).enumerated() {
        try audit([folder.file("captures/" + capture.key, capture.value)], "report-\(number)")
      }
      let leaky = folder.path + "/captures/leaky.har"
      try audit([leaky, leaky, "no-such.har", folder.path + "/captures"], "many")
      try audit(["samples", "--docs-url", "https://docs.example/telltale"], "samples")
      #expect(try ReportValidator.faults(files) == "")
    }
  }

  /// A validator that accepts everything would prove nothing.
  @Test func `the validator sees what is wrong`() throws {
    try withTemporaryFolder { folder in
      let reports = ["a.sarif", "a.xml"].map { folder.appending(path: $0).path }
      _ = try Tool.run(["audit", "-"] + reports.flatMap { ["--report", $0] }, input: MadeUp.leaky)
      for (report, part, other) in [
        (reports[0], "\"startLine\": ", "\"startLine\": -"), (reports[0], "\"uri\": \"-", "\"uri\": \"<-"), (reports[1], " name=", " nom="),
      ] {
        let text = try String(contentsOfFile: report, encoding: .utf8)
        try #require(text.contains(part))
        let ending = URL(filePath: report).pathExtension
        #expect(
          try ReportValidator.faults([folder.file("wrong.\(ending)", text.replacing(part, with: other))]).contains("wrong.\(ending): "))
      }
    }
  }
}

/// The independent validators, which `make test` installs into `.build/validators`.
enum ReportValidator {
  /// The errors in files; empty for valid ones.
  static func faults(_ files: [String]) throws -> String {
    let python = Tool.root.appending(path: ".build/validators/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path),
      "the validators are not installed: run `sh .ci/validators`, as `make test` does")
    return try withTemporaryFolder { folder in
      let output = folder.appending(path: "output")
      try Data().write(to: output)
      let process = Process()
      process.executableURL = python
      process.arguments = [Tool.root.appending(path: ".ci/validate.py").path] + files
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = process.standardOutput
      try process.run()
      process.waitUntilExit()
      let said = try String(contentsOf: output, encoding: .utf8)
      #expect((process.terminationStatus == 0) == said.isEmpty, "the validator exited \(process.terminationStatus)")
      return said
    }
  }
}
