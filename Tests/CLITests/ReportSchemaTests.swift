import Foundation
import Testing

/// The JSON report is valid by its schema.
@Suite struct ReportSchemaTests {
  private let schema: JSONSchema
  private let text: JSONValue

  init() throws {
    text = try JSONValue(String(contentsOf: Tool.root.appending(path: "Sources/Reports/Schemas/report.schema.json"), encoding: .utf8))
    schema = JSONSchema(text)
  }

  private static let samples: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: Tool.root.appending(path: "samples").path)) ?? []
    return names.filter { $0.hasSuffix(".har") || $0.hasSuffix(".ndjson") }.sorted()
  }()

  private func report(_ arguments: String..., input: String? = nil) throws -> JSONValue {
    try JSONValue(Tool.run(["audit", "--format", "json"] + arguments, input: input).output)
  }

  @Test(arguments: samples)
  func `the report of a sample is valid`(name: String) throws {
    #expect(schema.faults(of: try report("samples/\(name)")).isEmpty)
    #expect(schema.faults(of: try report("samples/\(name)", "--show-values")).isEmpty)
  }

  @Test(arguments: [MadeUp.truncated, MadeUp.bodyless, MadeUp.leakyAndTruncated, MadeUp.log(property: MadeUp.address), "no capture"])
  func `the report of a damaged or missing capture is valid`(capture: String) throws {
    let report = try report("-", "no-such.har", input: capture)
    #expect(schema.faults(of: report).isEmpty)
    #expect(report["captures"]?.elements.count == 2)
    #expect(report["captures"]?.elements.first?["error"] == .string("no-such.har: no such file"))
  }

  @Test func `the report has the positions and the counts`() throws {
    let report = try report("-", input: MadeUp.leaky)
    let finding = try #require(report["findings"]?.elements.first)
    #expect(finding["rule"] == .string("email"))
    #expect(finding["destination"] == .string("segment"))
    #expect(finding["party"] == .string("third"))
    #expect(finding["event"] == .string("Form Created"))
    #expect(finding["count"] == .integer(1))
    let occurrence = try #require(finding["occurrences"]?.elements.first)
    #expect(occurrence["record"] == .integer(1))
    #expect(occurrence["path"] == .string("request.body «json» /properties/contact"))
    #expect(occurrence["field"] == .string("properties.contact"))
    #expect(occurrence["layers"] == .array([.string("json")]))
    guard case .integer(let start)? = occurrence["start"], case .integer(let end)? = occurrence["end"] else {
      Issue.record("no byte range")
      return
    }
    let string = String(decoding: Array(MadeUp.leaky.utf8)[start..<end], as: UTF8.self)
    #expect(string.hasPrefix(#"{\"type\":\"track\""#) && string.contains(MadeUp.address))
  }

  @Test func `categories of the schema are those of the destinations`() throws {
    let known = Set(text["$defs"]?["destination"]?["properties"]?["category"]?["enum"]?.strings ?? [])
    let folder = Tool.root.appending(path: "rules/destinations")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".yaml") && name != "generic.yaml" {
      let category = try String(contentsOf: folder.appending(path: name), encoding: .utf8).firstMatch(of: /(?m)^category: *([a-z-]+)/)
      #expect(category.map { known.contains(String($0.1)) } ?? false, "\(name)")
    }
  }

  /// The schema is closed: a report has no undocumented member.
  @Test(arguments: [
    ("\"schemaVersion\": 2,", "\"schemaVersion\": 1,"), (#""name": "telltale","#, ""), (#""status": "fail""#, #""status": "failed""#),
    (#""complete": true"#, #""complete": "true""#), (#""records": 2,"#, #""records": -2,"#), (#""count": 1,"#, #""count": 0,"#),
    (#""fingerprint": ""#, #""fingerprint": "G"#), (#""excerpt": "#, #""excerpts": "#), (#""layers": ["json"]"#, #""layers": "json""#),
  ])
  func `a report that differs is not valid`(part: String, other: String) throws {
    let output = try Tool.run(["audit", "--format", "json", "-"], input: MadeUp.leaky).output
    #expect(schema.faults(of: try JSONValue(output)).isEmpty)
    try #require(output.contains(part))
    #expect(!schema.faults(of: try JSONValue(output.replacing(part, with: other))).isEmpty)
  }

  @Test func `an unchecked keyword is an error`() throws {
    let schema = JSONSchema(try JSONValue(#"{"type": "array", "maxItems": 1}"#))
    #expect(schema.faults(of: .array([])) == ["$: the keyword `maxItems` is not known in this form"])
  }
}
