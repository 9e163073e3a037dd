import Foundation
import Testing

/// The Trust Center bundle, from the command line.
@Suite struct PublishCommandTests {
  private static let policy = """
    first_party: [forms.app.example]
    destinations:
      - id: segment
        purpose: Counting which forms are used
        region: eu
      - {id: intercom, purpose: Support chat | with people, region: us}
    disclosures:
      - {field: user.traits.*, destination: segment, reason: named in the privacy statement}
    opt_out: ['optout-*']

    """

  /// A folder with samples and a policy, in which a bundle is published.
  private func published(
    _ captures: [String], policy: String? = policy, _ more: [String] = [],
    _ body: (URL, Tool.Outcome, [String: String]) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      if let policy { _ = try folder.file("telltale.yaml", policy) }
      for name in captures where Planted.samples.contains(name) {
        try FileManager.default.copyItem(at: Tool.root.appending(path: "samples/\(name)"), to: folder.appending(path: name))
      }
      for (name, text) in [("bodyless.har", MadeUp.bodyless), ("cut.har", MadeUp.leakyAndTruncated), ("quiet.har", MadeUp.clean)] {
        _ = try folder.file(name, text)
      }
      let run = try Tool.run(["publish"] + captures + ["-o", "bundle", "--allow-findings"] + more, in: folder)
      let bundle = folder.appending(path: "bundle")
      let files = FileManager.default.fileExists(atPath: bundle.path) ? try Planted.files(in: bundle) : [:]
      try body(folder, run, files.mapValues { String(decoding: $0, as: UTF8.self) })
    }
  }

  @Test func `a bundle has its files, purposes, regions and digests`() throws {
    try published(["connect-segment-leaky.har", "optout-broken.har"]) { folder, run, files in
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.wholeMatch(of: /bundle: \d+ samples, \d+ fields, \d+ destinations, \d+ gaps\n/) != nil, "\(run.output)")
      #expect(["index.html", "index.md", "inventory.json", "samples/"].allSatisfy { files[$0] != nil })
      #expect(files.keys.allSatisfy { $0.wholeMatch(of: /index\.(html|md)|inventory\.json|samples\/([a-z0-9.-]+\.json)?/) != nil })
      for page in ["index.html", "index.md"] {
        let text = try #require(files[page])
        for word in ["Counting which forms are used", "EU", "named in the privacy statement", "Twilio Segment", "Incomplete"] {
          #expect(text.contains(word) == (word != "Incomplete"), "\(word)")
        }
        for name in ["connect-segment-leaky.har", "optout-broken.har"] {
          #expect(try text.contains(Planted.digest(folder.appending(path: name).path)))
        }
      }
      #expect(files["index.md"]?.contains(#"Support chat \| with people"#) == true)
      for (name, text) in files where name.hasPrefix("samples/") && name.hasSuffix(".json") {
        #expect(throws: Never.self) { try JSONValue(text) }
      }
    }
  }

  @Test func `a purpose that is not stated is a gap, and the exit code stays 0`() throws {
    try published(["connect-segment-clean.har"]) { _, run, files in
      #expect(run.status == 0)
      #expect(run.errors.contains("telltale: No purpose is stated for Sentry.\n"))
      #expect(files["index.md"]?.contains("- No purpose is stated for Sentry.\n") == true)
      #expect(files["index.html"]?.contains("<li>No purpose is stated for Sentry.</li>") == true)
    }
  }

  @Test func `gaps are listed and exit 2`() throws {
    // Captures are numbered in the order of their names.
    let cases: [(String, String, String)] = [
      ("bodyless.har", "Capture 1, record 1, request.body: body missing while bodySize is 512", "Capture 1"),
      ("cut.har", "Capture 1, file: ", "Could not be redacted: capture cut.har: "),
      ("none.har", "Capture 1 could not be read: no such file", "Capture 1"),
    ]
    for (name, gap, refusal) in cases {
      try published(["quiet.har", name]) { _, run, files in
        #expect(run.status == 2, "\(name)")
        #expect(run.errors.contains("telltale: \(gap)") && run.errors.contains(refusal), "\(run.errors)")
        for page in ["index.html", "index.md"] {
          let text = try #require(files[page])
          #expect(text.contains("Incomplete") && text.contains("in what could be examined"))
          #expect(text.replacing("\\", with: "").contains(gap) && text.replacing("\\", with: "").contains(refusal), "\(page)")
        }
        #expect(!files.values.contains { $0.contains(MadeUp.address) })
      }
    }
  }

  @Test func `a record that cannot be redacted is a gap and exits 2`() throws {
    let deep = String(repeating: "[", count: 300) + "\"\(MadeUp.address)\"" + String(repeating: "]", count: 300)
    try withTemporaryFolder { folder in
      _ = try folder.file("a.ndjson", #"{"type":"track","event":"E","userId":"u","properties":{"a":\#(deep)}}"# + "\n")
      _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
      let run = try Tool.run(["publish", "a.ndjson", "b.ndjson", "-o", "bundle", "--allow-findings"], in: folder)
      #expect(run.status == 2, "\(run.errors)")
      #expect(run.errors.contains("Could not be redacted: capture a.ndjson: record 0 has data"))
      let files = try Planted.files(in: folder.appending(path: "bundle"))
      #expect(files.keys.contains { $0.hasPrefix("samples/") && $0.hasSuffix("form-created.json") })
      #expect(!files.values.contains { String(decoding: $0, as: UTF8.self).contains(MadeUp.address) })
    }
  }

  // MARK: Claims

  @Test func `captures that fail their audit are published only on request, and the page says so`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      let refused = try Tool.run(["publish", "a.har", "-o", "bundle"], in: folder)
      #expect(refused.status == 1 && refused.output.isEmpty)
      #expect(refused.errors.hasPrefix("telltale: the captures fail their audit with "))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "bundle").path))
      #expect(try Tool.run(["publish", "a.har", "-o", "bundle", "--allow-findings"], in: folder).status == 0)
      let page = try String(contentsOf: folder.appending(path: "bundle/index.md"), encoding: .utf8)
      let top = try #require(page.split(separator: "\n## ").first)
      #expect(top.contains("**Not passed.** The captures fail their audit: "))
    }
  }

  @Test func `the region is that of the host, whatever the policy says`() throws {
    try published(["connect-segment-clean.har"]) { _, run, files in
      let page = try #require(files["index.md"])
      #expect(page.contains("| US (**EU was stated**) |"))
      #expect(run.errors.contains("Twilio Segment: the policy says EU, and data was sent to hosts of US."))
      #expect(page.contains("Every connection reveals the browser’s IP address to the server. Browsers connect to "))
    }
  }

  @Test func `disclosures are on the page, seen or not`() throws {
    let event =
      #"{"type":"track","event":"Form Created","userId":"u-17","messageId":"m-1","context":{"library":{"name":"analytics-node"}},"properties":{"templateName":"Bug report"}}"#
    let policy = """
      disclosures:
        - {field: properties.templateName, event: Form Created, reason: Names of our own templates, link: 'https://app.example/trust'}
        - {field: properties.boardColour, reason: A colour from our list}

      """
    try withTemporaryFolder { folder in
      _ = try folder.file("a.ndjson", event + "\n")
      _ = try folder.file("telltale.yaml", policy)
      #expect(try Tool.run(["publish", "a.ndjson", "-o", "bundle"], in: folder).status == 0)
      let page = try String(contentsOf: folder.appending(path: "bundle/index.md"), encoding: .utf8)
      #expect(page.contains("- `properties.templateName (event Form Created)`: Names of our own templates (https://app.example/trust)\n"))
      #expect(page.contains("- `properties.boardColour`: A colour from our list, not in these captures\n"))
    }
  }

  @Test func `identifiers in samples are placeholders, unless the policy keeps them`() throws {
    let event = #"""
      {"type":"track","event":"Form Created","userId":"u-771230","anonymousId":"0b5e1c8a-3c52-4a41-9d1d-6f0f5f3a1c11","messageId":"m-77123",\
      "context":{"groupId":"8d2f5a0e-1d6c-4a55-9d2a-8a4f9b8f6a10","library":{"name":"analytics-node"}},"properties":{"by":"u-771230","from":"/people/u-771230?in=8d2f5a0e-1d6c-4a55-9d2a-8a4f9b8f6a10","to":"xu-771230"}}
      """#.replacing("\\\n", with: "")
    try withTemporaryFolder { folder in
      _ = try folder.file("a.ndjson", event + "\n")
      for (policy, isKept) in [("{}\n", false), ("redaction: {keep: [user.id]}\n", true)] {
        _ = try folder.file("telltale.yaml", policy)
        #expect(try Tool.run(["publish", "a.ndjson", "-o", "bundle"], in: folder).status == 0)
        let sample = try String(contentsOf: folder.appending(path: "bundle/samples/segment--form-created.json"), encoding: .utf8)
        #expect(sample.contains(#""userId": "u-771230""#) == isKept && sample.contains(#""by": "u-771230""#) == isKept)
        #expect(sample.contains(#""by": "~user-1~""#) != isKept && sample.contains("/people/~user-1~?in=~group-1~") != isKept)
        #expect(sample.contains("/people/u-771230?in=~group-1~") == isKept && sample.contains(#""to": "xu-771230""#))
        for value in ["0b5e1c8a-3c52", "m-77123", "8d2f5a0e-1d6c"] { #expect(!sample.contains(value), "\(value)") }
      }
    }
  }

  @Test func `the header of an envelope's item is not a sample`() throws {
    try published(["connect-segment-clean.har"]) { _, _, files in
      let samples = files.filter { $0.key.hasPrefix("samples/sentry") }
      #expect(!samples.isEmpty)
      for (name, text) in samples { #expect(text.contains("exception") || text.contains("message"), "\(name)") }
    }
  }

  // MARK: The folder

  @Test(arguments: [["index.html": "<html>a site"], ["notes.txt": "mine"], ["samples/mine.json": "{}"]])
  func `a folder with other content exits 64 unchanged`(held: [String: String]) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      for (name, text) in held { _ = try folder.file("bundle/\(name)", text) }
      let before = try Planted.files(in: folder)
      let run = try Tool.run(["publish", "a.har", "-o", "bundle"], in: folder)
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(run.errors == "telltale: bundle: contains files that telltale did not write; choose another folder\n")
      #expect(try Planted.files(in: folder) == before)
      #expect(try Tool.run(["publish", "a.har", "-o", "a.har"], in: folder).status == 64)
      #expect(try Tool.run(["publish", "-", "-o", "new"], input: MadeUp.leaky, in: folder).status == 64)
      #expect(try Planted.files(in: folder) == before)
    }
  }

  @Test func `publishing again removes old samples and keeps other files`() throws {
    try published(["optout-broken.har"]) { folder, _, first in
      _ = try folder.file("bundle/samples/README.txt", "mine")
      #expect(try Tool.run(["publish", "quiet.har", "-o", "bundle"], in: folder).status == 0)
      let second = try Planted.files(in: folder.appending(path: "bundle"))
      #expect(first.keys.contains { $0.hasPrefix("samples/") && $0.hasSuffix(".json") })
      #expect(second.keys.sorted() == ["index.html", "index.md", "inventory.json", "samples/", "samples/README.txt"])
      #expect(try Tool.run(["publish", "optout-broken.har", "-o", "bundle", "--allow-findings"], in: folder).status == 0)
      let third = try Planted.files(in: folder.appending(path: "bundle")).mapValues { String(decoding: $0, as: UTF8.self) }
      #expect(third.filter { $0.key != "samples/README.txt" } == first)
    }
  }

  // MARK: Secrecy and sameness

  @Test(arguments: Planted.samples)
  func `no planted value is in a bundle, and two runs give the same bytes`(sample: String) throws {
    try published([sample]) { folder, run, files in
      for value in try Planted.values(of: sample) {
        #expect(!run.output.contains(value) && !run.errors.contains(value), "\(value)")
        for (name, text) in files { #expect(!text.contains(value), "\(name): \(value)") }
      }
      let environment = ["TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "SOURCE_DATE_EPOCH": "0"]
      _ = try Tool.run(["publish", sample, "-o", "again", "--allow-findings"], in: folder)
      let again = try Planted.files(in: folder.appending(path: "again")).mapValues { String(decoding: $0, as: UTF8.self) }
      #expect(again == files)
      _ = try Tool.run(["publish", sample, "-o", "abroad", "--allow-findings"], environment: environment, in: folder)
      let abroad = try Planted.files(in: folder.appending(path: "abroad")).mapValues { String(decoding: $0, as: UTF8.self) }
      #expect(abroad["inventory.json"] == files["inventory.json"])
    }
  }

  // MARK: Opting out

  @Test func `the statement about opt-out matches the captures`() throws {
    func statement(_ files: [String: String]) -> String {
      String(files["index.md"]?.split(separator: "## Opting out\n\n").last?.prefix { $0 != "\n" } ?? "")
    }
    try published(["optout-broken.har"]) { _, _, files in
      #expect(statement(files).hasPrefix("Although a customer opted out, something was sent to "), "\(statement(files))")
    }
    try published(["connect-segment-clean.har"]) { _, _, files in
      #expect(statement(files) == "No capture of a customer who opted out was examined, so nothing is said about opting out.")
    }
    try published(["quiet.har"], policy: "opt_out: ['quiet*']\n") { _, run, files in
      #expect(run.status == 0)
      #expect(statement(files).contains("opted out") && !statement(files).hasPrefix("No capture"), "\(statement(files))")
      #expect(!statement(files).hasPrefix("Although"))
      #expect(files["index.html"]?.contains(#"class="statement gap""#) == false)
    }
    try published(["bodyless.har"], policy: "opt_out: ['bodyless*']\n") { _, _, files in
      #expect(statement(files).hasPrefix("Although"), "\(statement(files))")
    }
  }
}
