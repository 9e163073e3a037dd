import Foundation
import Testing
import Zlib
import Zstd

/// Samples, compressed captures and attached bodies, redacted from the command line.
@Suite struct RedactSampleTests {
  @Test(arguments: Planted.samples)
  func `no planted value is printed or written, and redacting again changes nothing`(sample: String) throws {
    try withTemporaryFolder { folder in
      let path = "samples/\(sample)"
      let (once, twice) = (folder.appending(path: "once-\(sample)").path, folder.appending(path: "twice-\(sample)").path)
      let certificate = folder.appending(path: "c.json").path
      let trial = try Tool.run(["redact", path, "--dry-run"])
      let run = try Tool.run(["redact", path, "-o", once, "--certificate", certificate])
      #expect(trial.status == 0 && run.status == 0, "\(run.errors)")
      let files = try [once, certificate].map { try String(contentsOfFile: $0, encoding: .utf8) }
      let texts = [trial.output, trial.errors, run.output, run.errors] + files
      for value in try Planted.values(of: sample) { #expect(!texts.contains { $0.contains(value) }, "\(value)") }
      let again = try Tool.run(["redact", once, "-o", twice])
      let records = run.output.split(separator: ": ", maxSplits: 1)[1].prefix { $0 != "\n" }
      #expect(again.output.hasPrefix("\(twice): \(records)\nnothing to remove\n"), "\(again.output)")
      #expect(FileManager.default.contentsEqual(atPath: once, andPath: twice))
      let audit = try Tool.run(["audit", once, "--allow-incomplete", "--fail-on", "critical"])
      #expect(audit.status == 0, "\(audit.output)")
    }
  }

  @Test func `a compressed capture comes back compressed`() throws {
    let packings: [(String, ([UInt8]) -> [UInt8], ([UInt8]) throws -> [UInt8], [UInt8])] = [
      (".gz", { Zlib.deflate($0.span, .gzip) }, { Zlib.inflate($0.span, .gzip, limit: 1 << 20).bytes }, [0x1F, 0x8B]),
      (".zst", { ZstdStream.compress($0.span) }, { $0 }, [0x28, 0xB5, 0x2F, 0xFD]),
    ]
    for (ending, pack, unpack, magic) in packings {
      try withTemporaryFolder { folder in
        let plain = try folder.file("a.har", MadeUp.leaky)
        try Data(pack(Array(MadeUp.leaky.utf8))).write(to: folder.appending(path: "a.har\(ending)"))
        #expect(try Tool.run(["redact", plain, "-o", "plain.har"], in: folder).status == 0)
        #expect(try Tool.run(["redact", "a.har\(ending)", "-o", "b.har\(ending)"], in: folder).status == 0)
        let packed = try [UInt8](Data(contentsOf: folder.appending(path: "b.har\(ending)")))
        #expect(packed.starts(with: magic))
        if ending == ".gz" { #expect(try unpack(packed) == [UInt8](Data(contentsOf: folder.appending(path: "plain.har")))) }
        // Compressed again, it equals the redacted plain one.
        let audits = try ["plain.har", "b.har\(ending)"].map { try Tool.run(["audit", $0, "--format", "json"], in: folder) }
        let outputs = audits.map { $0.output.replacing(/"sha256": "[0-9a-f]{64}"/, with: "") }
        #expect(outputs[0].replacing("plain.har", with: "b.har\(ending)") == outputs[1] && audits[1].status == audits[0].status)
        #expect(try Tool.run(["redact", "b.har\(ending)", "-o", "c.har\(ending)"], in: folder).output.contains("nothing to remove"))
        let files = try ["b", "c"].map { try Data(contentsOf: folder.appending(path: "\($0).har\(ending)")) }
        #expect(files[0] == files[1])
      }
    }
  }

  // MARK: Bodies next to a capture

  private static let attached =
    #"{"log":{"version":"1.2","entries":[{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"#
    + #""postData":{"mimeType":"application/json","_file":"sent.json"}},"response":{"content":{"mimeType":"text/plain","_file":"got.txt"}}}]}}"#
  private static let sent = #"{"email":"\#(MadeUp.address)"}"#

  @Test func `attached bodies go with a capture into another folder, and not into the same`() throws {
    try withTemporaryFolder { folder in
      for (name, text) in [("in/a.har", Self.attached), ("in/sent.json", Self.sent), ("in/got.txt", "of no interest")] {
        _ = try folder.file(name, text)
      }
      let before = try Planted.files(in: folder)
      let same = try Tool.run(["redact", "in/a.har", "-o", "in/b.har"], in: folder)
      #expect(same.status == 64 && same.output.isEmpty)
      #expect(same.errors.contains("belongs to the capture that is read; write the redacted one into another folder"))
      #expect(try Planted.files(in: folder) == before)
      #expect(try Tool.run(["redact", "in/a.har", "-o", "out/a.har"], in: folder).status == 0)
      let after = try Planted.files(in: folder.appending(path: "out"))
      #expect(
        after == [
          "a.har": Data(Self.attached.utf8), "got.txt": Data("of no interest".utf8), "sent.json": Data(#"{"email":"~email-1~"}"#.utf8),
        ])
      #expect(try Tool.run(["redact", "in/a.har", "--in-place"], in: folder).status == 0)
      #expect(try Planted.files(in: folder.appending(path: "in")) == after)
    }
  }

  @Test func `a body in a folder below is redacted in place`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file(
        "a.har", Self.attached.replacing("sent.json", with: "below/sent.json").replacing(#","_file":"got.txt""#, with: ""))
      _ = try folder.file("below/sent.json", Self.sent)
      let run = try Tool.run(["redact", "a.har", "--in-place"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try Planted.files(in: folder)["below/sent.json"] == Data(#"{"email":"~email-1~"}"#.utf8))
      #expect(try Planted.files(in: folder).keys.sorted() == ["a.har", "below/", "below/sent.json"])
    }
  }

  @Test func `bodies of the same name from two folders are refused`() throws {
    try withTemporaryFolder { folder in
      for name in ["one", "two"] {
        _ = try folder.file("in/\(name)/\(name).har", Self.attached)
        _ = try folder.file("in/\(name)/sent.json", #"{"which":"\#(name)"}"#)
      }
      let run = try Tool.run(["redact", "in/one/one.har", "in/two/two.har", "-o", "out"], in: folder)
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(run.errors.contains("two captures of different folders have a file"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out").path))
      #expect(try Tool.run(["redact", "in/one/one.har", "in/two/two.har", "--dry-run"], in: folder).status == 0)
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
  func `an archive comes back as an archive that others can read`() throws {
    let python = URL(filePath: "/usr/bin/python3")
    try withTemporaryFolder { folder in
      for (name, text) in [
        ("har.har", Self.attached), ("sent.json", Self.sent), ("got.txt", "of no interest"), ("other.txt", MadeUp.address),
      ] {
        _ = try folder.file("in/\(name)", text)
      }
      let inside = folder.appending(path: "in")
      #expect(
        try Tool.run(["-m", "zipfile", "-c", "../a.har.zip", "har.har", "sent.json", "got.txt", "other.txt"], in: inside, program: python)
          .status == 0)
      let run = try Tool.run(["redact", "a.har.zip", "-o", "b.har.zip"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("  left out: other.txt, which no capture refers to\n"))
      #expect(try Tool.run(["-m", "zipfile", "-t", "b.har.zip"], in: folder, program: python).output.hasPrefix("Done testing"))
      #expect(try Tool.run(["-m", "zipfile", "-e", "b.har.zip", "out"], in: folder, program: python).status == 0)
      let files = try Planted.files(in: folder.appending(path: "out"))
      #expect(files.keys.sorted() == ["got.txt", "har.har", "sent.json"])
      #expect(files["sent.json"] == Data(#"{"email":"~email-1~"}"#.utf8) && files["har.har"] == Data(Self.attached.utf8))
    }
  }
}
