import Foundation
import Testing

/// Policy, baseline and other inputs of a gate, as a user gives them.
@Suite struct PolicyCommandTests {
  private let waiver = "waivers: [{rule: email, path: '*', reason: being fixed, owner: ines, expires: 9999-12-31}]\n"

  /// A session that sends Segment nothing sensitive.
  private let harmless = MadeUp.har([MadeUp.entry("https://forms.app.example/api/forms", body: "{}"), MadeUp.event(property: "3")])

  @Test func `the nearest policy is used, unless an option says otherwise`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("captures/deep/capture.har", MadeUp.leaky)
      _ = try folder.file("telltale.yaml", waiver)
      let other = try folder.file("other.yaml", "gate: {fail_on: info}\n")
      let deep = folder.appending(path: "captures/deep")
      let run = try Tool.run(["audit", capture], in: deep)
      #expect(run.status == 0, "\(run.output)")
      #expect(run.output.contains("waived until 9999-12-31 by ines: being fixed"))
      #expect(run.output.hasPrefix("PASS  No open finding at high or above. (policy: ../../telltale.yaml)\n"))
      #expect(try Tool.run(["audit", capture, "--no-policy"], in: deep).status == 1)
      #expect(try Tool.run(["audit", capture, "--policy", other], in: deep).status == 1)
      #expect(try Tool.run(["audit", capture, "--policy", other, "--fail-on", "critical"], in: deep).status == 0)
    }
  }

  /// Folders above a repository belong to someone else. In a linked working tree `.git` is a file.
  @Test(arguments: [true, false])
  func `a policy above the repository is not used`(isFolder: Bool) throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("repository/src/capture.har", MadeUp.leaky)
      let source = folder.appending(path: "repository/src")
      _ = try folder.file("telltale.yaml", waiver)
      #expect(try Tool.run(["audit", capture], in: source).status == 0)
      _ = try folder.file(isFolder ? "repository/.git/HEAD" : "repository/.git", "made up\n")
      #expect(try Tool.run(["audit", capture], in: source).status == 1)
      #expect(try Tool.run(["policy", "check"], in: source).status == 64)
      _ = try folder.file("repository/telltale.yaml", waiver)
      let run = try Tool.run(["audit", capture], in: source)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("PASS  No open finding at high or above. (policy: ../telltale.yaml)\n"))
    }
  }

  @Test func `an expired waiver fails`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", MadeUp.leaky)
      let policy = try folder.file("telltale.yaml", waiver.replacing("9999-12-31", with: "2020-01-31"))
      let run = try Tool.run(["audit", capture, "--policy", policy, "--fail-on", "critical"])
      #expect(run.status == 1)
      #expect(run.output.contains("the waiver ended on 2020-01-31 by ines: being fixed"))
    }
  }

  @Test(arguments: [
    (["--policy", "bad.yaml"], "bad.yaml:1:1: unknown key `wavers`; did you mean `waivers`?"),
    (["--policy", "none.yaml"], "none.yaml: no such file"),
    (["--baseline", "bad.yaml"], "bad.yaml:1:1: unknown key `wavers`"), (["--manifest", "bad.yaml"], "bad.yaml:1:1: not a Forge manifest"),
    (["--policy", "bad.yaml", "--no-policy"], "--policy and --no-policy exclude each other"),
  ])
  func `an invalid file exits 64 with the position`(options: [String], message: String) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("bad.yaml", "wavers: []\n")
      let run = try Tool.run(["audit", folder.file("capture.har", MadeUp.leaky)] + options, in: folder)
      #expect(run.status == 64)
      #expect(run.errors.contains(message), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
  }

  @Test func `with a baseline only new findings fail`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", MadeUp.leaky)
      let baseline = folder.appending(path: "baseline.json").path
      #expect(try Tool.run(["baseline", capture, "-o", baseline]).status == 0)
      #expect(try Tool.run(["audit", capture, "--baseline", baseline]).status == 0)
      let more = try folder.file(
        "more.har", MadeUp.har([MadeUp.event(property: "sam.poe@tallgrass.co.uk").replacing("Form Created", with: "Form Deleted")]))
      let run = try Tool.run(["audit", capture, more, "--baseline", baseline])
      #expect(run.status == 1, "\(run.output)")
      let printed = try Tool.run(["baseline", capture])
      #expect(try printed.output == String(contentsOfFile: baseline, encoding: .utf8))
    }
  }

  @Test func `no baseline is written with gaps`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", MadeUp.truncated)
      let baseline = folder.appending(path: "baseline.json").path
      #expect(try Tool.run(["baseline", capture, "-o", baseline]).status == 2)
      #expect(!FileManager.default.fileExists(atPath: baseline))
      #expect(try Tool.run(["baseline", capture, "-o", baseline, "--allow-incomplete"]).status == 0)
      let over = try Tool.run(["baseline", capture, "-o", capture, "--allow-incomplete"])
      #expect(over.status == 64)
    }
  }

  @Test func `data sent after an opt-out fails`() throws {
    #expect(
      try Tool.run(["audit", "samples/optout-broken.har", "--opted-out", "--fail-on", "critical"]).output.contains("opted-out-event"))
    try withTemporaryFolder { folder in
      let capture = try folder.file("quiet/optout.har", harmless)
      let run = try Tool.run(["audit", capture, "--opted-out"])
      #expect(run.status == 1)
      let policy = try folder.file("telltale.yaml", "opt_out: ['quiet/*']\n")
      #expect(try Tool.run(["audit", capture, "--policy", policy]).status == 1)
      #expect(try Tool.run(["audit", capture]).status == 0)
    }
  }

  @Test func `the manifest is relative to the policy's folder`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", harmless)
      _ = try folder.file("app/manifest.yml", "app: {id: made-up}\n")
      let policy = try folder.file("app/telltale.yaml", "manifest: manifest.yml\n")
      let run = try Tool.run(["audit", capture, "--policy", policy])
      #expect(run.status == 1)
      #expect(run.output.contains("undeclared-egress"))
    }
  }

  @Test func `init writes a policy that passes check, and never replaces one`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("capture.har", MadeUp.leaky)
      let run = try Tool.run(["init", capture], in: folder)
      #expect(run.status == 0)
      #expect(run.output == "telltale.yaml: written, with 1 destination whose purpose you need to fill in\n")
      let check = try Tool.run(["policy", "check"], in: folder)
      #expect(check.status == 0)
      #expect(check.output == "telltale.yaml: 1 destination, 0 disclosures, 0 waivers, 0 personas\n")
      let again = try Tool.run(["init", capture], in: folder)
      #expect(again.status == 2)
      #expect(again.errors.contains("the policy exists"))
      #expect(try Tool.run(["init", "none.har", "-o", "other.yaml"], in: folder).status == 2)
      #expect(try Tool.run(["init", "-o", "empty.yaml"], in: folder).status == 0)
      #expect(try Tool.run(["policy", "check", "empty.yaml"], in: folder).status == 0)
    }
  }

  @Test func `an invalid policy fails check`() throws {
    try withTemporaryFolder { folder in
      let run = try Tool.run(["policy", "check", folder.file("p.yaml", "gate: {fail_on: all}\n")])
      #expect(run.status == 64)
      #expect(run.errors.contains("p.yaml:1:17: expected one of critical, high, medium, low, info"))
      #expect(try Tool.run(["policy", "check"], in: folder).status == 64)
    }
  }
}

/// The schemas for editors and programs.
@Suite struct SchemaCommandTests {
  @Test(arguments: ["policy", "report", "fix", "inventory", "diff"])
  func `a schema is printed unchanged`(name: String) throws {
    let run = try Tool.run(["schema", name])
    #expect(run.status == 0)
    let kept = try String(contentsOf: Tool.root.appending(path: "Sources/Reports/Schemas/\(name).schema.json"), encoding: .utf8)
    #expect(run.output.trimmingCharacters(in: .newlines) == kept.trimmingCharacters(in: .newlines))
  }

  @Test func `another schema is wrong usage`() throws {
    #expect(try Tool.run(["schema", "other"]).status == 64)
  }

  @Test func `customers who opted out are listed in a separate file`() throws {
    try withTemporaryFolder { folder in
      func event(_ group: String) -> String {
        #"{"type":"track","event":"Form Created","userId":"u","messageId":"m","context":{"groupId":"\#(group)","library":{"name":"analytics-node"}}}"#
          + "\n"
      }
      _ = try folder.file("app/telltale.yaml", "opt_out: {groups: opted-out.txt}\n")
      _ = try folder.file("app/opted-out.txt", "# since March\r\ng-2\r\n\r\n")
      _ = try folder.file("log.ndjson", event("g-1") + event("g-2"))
      let audit = ["audit", "log.ndjson", "--policy", "app/telltale.yaml", "--format", "json"]
      let run = try Tool.run(audit, in: folder)
      #expect(run.status == 1 && run.output.contains(#""rule": "opted-out-customer""#), "\(run.output)\(run.errors)")
      _ = try folder.file("app/opted-out.txt", "g-3\n")
      #expect(try Tool.run(audit, in: folder).status == 0)
      _ = try folder.file("app/opted-out.txt", "# nobody yet\n")
      let empty = try Tool.run(audit, in: folder)
      #expect(empty.status == 64 && empty.errors == "telltale: app/opted-out.txt: no IDs: expected one per line\n")
      try FileManager.default.removeItem(at: folder.appending(path: "app/opted-out.txt"))
      let missing = try Tool.run(audit, in: folder)
      #expect(missing.status == 64 && missing.errors.hasPrefix("telltale: app/opted-out.txt: "))
    }
  }
}
