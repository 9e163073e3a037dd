import Foundation
import Testing

@testable import Reports

/// A filter decides what is shown, not what passes.
@Suite struct FilterTests {
  private static let leaky = "samples/connect-segment-leaky.har"

  private static func text(_ value: JSONValue?) -> String? { if case .string(let text)? = value { text } else { nil } }

  @Test(arguments: [
    (["--rule", "jwt*"], "rule", ["jwt-in-page-url", "jwt-in-authorization", "jwt-in-referer", "jwt-in-request-url"]),
    (["--rule", "email", "--rule", "issue-key"], "rule", ["email", "issue-key"]),
    (["--destination", "inter*"], "destination", ["intercom"]),
    (["--category", "credential"], "category", ["credential"]),
    (["--severity", "high"], "severity", ["critical", "high"]),
    (
      ["--field", "user.traits.*"], "field",
      ["user.traits.email", "user.traits.name", "user.traits.phone", "user.traits.avatar.path", "user.traits.avatar"]
    ),
    (["--severity", "critical", "--destination", "sentry"], "destination", ["sentry"]),
  ])
  func `only matching findings are listed, and the verdict stays`(options: [String], member: String, values: [String]) throws {
    let all = try JSONValue(Tool.run(["audit", Self.leaky, "--format", "json"]).output)
    let run = try Tool.run(["audit", Self.leaky, "--format", "json"] + options)
    let report = try JSONValue(run.output)
    #expect(run.status == 1 && report["verdict"] == all["verdict"])
    let findings = report["findings"]?.elements ?? []
    #expect(Set(findings.compactMap { Self.text($0[member]) }) == Set(values))
    #expect(report["filter"]?["shown"] == .integer(findings.count))
    #expect(report["filter"]?["hidden"] == .integer((all["findings"]?.elements.count ?? 0) - findings.count))
    let listed = Set(findings.compactMap { Self.text($0["fingerprint"]) })
    let ofCauses = (report["causes"]?.elements ?? []).flatMap { $0["findings"]?.strings ?? [] }
    #expect(Set(ofCauses) == listed)
    let schema = JSONSchema(
      try JSONValue(String(contentsOf: Tool.root.appending(path: "Sources/Reports/Schemas/report.schema.json"), encoding: .utf8)))
    #expect(schema.faults(of: report).isEmpty)
  }

  /// Everything that fails is hidden: each format says so, and the exit code stays.
  @Test(arguments: ReportFormat.allCases)
  func `every format says that findings are hidden`(format: ReportFormat) throws {
    let run = try Tool.run(["audit", Self.leaky, "--format", format.rawValue, "--rule", "issue-key"])
    #expect(run.status == 1)
    switch format {
    case .json, .sarif, .ndjson: #expect(run.output.contains(/"hidden": ?[1-9]/) || run.output.contains(/"hidden":[1-9]/))
    default: #expect(run.output.replacing("\n", with: " ").contains("shown. The verdict counts all of them."), "\(format)")
    }
    if format == .junit { #expect(run.output.contains("<failure")) }
    #expect(!run.output.contains("jwt-in-page-url\"") || [.junit, .sarif].contains(format))
    let plain = try Tool.run(["audit", Self.leaky, "--format", format.rawValue]).output
    #expect(!plain.contains("Filtered by") && (format == .html || !plain.contains("\"filter\"")))
  }

  @Test(arguments: [
    (["--rule", "jwt-in-pgae-url"], "there is no rule `jwt-in-pgae-url`. Did you mean jwt-in-page-url, jwt?"),
    (["--rule", "nothing*"], "there is no rule `nothing*`. `telltale rules list` lists them."),
    (["--destination", "segmnet"], "there is no destination `segmnet`. Did you mean segment?"),
  ])
  func `an unknown name is an error`(options: [String], message: String) throws {
    let run = try Tool.run(["audit", Self.leaky] + options)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors == "telltale: \(message)\n")
  }

  @Test func `a streamed report is filtered as well`() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "f.ndjson").path
      _ = try Tool.run(["audit", Self.leaky, "--quiet", "--examples", "all", "--rule", "email", "--report", file])
      let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      #expect(
        lines.dropLast().count == 3 && lines.dropLast().allSatisfy { $0.contains(#""rule":"email""#) || $0.contains(#""rule": "email""#) })
      #expect(lines.last?.contains("hidden") == true)
    }
  }
}
