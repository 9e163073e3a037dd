import Foundation
import Testing

/// What a release sends that the previous one did not, from the command line.
@Suite struct DiffCommandTests {
  private static let clean = "samples/connect-segment-clean.har"
  private static let leaky = "samples/connect-segment-leaky.har"

  @Test func `new classes of data at a third party exit 1, and are named`() throws {
    let run = try Tool.run(["diff", Self.clean, Self.leaky])
    #expect(run.status == 1 && run.errors.isEmpty)
    #expect(run.output.hasSuffix("FAIL (new at a third party: credential, personal, content)\n"))
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    for line in [
      "Twilio Segment third party", "! new class of data: credential (token)", "+ field personal body.traits.email in identify",
      "~ field identifier → credential body.context.page.url in identify, page, Form Created",
      "- field identifier body.traits.edition in identify",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
    #expect(!run.output.contains("ines.vandermeer"))
  }

  @Test func `the same capture twice, and the reverse order, exit 0`() throws {
    let same = try Tool.run(["diff", Self.leaky, Self.leaky])
    #expect(same.status == 0 && same.output == "PASS (nothing is different)\n")
    #expect(try Tool.run(["diff", Self.leaky, Self.clean]).status == 0)
  }

  @Test(
    arguments: [
      ("--fail-on none", 0), ("--fail-on credential", 1), ("--fail-on number,enumeration", 0), ("--fail-on number,personal", 1),
      ("--fail-on number --fail-on content", 1), ("--fail-on none,personal", 64), ("--fail-on email", 64), ("--fail-on ,", 64),
      ("--format html", 64),
    ] as [(String, Int32)])
  func `the gate fails on the given classes`(options: String, status: Int32) throws {
    #expect(try Tool.run(["diff", Self.clean, Self.leaky] + options.split(separator: " ").map(String.init)).status == status)
  }

  @Test func `a committed inventory gives the same result as its capture`() throws {
    try withTemporaryFolder { folder in
      let inventory = folder.appending(path: "inventory.json").path
      #expect(try Tool.run(["inventory", Self.clean, "--format", "json", "-o", inventory]).status == 0)
      let direct = try Tool.run(["diff", Self.clean, Self.leaky])
      #expect(try Tool.run(["diff", inventory, Self.leaky]).output == direct.output)
      #expect(try Tool.run(["diff", inventory, Self.clean]).output == "PASS (nothing is different)\n")
      let text = try String(contentsOfFile: inventory, encoding: .utf8)
      #expect(try Tool.run(["diff", Self.leaky, "-"], input: text).status == 0)
      // The content decides what a file is.
      let renamed = try folder.file("captures/renamed.har", text)
      #expect(try Tool.run(["diff", renamed, Self.leaky]).output == direct.output)
    }
  }

  @Test func `the JSON is valid`() throws {
    let url = Tool.root.appending(path: "Sources/Reports/Schemas/diff.schema.json")
    let schema = JSONSchema(try JSONValue(String(contentsOf: url, encoding: .utf8)))
    let run = try Tool.run(["diff", Self.clean, Self.leaky, "--format", "json"])
    #expect(run.status == 1)
    let diff = try JSONValue(run.output)
    #expect(schema.faults(of: diff).isEmpty)
    #expect(diff["failing"]?.strings == ["credential", "personal", "content"])
    #expect(diff["destinations"]?.elements.compactMap { $0["id"] } == [.string("intercom"), .string("segment"), .string("sentry")])
    #expect(!schema.faults(of: try JSONValue(run.output.replacing(#""status": "fail""#, with: #""status": "failed""#))).isEmpty)
    let events = try Tool.run(["diff", "samples/rudderstack-events.ndjson", Self.leaky, "--format", "json", "--fail-on", "none"])
    #expect(events.status == 0)
    #expect(schema.faults(of: try JSONValue(events.output)).isEmpty)
  }

  @Test func `a comment on a pull request begins with what failed`() throws {
    let run = try Tool.run(["diff", Self.clean, Self.leaky, "--format", "markdown"])
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("### telltale diff: FAIL\n\nNew at a third party: credential, personal, content.\n\n#### Intercom\n"))
    #expect(run.output.contains("| new | **personal** | `body.traits.email` | `identify` | `user.traits.email` |\n"))
  }

  @Test func `unreadable or unexamined input exits 2`() throws {
    try withTemporaryFolder { folder in
      let bodyless = try folder.file("a.har", MadeUp.bodyless)
      let run = try Tool.run(["diff", bodyless, bodyless])
      #expect(run.status == 2 && run.output.hasSuffix("INCOMPLETE (one of the two is incomplete)\n"))
      #expect(try Tool.run(["diff", bodyless, bodyless, "--allow-incomplete"]).status == 0)
      let missing = try Tool.run(["diff", "no-such.har", Self.clean])
      #expect(missing.status == 2 && missing.output.isEmpty && missing.errors == "telltale: no-such.har: no such file\n")
      let page = try folder.file("page.har", "<html>")
      #expect(try Tool.run(["diff", Self.clean, page, "--allow-incomplete"]).status == 2)
      let damaged = try folder.file(
        "a.json", "{\"schemaVersion\": 1, \"kind\": \"inventory\",\n \"gaps\": 0, \"destinations\": [{\"id\": 7}]}")
      let refused = try Tool.run(["diff", damaged, Self.clean])
      #expect(refused.status == 2 && refused.errors == "telltale: \(damaged):2:37: expected a string\n")
      // A failed gate takes precedence over all that.
      let leaky = try folder.file("b.har", MadeUp.leakyAndBodyless)
      #expect(try Tool.run(["diff", Self.clean, leaky, "--allow-incomplete"]).status == 1)
      #expect(try Tool.run(["diff", Self.clean, leaky]).status == 1)
    }
  }

  @Test func `standard input can hold an inventory, once`() throws {
    #expect(try Tool.run(["diff", "-", "-"]).status == 64)
    let refused = try Tool.run(["diff", Self.clean, "-"], input: MadeUp.leaky)
    #expect(refused.status == 64 && refused.errors == "telltale: -: holds no inventory, and a capture is read from a file\n")
    #expect(try Tool.run(["diff", Self.clean]).status == 64)
  }

  @Test func `a folder is compared as a whole`() throws {
    try withTemporaryFolder { folder in
      for name in ["connect-segment-clean.har", "connect-segment-leaky.har"] {
        try FileManager.default.createDirectory(at: folder.appending(path: "captures"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
          at: Tool.root.appending(path: "samples/\(name)"), to: folder.appending(path: "captures/\(name)"))
      }
      let captures = folder.appending(path: "captures").path
      #expect(try Tool.run(["diff", captures, Self.leaky]).status == 0)
      #expect(try Tool.run(["diff", Self.clean, captures]).status == 1)
    }
  }
}
