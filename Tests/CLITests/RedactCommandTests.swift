import Foundation
import Testing
import Zlib
import Zstd

/// Redaction from the command line: what is written where, and when nothing is.
@Suite struct RedactCommandTests {
  private static let redacted = MadeUp.leaky.replacing(MadeUp.address, with: "~email-1~").replacing(
    "\"bodySize\":\(size(of: MadeUp.leaky))", with: "\"bodySize\":\(size(of: MadeUp.leaky) - MadeUp.address.utf8.count + 9)")

  /// The size of the last entry's body, according to the entry.
  private static func size(of capture: String) -> Int {
    capture.matches(of: /"bodySize":([0-9]+)/).last.flatMap { Int($0.1) } ?? 0
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `one capture into a file`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      let run = try Tool.run(["redact", "a.har", "-o", "b.har"], in: folder)
      #expect(run.status == 0 && run.errors.isEmpty)
      #expect(
        run.output == """
          b.har: 2 records

          removed
            personal-data email: 1 value in 1 place

          audited again, and read again by a second method: nothing that telltale looks for is left
          (docs/redaction.md says what that is, and --certificate lists it)

          """)
      #expect(try Planted.files(in: folder) == ["a.har": Data(MadeUp.leaky.utf8), "b.har": Data(Self.redacted.utf8)])
    }
  }

  @Test func `nothing to remove exits 0 with the same bytes`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.clean)
      let run = try Tool.run(["redact", "a.har", "-o", "b.har"], in: folder)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("b.har: 1 record\nnothing to remove\n\naudited again"))
      #expect(try text(folder.appending(path: "b.har").path) == MadeUp.clean)
    }
  }

  @Test(arguments: ["out", "out/", "deep/er/out/", "./out"])
  func `several captures and a folder into a new folder`(name: String) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("one.har", MadeUp.leaky)
      _ = try folder.file("captures/two.har", MadeUp.leaky)
      _ = try folder.file("captures/below/three.ndjson", MadeUp.log(property: MadeUp.address))
      let run = try Tool.run(["redact", "one.har", "captures", "-o", name], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let out = folder.appending(path: name)
      let files = try Planted.files(in: out).filter { !$0.key.hasSuffix("/") }
      #expect(files.keys.sorted() == ["below/three.ndjson", "one.har", "two.har"])
      #expect(files["two.har"] == Data(Self.redacted.utf8))
      #expect(files["below/three.ndjson"] == Data(MadeUp.log(property: "~email-1~").utf8))
      #expect(try !Planted.files(in: folder).keys.contains { $0.split(separator: "/").contains { $0.hasPrefix(".") } })
    }
  }

  @Test(.enabled(if: geteuid() == 0))
  func `a file in the root folder is written there`() throws {
    let path = "/telltale-\(UUID().uuidString).har"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try withTemporaryFolder { folder in
      let run = try Tool.run(["redact", folder.file("a.har", MadeUp.leaky), "-o", path], in: folder)
      #expect(run.status == 0 && run.output.hasPrefix("\(path): 2 records\n"))
      #expect(try text(path) == Self.redacted)
      #expect(try Planted.files(in: folder).keys.sorted() == ["a.har"])
    }
  }

  @Test func `an existing folder gets the file`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      let kept = try folder.file("out/kept.txt", "kept")
      #expect(try Tool.run(["redact", "a.har", "-o", "out"], in: folder).status == 0)
      #expect(try text(folder.appending(path: "out/a.har").path) == Self.redacted)
      #expect(try text(kept) == "kept")
    }
  }

  // MARK: Over what is read

  @Test func `an input is never replaced, whatever its name`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("in/a.har", MadeUp.leaky)
      try FileManager.default.createSymbolicLink(atPath: folder.appending(path: "link.har").path, withDestinationPath: capture)
      try FileManager.default.createSymbolicLink(atPath: folder.appending(path: "in2").path, withDestinationPath: "in")
      try FileManager.default.linkItem(atPath: capture, toPath: folder.appending(path: "hard.har").path)
      let before = try Planted.files(in: folder)
      for output in ["in/a.har", "./in/a.har", "in/../in/a.har", "link.har", "in2/a.har", "hard.har", "in", "in2/", capture] {
        let run = try Tool.run(["redact", "in/a.har", "-o", output], in: folder)
        #expect(run.status == 64, "\(output)")
        #expect(run.errors == "telltale: in/a.har: refusing to overwrite an input file; use --in-place\n")
        #expect(run.output.isEmpty)
      }
      #expect(try Tool.run(["redact", "in/a.har", "in2", "-o", "in"], in: folder).status == 64)
      #expect(try Planted.files(in: folder) == before)
    }
  }

  @Test func `in place keeps the other bytes, the permissions and a link`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("in/a.har", MadeUp.leaky)
      let log = try folder.file("other/b.ndjson", MadeUp.log(property: MadeUp.address))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: capture)
      let link = folder.appending(path: "link.har").path
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "in/a.har")
      let run = try Tool.run(["redact", "link.har", "other/b.ndjson", "--in-place"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try text(capture) == Self.redacted)
      #expect(try text(log) == MadeUp.log(property: "~email-1~"))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "in/a.har")
      #expect(try FileManager.default.attributesOfItem(atPath: capture)[.posixPermissions] as? Int == 0o600)
      #expect(try Planted.files(in: folder).keys.sorted() == ["in/", "in/a.har", "link.har", "other/", "other/b.ndjson"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: "/").allSatisfy { !$0.hasPrefix(".telltale") })
    }
  }

  // MARK: When nothing is written

  @Test func `damage exits 2 and leaves nothing behind`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("good.har", MadeUp.leaky)
      _ = try folder.file("bad.har", MadeUp.leakyAndTruncated)
      _ = try folder.file("page.har", "<!doctype html>")
      let before = try Planted.files(in: folder)
      for (bad, reason) in [
        ("bad.har", "what cannot be read cannot be redacted"), ("page.har", "not a capture"), ("none.har", "no such file"),
      ] {
        for target in [["-o", "out/"], ["--in-place"], ["--dry-run"]] {
          let run = try Tool.run(["redact", "good.har", bad] + target, in: folder)
          #expect(run.status == 2, "\(bad) \(target)")
          #expect(run.errors.hasPrefix("telltale: \(bad): ") && run.errors.contains(reason), "\(run.errors)")
          #expect(run.errors.split(separator: "\n").count == 1 && run.output.isEmpty)
        }
      }
      #expect(try Planted.files(in: folder) == before)
    }
  }

  @Test func `data nested too deep exits 2, or is removed as a whole`() throws {
    try withTemporaryFolder { folder in
      let deep = String(repeating: "[", count: 300) + "\"\(MadeUp.address)\"" + String(repeating: "]", count: 300)
      _ = try folder.file("event.ndjson", #"{"type":"track","event":"E","userId":"u","properties":{"a":\#(deep)}}"# + "\n")
      _ = try folder.file("body.har", MadeUp.har([MadeUp.entry("https://collect.example/v1", body: #"{"a":\#(deep)}"#)]))
      let run = try Tool.run(["redact", "event.ndjson", "-o", "out.ndjson"], in: folder)
      #expect(run.status == 2)
      #expect(
        run.errors == "telltale: event.ndjson: record 0 has data that can be neither examined nor removed as a whole\n")
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out.ndjson").path))
      #expect(try Tool.run(["redact", "body.har", "-o", "out.har"], in: folder).status == 0)
      let out = try text(folder.appending(path: "out.har").path)
      #expect(out.contains(#""text":"~unexamined-1~""#) && !out.contains(MadeUp.address))
    }
  }

  /// `/proc` is a folder that no one can write to, including root.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")), arguments: ["/proc/self/out.har", "/proc/none/out/"])
  func `a read-only folder exits 2`(output: String) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      let run = try Tool.run(["redact", "a.har", "-o", output], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("telltale: /proc/") && run.errors.contains("cannot be written"), "\(run.errors)")
      #expect(run.output.isEmpty && run.errors.split(separator: "\n").count == 1)
      #expect(try Planted.files(in: folder).keys.sorted() == ["a.har"])
    }
  }

  @Test func `two captures of one name, or a file instead of a folder, exit 64`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("one/a.har", MadeUp.leaky)
      _ = try folder.file("two/a.har", MadeUp.leaky)
      _ = try folder.file("file", "kept")
      let before = try Planted.files(in: folder)
      let same = try Tool.run(["redact", "one", "two/a.har", "-o", "out"], in: folder)
      #expect(same.status == 64 && same.output.isEmpty)
      #expect(same.errors == "telltale: two captures are called a.har: name the folder that both are below\n")
      let file = try Tool.run(["redact", "one", "two", "-o", "file"], in: folder)
      #expect(file.status == 64)
      #expect(file.errors == "telltale: file: several captures need a folder, and this is a file\n")
      #expect(try Tool.run(["redact", "one/a.har", "one/a.har", "--in-place"], in: folder).status == 64)
      #expect(try Planted.files(in: folder) == before)
      #expect(try Tool.run(["redact", ".", "-o", "out"], in: folder).status == 0)
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out/two/a.har").path))
    }
  }

  @Test(arguments: [
    ["redact"], ["redact", "x.har"], ["redact", "x.har", "-o", "y", "--in-place"], ["redact", "x.har", "--dry-run", "--in-place"],
    ["redact", "x.har", "--dry-run", "--certificate", "c.json"], ["redact", "-", "-o", "y"], ["redact", "x.har", "-", "--dry-run"],
  ])
  func `wrong usage exits 64`(arguments: [String]) throws {
    let run = try Tool.run(arguments, input: MadeUp.leaky)
    #expect(run.status == 64 && run.output.isEmpty && !run.errors.isEmpty)
    if arguments.contains("-") { #expect(run.errors.contains("standard input is not supported")) }
  }
}
