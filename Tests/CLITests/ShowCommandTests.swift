import Foundation
import Testing

/// One record as a tree, with its findings marked and no value.
@Suite struct ShowCommandTests {
  private static let leaky = "samples/connect-segment-leaky.har"

  @Test func `a request is shown with its layers, and findings next to their values`() throws {
    let run = try Tool.run(["show", "\(Self.leaky)#5"])
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(run.output.hasPrefix("\(Self.leaky)#5, line 255\nPOST api.segment.io → Twilio Segment (cdp, third party)\n"))
    let lines = run.output.split(separator: "\n").map { $0.drop { $0 == " " } }
    for line in [
      "request.body «json»", "search «form»  xdm… (300 characters)  MEDIUM page-search",
      "jwt «jwt»  eyJ… (231 characters)  CRITICAL jwt-in-page-url",
      "path  /v1/p", "host  api.segment.io", "type  page",
    ] { #expect(lines.contains { $0 == line }, "\(line)\n\(run.output)") }
    let json = try JSONValue(Tool.run(["audit", Self.leaky, "--format", "json", "--examples", "all"]).output)
    let rules = (json["findings"]?.elements ?? []).filter { finding in
      (finding["occurrences"]?.elements ?? []).contains { $0["record"] == .integer(5) }
    }.compactMap { finding in if case .string(let rule)? = finding["rule"] { rule } else { nil } }
    #expect(Set(rules).count > 5)
    for rule in rules { #expect(run.output.contains(" \(rule)"), "\(rule)") }
  }

  /// All values planted in the samples.
  @Test(arguments: ["connect-segment-leaky.har", "encodings.har", "rudderstack-events.ndjson"])
  func `no value is shown`(name: String) throws {
    let labels = try JSONValue(
      String(contentsOf: Tool.root.appending(path: "samples/\(name.prefix { $0 != "." }).labels.json"), encoding: .utf8))
    let values = Set(
      (labels["labels"]?.elements ?? []).compactMap { label -> String? in
        if case .string(let value)? = label["value"], value.count >= 6 { value } else { nil }
      })
    #expect(!values.isEmpty)
    for record in 0..<10 {
      let run = try Tool.run(["show", "samples/\(name)#\(record)", "--verbose"])
      for value in values { #expect(!run.output.contains(value), "\(name)#\(record): \(value)") }
    }
  }

  @Test func `a fingerprint shows the first record of its finding`() throws {
    let json = try JSONValue(Tool.run(["audit", Self.leaky, "--format", "json"]).output)
    let finding = try #require(json["findings"]?.elements.first { $0["rule"] == .string("content-title") })
    guard case .string(let fingerprint)? = finding["fingerprint"] else { return }
    let run = try Tool.run(["show", fingerprint, Self.leaky])
    #expect(run.status == 0 && run.output.hasPrefix("\(Self.leaky)#6, ") && run.output.contains("HIGH content-title"))
  }

  @Test func `hostile text does not reach the terminal, and large records are cut`() throws {
    try withTemporaryFolder { folder in
      let many = (0..<2_000).map { #"\"k\#($0)\":\"some text\""# }.joined(separator: ",")
      let body = #"{\"type\":\"track\",\"a\\u001b[31m\":\"x\",\#(many),\"properties\":{\"contact\":\"\#(MadeUp.address)\"}}"#
      let entry =
        #"{"request":{"method":"P\u001b[2J","url":"https://api.segment.io/v1/t","headers":[{"name":"x-\u202e","value":"y"}],"#
        + #""postData":{"mimeType":"a/b","text":"\#(body)"}},"response":{"status":200}}"#
      let capture = try folder.file("hostile.har", MadeUp.har([entry]))
      let run = try Tool.run(["show", "\(capture)#0"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
      #expect(run.output.contains(/and [0-9]+ more lines, with -v/) && run.output.split(separator: "\n").count < 150)
      // The finding is at the end, and is still shown.
      #expect(run.output.contains("HIGH email"))
      #expect(try Tool.run(["show", "\(capture)#0", "-v"]).output.split(separator: "\n").count > 2_000)
    }
  }

  @Test func `a capture in an archive or compressed is shown as reports name it`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      _ = try Tool.run(["-k", "a.har"], in: folder, program: URL(filePath: "/usr/bin/gzip"))
      #expect(try Tool.run(["show", "a.har.gz#1"], in: folder).output.contains("HIGH email"))
    }
  }

  @Test(arguments: [
    (
      ["show", "samples/connect-segment-leaky.har#99"], 64,
      "samples/connect-segment-leaky.har has no record 99: it has 10 records, the first of which is 0"
    ),
    (["show", "no-such.har#1"], 2, "no-such.har: no such file"),
    (["show", "--", "-#1"], 64, "standard input can be read only once: save it to a file, and show a record of that"),
    (["show", "session.har"], 64, "`session.har` is neither a record, such as session.har#5, nor a fingerprint of 16 hex digits"),
    (["show", "0123456789abcdef"], 64, "name the captures to search for the finding"),
    (["show", "0123456789abcdef", "samples/encodings.har"], 64, "no finding has the fingerprint 0123456789abcdef"),
  ])
  func `a missing record is reported`(arguments: [String], status: Int32, message: String) throws {
    let run = try Tool.run(arguments)
    #expect(run.status == status && run.output.isEmpty)
    #expect(run.errors == "telltale: \(message)\n")
  }
}
