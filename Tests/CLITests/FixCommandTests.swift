import Foundation
import Testing

/// What to change, from the command line.
@Suite struct FixCommandTests {
  private let schema: JSONSchema

  init() throws {
    schema = JSONSchema(
      try JSONValue(String(contentsOf: Tool.root.appending(path: "Sources/Reports/Schemas/fix.schema.json"), encoding: .utf8)))
  }

  private func fix(_ text: String, _ options: String...) throws -> Tool.Outcome {
    try withTemporaryFolder { try Tool.run(["fix", $0.file("capture.har", text)] + options) }
  }

  @Test func `a leak that a snippet stops exits 0`() throws {
    let fixed = try fix(MadeUp.leaky)
    #expect(fixed.status == 0)
    #expect(fixed.output.contains("for (const name of ['contact']) delete event.properties?.[name];"))
    #expect(fixed.output.hasSuffix("PASS (nothing would remain at high or above)\n"))
    #expect(!fixed.output.contains(MadeUp.address))
    #expect(fixed.errors.isEmpty)
  }

  @Test func `nothing to fix exits 0`() throws {
    let fixed = try fix(MadeUp.clean)
    #expect(fixed.status == 0)
    #expect(fixed.output.hasSuffix("PASS (nothing to fix at high or above)\n"))
  }

  @Test func `a remaining finding at the gate exits 1`() throws {
    let intercom = MadeUp.har([
      MadeUp.entry("https://api-iam.intercom.io/messenger/web/ping", body: #"{"user_data":{"email":"\#(MadeUp.address)"}}"#)
    ])
    #expect(try fix(intercom).status == 1)
    #expect(try fix(intercom, "--fail-on", "critical").status == 0)
    #expect(try fix(intercom).output.contains("What remains\n  ! high  email  Intercom: "))
  }

  @Test func `unexamined data exits 2`() throws {
    #expect(try fix(MadeUp.bodyless).status == 2)
    #expect(try fix(MadeUp.bodyless, "--allow-incomplete").status == 0)
    #expect(try Tool.run(["fix", "no-such.har"]).status == 2)
  }

  @Test(arguments: [(#""page":{"path":"/forms"}"#, true), (#""os":{"name":"Linux"}"#, false)])
  func `an event that names no library gets a browser snippet only if it has a page`(context: String, hasSnippet: Bool) throws {
    let event = #"{"type":"track","event":"Form Sent","userId":"u-17","messageId":"m-1","properties":{"contact":"\#(MadeUp.address)"}"#
    let fixed = try fix(event + #","context":{"ip":"0.0.0.0",\#(context)}}"# + "\n")
    #expect(fixed.output.contains("addSourceMiddleware") == hasSnippet, "\(fixed.output)")
  }

  @Test func `standard input is wrong usage`() throws {
    let refused = try Tool.run(["fix", "-"], input: MadeUp.leaky)
    #expect(refused.status == 64)
    #expect(refused.errors.contains("read more than once"))
  }

  @Test(arguments: ["connect-segment-leaky.har", "connect-segment-clean.har", "rudderstack-events.ndjson", "optout-broken.har"])
  func `the JSON of a sample is valid`(name: String) throws {
    let first = try Tool.run(["fix", "samples/\(name)", "--format", "json"])
    #expect(schema.faults(of: try JSONValue(first.output)).isEmpty)
    #expect(try Tool.run(["fix", "samples/\(name)", "--format", "json"]).output == first.output)
  }

  @Test func `the JSON of advice is valid`() throws {
    let intercom = MadeUp.har([
      MadeUp.entry("https://api-iam.intercom.io/messenger/web/ping", body: #"{"user_data":{"email":"\#(MadeUp.address)"}}"#)
    ])
    let fixed = try fix(intercom, "--format", "json")
    #expect(fixed.status == 1 && fixed.output.contains(#""advised": ["#) && fixed.output.contains(#""doubt": "#))
    #expect(schema.faults(of: try JSONValue(fixed.output)).isEmpty)
  }

  @Test(arguments: [("\"schemaVersion\": 1", "\"schemaVersion\": 2"), (#""code""#, #""cod""#), (#""new": false"#, #""new": 1"#)])
  func `a JSON that differs is not valid`(part: String, other: String) throws {
    let output = try Tool.run(["fix", "samples/connect-segment-leaky.har", "--format", "json"]).output
    try #require(output.contains(part))
    #expect(!schema.faults(of: try JSONValue(output.replacing(part, with: other))).isEmpty)
  }
}
