import Foundation
import Testing

/// Every field that was sent, from the command line.
@Suite struct InventoryCommandTests {
  private static let samples = [
    "atlassian-platform.har", "connect-segment-clean.har", "connect-segment-leaky.har", "encodings.har", "optout-broken.har",
    "rudderstack-events.ndjson",
  ]

  private func schema(_ name: String) throws -> JSONSchema {
    let url = Tool.root.appending(path: "Sources/Reports/Schemas/\(name).schema.json")
    return JSONSchema(try JSONValue(String(contentsOf: url, encoding: .utf8)))
  }

  @Test func `a partial result is refused, with the command that reads it`() throws {
    try withTemporaryFolder { folder in
      let key = try folder.file("sketch.key", "0123456789abcdef")
      let part = folder.appending(path: "1.telltale-part").path
      #expect(try Tool.run(["audit", "samples/optout-broken.har", "--partial", part, "--sketch-key", key]).status == 0)
      let run = try Tool.run(["inventory", part])
      #expect(run.status == 2 && run.errors.contains("a partial result, not a capture: read it with `telltale merge`"), "\(run.errors)")
    }
  }

  @Test(arguments: samples)
  func `the JSON of a sample is valid, and the same every time`(name: String) throws {
    let arguments = ["inventory", "samples/\(name)", "--format", "json", "--allow-incomplete"]
    let first = try Tool.run(arguments)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try schema("inventory").faults(of: JSONValue(first.output)).isEmpty)
    #expect(try Tool.run(arguments).output == first.output)
  }

  @Test(arguments: [
    ("\"schemaVersion\": 1", "\"schemaVersion\": 2"), (#""class": "personal""#, #""class": "private""#), (#""wire": "#, #""path": "#),
    (#""kind": "inventory""#, #""kind": "diff""#), (#""complete": true"#, #""complete": 1"#), (#""count": 1"#, #""count": 0"#),
  ])
  func `a JSON that differs is not valid`(part: String, other: String) throws {
    let output = try Tool.run(["inventory", "samples/connect-segment-leaky.har", "--format", "json"]).output
    try #require(output.contains(part))
    #expect(try !schema("inventory").faults(of: JSONValue(output.replacing(part, with: other))).isEmpty)
  }

  @Test func `the table, the page and the rows list the same fields`() throws {
    let outputs = try ["table", "csv", "markdown", "json"].map { format in
      try Tool.run(["inventory", "samples/connect-segment-clean.har", "--format", format])
    }
    for run in outputs {
      #expect(run.status == 0 && run.errors.isEmpty)
      for text in ["Twilio Segment", "body.properties.formId", "properties.formId", "Form Created"] { #expect(run.output.contains(text)) }
    }
    let plain = try Tool.run(["inventory", "samples/connect-segment-clean.har"])
    #expect(plain.output == outputs[0].output)
  }

  @Test func `the events of a sample are valid by its inventory's schema, and others are not`() throws {
    let log = """
      {"type":"track","event":"Form Created","userId":"u-1","messageId":"m-1","properties":{"state":"open","size":1,"tags":["a"]}}
      {"type":"track","event":"Form Created","userId":"u-1","messageId":"m-2","properties":{"state":"closed","size":2,"tags":[]}}
      {"type":"track","event":"Form Created","userId":"u-1","messageId":"m-3","properties":{"state":"open","size":null,"new":true}}
      {"type":"track","event":"Form Created","userId":"u-1","messageId":"m-4","properties":{"state":"closed","size":1.5}}

      """
    let run = try Tool.run(["inventory", "-", "--format", "schema"], input: log)
    #expect(run.status == 0, "\(run.errors)")
    let document = try JSONValue(run.output)
    #expect(document["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
    let event = try JSONSchema(#require(document["$defs"]?["segment/track/Form Created"]))
    for line in log.split(separator: "\n") { #expect(event.faults(of: try JSONValue(String(line))).isEmpty) }
    let valid = #"{"type":"track","event":"Form Created","userId":"u","messageId":"m","properties":{"state":"open","size":1}}"#
    #expect(event.faults(of: try JSONValue(valid)).isEmpty)
    for (part, other) in [
      (#""open""#, #""other""#), (#""size":1"#, #""size":"1""#), (#","size":1"#, ""), (#""type":"track""#, #""type":"page""#),
      (#""userId":"u","#, ""), (#""size":1"#, #""size":1,"new":"x""#), (#""size":1"#, #""size":1,"tags":"x""#),
    ] {
      #expect(!event.faults(of: try JSONValue(valid.replacing(part, with: other))).isEmpty, "\(other)")
    }
  }

  @Test func `unexamined data exits 2, and no file is written`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("a.har", MadeUp.bodyless)
      let printed = try Tool.run(["inventory", capture])
      #expect(printed.status == 2 && printed.output.hasSuffix("INCOMPLETE (1 thing was not examined)\n"))
      #expect(printed.errors == "telltale: 1 thing was not examined; `telltale audit` lists the gaps\n")
      let file = folder.appending(path: "out.json").path
      #expect(try Tool.run(["inventory", capture, "--format", "json", "-o", file]).status == 2)
      #expect(!FileManager.default.fileExists(atPath: file))
      #expect(try Tool.run(["inventory", capture, "--format", "json", "-o", file, "--allow-incomplete"]).status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8).contains(#""complete": false"#))
      let missing = try Tool.run(["inventory", "no-such.har", "--allow-incomplete"])
      #expect(missing.status == 2 && missing.errors.contains("no-such.har: no such file"))
    }
  }

  @Test func `a file is written, but never over an input`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("a.har", MadeUp.leaky)
      let file = folder.appending(path: "out.csv").path
      let run = try Tool.run(["inventory", capture, "--format", "csv", "-o", file])
      #expect(run.status == 0 && run.output.isEmpty)
      #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("\"party\",\"destination\","))
      #expect(try Tool.run(["inventory", capture, "-o", capture]).status == 64)
    }
  }

  @Test func `another format is wrong usage`() throws {
    #expect(try Tool.run(["inventory", "samples/encodings.har", "--format", "xml"]).status == 64)
    #expect(try Tool.run(["inventory"]).status == 64)
  }
}
