import Foundation
import Testing
import Vocabulary
import YAML

/// The action, the template and the hook for CI: their scripts run as on the machines of their users.
@Suite struct AdoptionTests {
  private static func yaml(_ name: String) throws -> [String: Any] {
    let text = try String(contentsOf: Tool.root.appending(path: name), encoding: .utf8)
    return try #require(try YAMLDocument.single(text)?.value as? [String: Any])
  }

  // MARK: - GitHub

  private static let leaky = Tool.root.appending(path: "samples/connect-segment-leaky.har").path
  private static let clean = Tool.root.appending(path: "samples/connect-segment-clean.har").path

  /// The results of a step of the action, on a made-up runner.
  private struct Step {
    var run: Tool.Outcome
    var outputs: [String: String]
    var summary: String
  }

  /// Runs the step with an ID; expressions for an input or an output of a step get the values of `inputs`.
  private func step(_ id: String, _ inputs: [String: String], programs: [String: String] = [:], in folder: URL) throws -> Step {
    let action = try Self.yaml("action.yml")
    let runs = try #require(action["runs"] as? [String: Any])
    let steps = try #require(runs["steps"] as? [[String: Any]])
    let step = try #require(steps.first { $0["id"] as? String == id })
    let declared = try #require(action["inputs"] as? [String: [String: Any]])
    var environment = [
      "GITHUB_OUTPUT": folder.appending(path: "output").path, "GITHUB_STEP_SUMMARY": folder.appending(path: "summary").path,
      "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "acme/app", "RUNNER_TEMP": folder.path,
    ]
    for (name, expression) in try #require(step["env"] as? [String: String]) {
      let key = try #require(expression.wholeMatch(of: /\$\{\{ ([a-z0-9_.-]+) \}\}/)).1.split(separator: ".").last.map(String.init) ?? ""
      environment[name] = inputs[key] ?? declared[key]?["default"].map { "\($0)" } ?? ""
    }
    let script = try #require(step["run"] as? String)
    #expect(!script.contains("${{"), "what an input holds would be run")
    #expect(step["shell"] as? String == "bash")
    let run = try Shell.run(
      script, shell: ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail"], environment: environment, programs: programs, in: folder)
    let outputs = (try? String(contentsOf: folder.appending(path: "output"), encoding: .utf8)) ?? ""
    let pairs = outputs.split(separator: "\n").map { line in line.split(separator: "=", maxSplits: 1).map(String.init) }
    return Step(
      run: run, outputs: Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 },
      summary: (try? String(contentsOf: folder.appending(path: "summary"), encoding: .utf8)) ?? "")
  }

  @Test(
    arguments: [
      (["captures": leaky], 1, "the gate failed"), (["captures": clean], 0, "clean"),
      (["captures": "\(clean)\n\(leaky)\n", "first-party": "app.example\nb.example"], 1, "the gate failed"),
      (["captures": "missing.har"], 2, "not everything could be examined"), (["captures": leaky, "fail-on": "awful"], 64, "wrong usage"),
      (["captures": "--version"], 2, "not everything could be examined"),
      (["captures": "$(touch ran)`touch ran`; touch ran"], 2, "not everything could be examined"),
    ] as [([String: String], Int32, String)])
  func `the action's exit code is the tool's`(inputs: [String: String], code: Int32, verdict: String) throws {
    try withTemporaryFolder { folder in
      let done = try step("audit", inputs.merging(["executable": "telltale", "format": "text"]) { $1 }, in: folder)
      #expect(done.run.status == code, "\(done.run.errors)")
      #expect(done.outputs["exit-code"] == "\(code)")
      #expect(done.summary.hasPrefix("**telltale**: \(verdict) (exit code \(code))\n"))
      #expect(done.summary.contains("jwt-in-page-url") == (code == 1))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "ran").path))
      let lines = done.run.output.split(separator: "\n")
      let token = try #require(lines.first?.wholeMatch(of: /::stop-commands::([0-9a-f]{32})/)).1
      #expect(lines.last == "::\(token)::")
    }
  }

  @Test func `the action passes every input, and outputs the path of the report`() throws {
    try withTemporaryFolder { folder in
      let inputs = [
        "executable": "telltale", "captures": "a b.har\r\nc.har", "fail-on": "low", "first-party": "app.example",
        "rules": "one.yaml\ntwo.yaml", "policy": "app/telltale.yaml", "baseline": "known.json",
        "options": "--allow-incomplete\n\n--verbose", "reports": "out/report one.sarif", "format": "json",
      ]
      let done = try step("audit", inputs, programs: ["telltale": "printf '%s\\n' \"$@\""], in: folder)
      let json = try #require(done.outputs["json"])
      #expect(
        done.run.output.split(separator: "\n").dropFirst().dropLast().map(String.init) == [
          "audit", "--allow-incomplete", "--verbose", "--fail-on=low", "--first-party=app.example", "--rules=one.yaml", "--rules=two.yaml",
          "--policy=app/telltale.yaml", "--baseline=known.json", "--report=out/report one.sarif", "--report=\(json)",
          "--report=\(json.replacing("telltale.json", with: "summary.md"))", "--format=json", "--", "a b.har", "c.har",
        ])
    }
  }

  @Test func `the action links rules to the documents of its own commit`() throws {
    try withTemporaryFolder { folder in
      let inputs = [
        "executable": "telltale", "captures": Self.leaky, "action_path": "/runner/_actions/maker/telltale/v0.1.0", "format": "sarif",
      ]
      let uri = "https://github.example/maker/telltale/blob/v0.1.0/docs/rules.md#jwt-in-page-url"
      let linked = try step("audit", inputs, in: folder)
      #expect(linked.run.output.contains("\"helpUri\": \"\(uri)\""))
      let other = inputs.merging(["options": "--docs-url=https://docs.example/telltale/"]) { $1 }
      let elsewhere = try step("audit", other, in: folder)
      #expect(elsewhere.run.output.contains("\"https://docs.example/telltale/rules.md#jwt-in-page-url\""))
    }
  }

  @Test func `without another format the log annotates the captures`() throws {
    try withTemporaryFolder { folder in
      let done = try step("audit", ["executable": "telltale", "captures": Self.leaky], in: folder)
      #expect(done.run.status == 1)
      #expect(done.run.output.contains("::error "))
      #expect(!done.run.output.contains("::stop-commands::"))
    }
  }

  /// A `curl` that copies from the folder `release`, and logs what was requested.
  private static let curl = """
    for word; do last=$word; done
    echo "$last" >>"$RUNNER_TEMP/asked"
    cp "$RUNNER_TEMP/release/$(basename "$last")" .
    """

  /// Puts a release into a folder.
  /// - Returns: The checksum of its archive.
  private func release(in folder: URL) throws -> String {
    let made = try Shell.run(
      "cp -r '\(Release.folder.path)' release && grep -F .tar.gz release/SHA256SUMS", in: folder)
    return String(made.output.prefix(64))
  }

  @Test(arguments: ["the sums of the release", "a sum of one's own"])
  func `the action installs a release with the right checksum`(from: String) throws {
    try withTemporaryFolder { folder in
      let sum = try release(in: folder)
      let path = folder.appending(path: "_actions/maker/telltale/v\(telltaleVersion)").path
      let inputs = ["action_path": path, "sha256": from == "a sum of one's own" ? sum : ""]
      let done = try step("install", inputs, programs: ["curl": Self.curl], in: folder)
      #expect(done.run.status == 0, "\(done.run.errors)")
      let executable = try #require(done.outputs["executable"])
      #expect(try Tool.run(["--version"], program: URL(filePath: executable)).status == 0)
      let asked = try String(contentsOf: folder.appending(path: "asked"), encoding: .utf8)
      #expect(
        asked.hasPrefix("https://github.example/maker/telltale/releases/download/v\(telltaleVersion)/telltale-\(telltaleVersion)-linux-"))
    }
  }

  @Test(arguments: [["sha256": String(repeating: "0", count: 64)], ["version": "../../x"], ["version": "0.1.0\nx"]])
  func `the action refuses a release with a wrong checksum`(inputs: [String: String]) throws {
    try withTemporaryFolder { folder in
      _ = try release(in: folder)
      let done = try step("install", inputs, programs: ["curl": Self.curl], in: folder)
      #expect(done.run.status != 0)
      #expect(done.outputs["executable"] == nil)
    }
  }

  // MARK: - GitLab

  private func job(
    _ variables: [String: String], programs: [String: String] = [:], isInstalled: Bool = true, in folder: URL
  ) throws -> Tool.Outcome {
    let job = try #require(try Self.yaml("templates/telltale.gitlab-ci.yml")["telltale"] as? [String: Any])
    let defaults = try #require(job["variables"] as? [String: String])
    let script = try #require(job["script"] as? [String])
    return try Shell.run(
      script.joined(separator: "\n"), shell: ["sh", "-e"], environment: defaults.merging(variables) { $1 }, programs: programs,
      isInstalled: isInstalled, in: folder)
  }

  @Test func `the template's job installs only a release with the right checksum`() throws {
    try withTemporaryFolder { (folder: URL) throws in
      let sum = try release(in: folder)
      let programs = ["wget": "cp \"release/$(basename \"$4\")\" \"$3\""]
      let url = "https://files.example/telltale-\(telltaleVersion)-linux-$(uname -m).tar.gz"
      let address = try Shell.run("echo \"\(url)\"", in: folder).output.trimmingCharacters(in: .newlines)
      var variables = ["TELLTALE_CAPTURES": Self.leaky, "TELLTALE_ARCHIVE_URL": address, "TELLTALE_SHA256": sum]
      let done = try job(variables, programs: programs, isInstalled: false, in: folder)
      #expect(done.status == 1, "\(done.errors)")
      #expect(done.output.contains("jwt-in-page-url"))
      variables["TELLTALE_SHA256"] = String(repeating: "0", count: 64)
      let refused = try job(variables, programs: programs, isInstalled: false, in: folder)
      #expect(refused.status != 0)
      #expect(!refused.output.contains("jwt-in-page-url"))
    }
  }

  @Test func `the template's job has the tool's exit code, and a report`() throws {
    try withTemporaryFolder { (folder: URL) throws in
      #expect(try job(["TELLTALE_CAPTURES": Self.leaky], in: folder).status == 1)
      #expect(try job(["TELLTALE_CAPTURES": "\(Self.leaky) \(Self.clean)", "TELLTALE_OPTIONS": "--quiet"], in: folder).status == 1)
      let declared =
        try #require(try Self.yaml("templates/telltale.gitlab-ci.yml")["telltale"] as? [String: Any])["artifacts"] as? [String: Any]
      let reports = try #require(declared?["reports"] as? [String: String])
      for name in try #require(declared?["paths"] as? [String]) + reports.values {
        let report = try Data(contentsOf: folder.appending(path: name))
        #expect(report.count > 1_000, "\(name)")
      }
      #expect(try job(["TELLTALE_CAPTURES": Self.clean], in: folder).status == 0)
      #expect(try job(["TELLTALE_CAPTURES": "$(touch${IFS}ran)"], in: folder).status == 2)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "ran").path))
    }
  }

  // MARK: - pre-commit

  @Test func `the hook runs on captures, and fails if they leak`() throws {
    let text = try String(contentsOf: Tool.root.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8)
    let hook = try #require((try YAMLDocument.single(text)?.value as? [[String: Any]])?.first)
    #expect(hook["id"] as? String == "telltale")
    let files = try Regex(try #require(hook["files"] as? String))
    for name in ["a.har", "x/b.har.gz", "c.har.zip", "d.ndjson"] { #expect(name.contains(files), "\(name)") }
    for name in ["a.harp", "har", "package.json", "README.md"] { #expect(!name.contains(files), "\(name)") }
    let entry = try #require(hook["entry"] as? String)
    try withTemporaryFolder { (folder: URL) throws in
      #expect(try Shell.run("\(entry) '\(Self.leaky)' '\(Self.clean)'", in: folder).status == 1)
      #expect(try Shell.run("\(entry) '\(Self.clean)'", in: folder).status == 0)
    }
  }

  // MARK: - What the documents show

  /// The YAML blocks of a document, in their order.
  private static func blocks(of name: String) throws -> [Any] {
    let text = try String(contentsOf: Tool.root.appending(path: name), encoding: .utf8)
    return try text.matches(of: /(?m)^```yaml\n(?<yaml>(?s:.*?))^```/).compactMap { try YAMLDocument.single(String($0.yaml))?.value }
  }

  @Test func `the examples name existing files`() throws {
    let blocks = try Self.blocks(of: "docs/ci.md")
    try #require(blocks.count == 4)
    let step = try #require((blocks[0] as? [[String: Any]])?.first?["with"] as? [String: Any])
    let inputs = try #require(try Self.yaml("action.yml")["inputs"] as? [String: Any])
    for name in step.keys { #expect(inputs[name] != nil, "\(name)") }

    let included = try #require(((blocks[1] as? [String: Any])?["include"] as? [[String: Any]])?.first?["file"] as? String)
    let job = try #require(try Self.yaml(included)["telltale"] as? [String: Any])
    let shown = try #require(((blocks[1] as? [String: Any])?["telltale"] as? [String: Any])?["variables"] as? [String: Any])
    for name in shown.keys { #expect((job["variables"] as? [String: Any])?[name] != nil, "\(name)") }

    let repository = try #require(((blocks[2] as? [String: Any])?["repos"] as? [[String: Any]])?.first)
    let hook = try #require((repository["hooks"] as? [[String: Any]])?.first)
    #expect(hook["id"] as? String == "telltale")
    let arguments = try #require(hook["args"] as? [String])
    #expect(try Tool.run(["audit"] + arguments + [Self.leaky]).status == 1)
  }

  @Test func `the command for any other CI runs`() throws {
    let steps = try #require(try Self.blocks(of: "docs/ci.md").compactMap { $0 as? [[String: Any]] }.first { $0.first?["run"] != nil })
    let command = try #require(steps.first?["run"] as? String)
    try withTemporaryFolder { folder in
      _ = try folder.file("captures/clean.har", String(contentsOfFile: Self.clean, encoding: .utf8))
      #expect(try Shell.run(command, in: folder).status == 0)
      for name in ["report.sarif", "report.md"] { #expect(FileManager.default.fileExists(atPath: folder.appending(path: name).path)) }
      _ = try folder.file("captures/leaky.har", String(contentsOfFile: Self.leaky, encoding: .utf8))
      #expect(try Shell.run(command, in: folder).status == 1)
    }
  }
}
