import Foundation
import Testing

/// `--plan`, `telltale plan init`, and plans that are given for captures.
@Suite struct PlanCommandTests {
  private static let sample = "samples/connect-segment-clean.har"

  @Test func `an audit uses a plan, and reports show its digest`() throws {
    try withTemporaryFolder { folder in
      let plan = try folder.file("plan.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: integer\n")
      let run = try Tool.run(["audit", Self.sample, "--no-policy", "--plan", plan, "--format", "json"])
      #expect(run.output.contains("\"planDigest\": \""))
      #expect(run.output.contains("properties.formId of Form Created at Twilio Segment: expected integer, found string"))
      let text = try Tool.run(["audit", Self.sample, "--no-policy", "--plan", plan])
      #expect(text.output.contains("expected integer, found string"))
      #expect(try !Tool.run(["audit", Self.sample, "--no-policy", "--format", "json"]).output.contains("\"plan-"))
    }
  }

  @Test func `a policy names the plan relative to its folder, and the option takes precedence`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("plan.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: integer\n")
      let policy = try folder.file("telltale.yaml", "plan: plan.yaml\n")
      let run = try Tool.run(["audit", Self.sample, "--policy", policy, "--format", "json"])
      #expect(run.output.contains("properties.formId of Form Created at Twilio Segment: expected integer, found string"))
      #expect(run.output.contains("\"planDigest\": \""))
      let other = try folder.file("other.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: string\n")
      let outranked = try Tool.run(["audit", Self.sample, "--policy", policy, "--plan", other, "--format", "json"])
      #expect(!outranked.output.contains("expected integer, found string"))
      _ = try folder.file("telltale.yaml", "plan: [gone.yaml]\n")
      let missing = try Tool.run(["audit", Self.sample, "--policy", policy])
      #expect(missing.status == 64 && missing.errors.contains("gone.yaml"), "\(missing.errors)")
    }
  }

  @Test func `init writes the same plan on one core and on two`() throws {
    try withTemporaryFolder { folder in
      let events = (1...4_000).map { number in
        let theme = ["light", "dark", "system"][number % 3]
        let extra = number % 5 == 0 ? ", \"fields\": \(number)" : number % 7 == 0 ? ", \"fields\": \"many\"" : ""
        return
          #"{"type": "track", "event": "Form \#(["Created", "Opened"][number % 2])", "userId": "u-\#(number % 40)", "messageId": "m-\#(number)", "writeKey": "w", "properties": {"theme": "\#(theme)"\#(extra)}}"#
      }
      let log = try folder.file("events.ndjson", events.joined(separator: "\n"))
      let one = try Tool.run(["plan", "init", log, "--jobs", "1"])
      let two = try Tool.run(["plan", "init", log, "--jobs", "2"])
      #expect(one.status == 0 && one.output.contains("Form Opened"), "\(one.errors)")
      #expect(one.output == two.output)
    }
  }

  @Test func `a plan may be a folder, or several files`() throws {
    try withTemporaryFolder { folder in
      let catalog = folder.appending(path: "catalog")
      try FileManager.default.createDirectory(at: catalog, withIntermediateDirectories: false)
      _ = try catalog.file(
        "tp.yaml", "version: rudder/v1\nkind: tracking-plan\nspec:\n  rules:\n    - {type: event_rule, event: '#event:e'}\n")
      let events = try catalog.file(
        "events.yaml", "version: rudder/v1\nkind: events\nspec: {events: [{id: e, name: Form Created, event_type: track}]}\n")
      let whole = try Tool.run(["audit", Self.sample, "--no-policy", "--plan", catalog.path, "--format", "json"])
      #expect(whole.output.contains("plan-unknown-property"))
      let half = try Tool.run(["audit", Self.sample, "--no-policy", "--plan", catalog.path + "/tp.yaml"])
      #expect(half.status == 64)
      #expect(half.errors.contains("tp.yaml:5:33: no event `e`: give the file that defines it too"))
      let both = try Tool.run([
        "audit", Self.sample, "--no-policy", "--plan", catalog.path + "/tp.yaml", "--plan", events, "--format", "json",
      ])
      #expect(both.output.contains("plan-unknown-property"))
    }
  }

  @Test func `parts of an audit use the same plan`() throws {
    try withTemporaryFolder { folder in
      let plan = try folder.file("plan.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: integer\n")
      let key = try folder.file("sketch.key", "a secret that is long enough")
      let captures = [Self.sample, "samples/rudderstack-events.ndjson"]
      var parts: [String] = []
      for (number, capture) in captures.enumerated() {
        parts.append("\(folder.path)/\(number).telltale-part")
        let run = try Tool.run(["audit", capture, "--plan", plan, "--partial", parts[number], "--sketch-key", key])
        #expect(run.status == 0, "\(run.errors)")
      }
      let one = try Tool.run(["audit"] + captures + ["--plan", plan, "--format", "json", "--sketch-key", key])
      let merged = try Tool.run(["merge"] + parts + ["--plan", plan, "--format", "json"])
      #expect(merged.output == one.output && one.output.contains("\"plan-unknown-event\""))
      let without = try Tool.run(["merge"] + parts)
      #expect(without.status == 64)
      #expect(without.errors.contains("uses another plan than this run"))
    }
  }

  @Test func `init writes a plan without findings for the same capture`() throws {
    try withTemporaryFolder { folder in
      let file = folder.path + "/plan.yaml"
      let run = try Tool.run(["plan", "init", Self.sample, "--no-policy", "-o", file])
      #expect(run.status == 0 && run.output.hasSuffix("plan.yaml: written, with 3 kinds of events\n"), "\(run.errors)")
      let audit = try Tool.run(["audit", Self.sample, "--no-policy", "--plan", file, "--format", "json"])
      #expect(!audit.output.contains("\"plan-") && audit.output.contains("planDigest"))
      let again = try Tool.run(["plan", "init", Self.sample, "--no-policy", "-o", file])
      #expect(again.status == 2 && again.errors.contains("the file exists"))
      #expect(try Tool.run(["plan", "init", Self.sample, "--no-policy"]).output == String(contentsOfFile: file, encoding: .utf8))
    }
  }

  @Test(arguments: [
    ("plan.yaml", "plan: 1\nevents:\n  Form Created: {formId: string}\n"),
    ("plan.csv", "event,property,type\nForm Created,formId,string\n"),
    ("tp.yaml", "version: \"rudder/v0.1\"\nkind: tp\nspec: {rules: []}\n"),
    ("schema.json", "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"type\": \"object\", \"properties\": {}}"),
    ("segment.json", "{\"data\": {\"rules\": [{\"type\": \"TRACK\", \"key\": \"Form Created\", \"jsonSchema\": {}}]}}"),
    ("rules.json", "[{\"type\": \"TRACK\", \"key\": \"Form Created\", \"jsonSchema\": {}}]"),
    (
      "iglu.json",
      "{\"self\": {\"vendor\": \"com.acme\", \"name\": \"a\", \"format\": \"jsonschema\", \"version\": \"1-0-0\"}, \"properties\": {}}"
    ),
  ])
  func `a plan that is given for a capture is refused with a hint`(_ name: String, _ text: String) throws {
    try withTemporaryFolder { folder in
      let run = try Tool.run(["audit", try folder.file(name, text), "--no-policy"])
      #expect(run.status == 2)
      #expect(
        (run.output + run.errors).split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
          "a tracking plan, not a capture: give it with"), "\(run.output)\(run.errors)")
    }
  }

  @Test func `an invalid plan is an error with its position`() throws {
    try withTemporaryFolder { folder in
      let plan = try folder.file("plan.yaml", "plan: 1\nevents:\n  Form Created:\n    formId: sting\n")
      let run = try Tool.run(["audit", Self.sample, "--no-policy", "--plan", plan])
      #expect(run.status == 64)
      #expect(run.errors.contains("plan.yaml:4:13: no type `sting`"))
    }
  }
}
