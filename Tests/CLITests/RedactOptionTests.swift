import Foundation
import Testing
import Zlib
import Zstd

/// Inputs and outputs of a redaction other than captures: words, lists, keys, certificates.
@Suite struct RedactOptionTests {
  /// A capture with a token, an email address, and ordinary words.
  private static let capture = MadeUp.har([
    MadeUp.entry(
      "https://collect.example/v1",
      body: #"{"email":"\#(MadeUp.address)","formTitle":"Q3 layoffs plan","apiToken":"k9f2-77c1-a0b3-55e8","plan":"Acme Fictional"}"#)
  ])

  private func redact(_ text: String = capture, _ options: String...) throws -> (run: Tool.Outcome, text: String?) {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", text)
      let run = try Tool.run(["redact", "a.har", "-o", "b.har"] + options, in: folder)
      return (run, try? String(contentsOf: folder.appending(path: "b.har"), encoding: .utf8))
    }
  }

  @Test func `a dry run writes nothing and shows no value`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", Self.capture)
      let run = try Tool.run(["redact", "a.har", "--dry-run"], in: folder)
      #expect(run.status == 0 && run.errors.isEmpty)
      #expect(
        run.output == """
          credential token: 1 value in 1 place
            ~token-1~  k9f… (19 characters), 1 place
          personal-data email: 1 value in 1 place
            ~email-1~  ine… (32 characters), 1 place
          user-content title: 1 value in 1 place
            ~title-1~  q3… (15 characters), 1 place
          1 capture: 3 values would be removed from 3 places; nothing was written

          """)
      #expect(try Planted.files(in: folder) == ["a.har": Data(Self.capture.utf8)])
    }
  }

  // MARK: Words

  @Test func `kept values stay, except credentials`() throws {
    for words in [["email"], ["personal-data"]] {
      let kept = try redact(Self.capture, "--keep", words[0])
      #expect(kept.run.status == 0, "\(kept.run.errors)")
      #expect(kept.text?.contains(MadeUp.address) == true && kept.text?.contains("Q3 layoffs") == false)
    }
    let only = try redact(Self.capture, "--only", "title")
    #expect(only.run.status == 0)
    #expect(only.text?.contains(MadeUp.address) == true && only.text?.contains("Q3 layoffs") == false)
    let none = try redact(Self.capture, "--keep", "credential", "--keep", "token", "--keep", "email", "--only", "email")
    #expect(none.run.status == 0)
    #expect(none.text?.contains("k9f2") == false && none.text?.contains(MadeUp.address) == true)
  }

  @Test(arguments: ["--keep", "--only"])
  func `an unknown word exits 64 with a hint`(option: String) throws {
    let close = try redact(Self.capture, option, "emial")
    #expect(close.run.status == 64 && close.text == nil)
    #expect(close.run.errors == "telltale: there is no class `emial`. Did you mean email?\n")
    let far = try redact(Self.capture, option, "zzzzzzzzzz\u{1B}[31m")
    #expect(far.run.status == 64)
    #expect(far.run.errors.hasPrefix(#"telltale: there is no class `zzzzzzzzzz\u{1b}[31m`; there are "#))
    #expect(far.run.errors.contains("personal-data") && !far.run.errors.contains("\u{1B}"))
  }

  // MARK: Lists

  @Test(arguments: ["\n", "\r\n"])
  func `values in a list are removed`(end: String) throws {
    try withTemporaryFolder { folder in
      let list = ["\u{FEFF}# customers", "", "  acme fictional  ", "# layoffs", ""].joined(separator: end)
      let values = try folder.file("values.txt", list)
      let redacted = try redact(Self.capture, "--values", values)
      #expect(redacted.run.status == 0)
      #expect(redacted.text?.contains(#"\"plan\":\"~value-1~\""#) == true)
      let first = try folder.file("first.txt", "\u{FEFF}Acme Fictional")
      #expect(try redact(Self.capture, "--values", first).text?.contains("Acme") == false)
    }
  }

  @Test(arguments: [
    ("# list\n\n  ab\n", 3, "a value has at least 3 bytes"), ("ok then\r\nab", 2, "a value has at least 3 bytes"),
    ("12345", 1, "too few letters or digits to recognise its copies"), ("true\n", 1, "too few letters or digits to recognise its copies"),
    ("..-..-..", 1, "too few letters or digits to recognise its copies"),
  ])
  func `a value that cannot be searched for exits 64 with its position`(list: String, line: Int, reason: String) throws {
    try withTemporaryFolder { folder in
      let values = try folder.file("values.txt", list)
      let refused = try redact(Self.capture, "--values", values)
      #expect(refused.run.status == 64 && refused.text == nil)
      #expect(refused.run.errors.hasPrefix("telltale: \(values):\(line):1: ") && refused.run.errors.contains(reason))
    }
  }

  @Test(arguments: ["--values", "--pseudonyms"])
  func `a missing file exits 64`(option: String) throws {
    try withTemporaryFolder { folder in
      for path in [folder.path, folder.appending(path: "none").path] {
        let refused = try redact(Self.capture, option, path)
        #expect(refused.run.status == 64 && refused.text == nil)
        #expect(refused.run.errors.hasPrefix("telltale: \(path): "))
      }
    }
  }

  // MARK: Pseudonyms

  @Test func `the same key gives the same placeholders in every run`() throws {
    try withTemporaryFolder { folder in
      func emails(_ capture: String, _ key: String) throws -> Set<String> {
        let file = try folder.file("key", key)
        let redacted = try redact(capture, "--pseudonyms", file)
        #expect(redacted.run.status == 0)
        return Set(redacted.text?.matches(of: /~email-[0-9a-f]{12}~/).map { String($0.output) } ?? [])
      }
      let key = "sixteen bytes at least"
      let once = try emails(Self.capture, key)
      #expect(once.count == 1)
      #expect(try emails(MadeUp.leaky, key + "\n") == once)
      #expect(try emails(MadeUp.leaky, "another key of enough bytes").isDisjoint(with: once))
      let short = try redact(Self.capture, "--pseudonyms", folder.file("short", "fifteen bytes..\n"))
      #expect(short.run.status == 64 && short.text == nil)
      #expect(short.run.errors.contains("/short: a key has at least 16 bytes"))
    }
  }

  // MARK: Certificates

  @Test func `a certificate is valid, its digests are those of the files, and it holds no value`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("in/a.har", Self.capture)
      _ = try folder.file("in/b.ndjson", MadeUp.log(property: MadeUp.address))
      try Data(Zlib.deflate(Array(MadeUp.leaky.utf8).span, .gzip)).write(to: folder.appending(path: "in/c.har.gz"))
      let values = try folder.file("values.txt", "Acme Fictional\n")
      let run = try Tool.run(
        ["redact", "in", "-o", "out", "--certificate", "c.json", "--values", values, "--keep", "title"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOf: folder.appending(path: "c.json"), encoding: .utf8)
      let json = try JSONValue(text)
      let schema = Tool.root.appending(path: "Sources/Reports/Schemas/certificate.schema.json")
      #expect(try JSONSchema(JSONValue(String(contentsOf: schema, encoding: .utf8))).faults(of: json).isEmpty)
      let captures = try #require(json["captures"]?.elements)
      #expect(captures.map { $0["records"] } == [.integer(1), .integer(2), .integer(2)])
      for (capture, name) in zip(captures, ["a.har", "b.ndjson", "c.har.gz"]) {
        for (side, place) in [("input", "in/\(name)"), ("output", "out/\(name)")] {
          #expect(capture[side]?["path"] == .string(place))
          #expect(try capture[side]?["sha256"] == .string(Planted.digest(folder.appending(path: place).path)))
        }
      }
      let removed = try #require(json["removed"]?.elements).map { [$0["kind"], $0["values"], $0["places"]] }
      #expect(removed.contains([.string("email"), .integer(1), .integer(3)]))
      #expect(removed.contains([.string("value"), .integer(1), .integer(1)]))
      #expect(json["extraValues"] == .integer(1) && json["pseudonyms"] == .boolean(false))
      #expect(json["keptClasses"]?.strings == ["title"] && json["onlyClasses"] == nil)
      for value in [MadeUp.address, "Acme", "k9f2", "layoffs"] { #expect(!text.contains(value)) }
    }
  }

  @Test func `a certificate is written only with the captures, and never over them`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.truncated)
      _ = try folder.file("good.har", MadeUp.leaky)
      #expect(try Tool.run(["redact", "a.har", "-o", "b.har", "--certificate", "c.json"], in: folder).status == 2)
      #expect(try Tool.run(["redact", "good.har", "-o", "b.har", "--certificate", "good.har"], in: folder).status == 64)
      #expect(try Tool.run(["redact", "good.har", "-o", "b.har", "--certificate", "none/c.json"], in: folder).status == 2)
      #expect(try Planted.files(in: folder).keys.sorted() == ["a.har", "good.har"])
    }
  }
}
