import Foundation
import Testing

/// Outputs in unusual places: on other file systems, behind links, under two names.
@Suite struct OutputPlaceTests {
  private func contents(_ folder: URL) throws -> [String] { try Planted.files(in: folder).keys.sorted() }

  static let elsewhere = "/dev/shm"

  @Test(.enabled(if: FileManager.default.isWritableFile(atPath: elsewhere))) func `outputs on another file system`() throws {
    let other = URL(filePath: "\(Self.elsewhere)/telltale-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: other) }
    try withTemporaryFolder { folder in
      _ = try folder.file("in/a.har", MadeUp.leaky)
      _ = try folder.file("in/below/b.har", MadeUp.leaky)
      _ = try folder.file("out/kept", "")
      _ = try other.file("c.har", MadeUp.leaky)
      for (link, target) in [("out/below", other.path), ("c.har", other.path + "/c.har"), ("r.json", other.path + "/new.json")] {
        try FileManager.default.createSymbolicLink(atPath: folder.appending(path: link).path, withDestinationPath: target)
      }
      let run = try Tool.run(["redact", "in", "-o", "out"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      let redacted = try String(contentsOf: folder.appending(path: "out/a.har"), encoding: .utf8)
      #expect(redacted.contains("~email-1~"))
      #expect(try String(contentsOf: other.appending(path: "b.har"), encoding: .utf8) == redacted)
      #expect(try Tool.run(["redact", "c.har", "--in-place"], in: folder).status == 0)
      #expect(try String(contentsOf: other.appending(path: "c.har"), encoding: .utf8) == redacted)
      #expect(try Tool.run(["audit", "in", "--report", "r.json"], in: folder).status == 1)
      #expect(try contents(other) == ["b.har", "c.har", "new.json"])
      #expect(
        try contents(folder) == [
          "c.har", "in/", "in/a.har", "in/below/", "in/below/b.har", "out/", "out/a.har", "out/below/", "out/kept", "r.json",
        ])
    }
  }

  @Test func `folders and links in a loop`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("in/a.har", MadeUp.leaky)
      for (link, target) in [("in/loop", "."), ("in/up", ".."), ("self.har", "self.har"), ("in/gone.har", "nowhere.har")] {
        try FileManager.default.createSymbolicLink(atPath: folder.appending(path: link).path, withDestinationPath: target)
      }
      let before = try Planted.files(in: folder)
      let audit = try Tool.run(["audit", "in", "--format", "json"], in: folder)
      // A dangling link is a missing capture.
      #expect(
        audit.status == 1 && audit.errors == "telltale: in/gone.har: no such file\ntelltale: in/up/self.har: too many symbolic links\n",
        "\(audit.errors)")
      #expect(audit.output.components(separatedBy: "\"kind\": \"har\"").count == 2)
      for output in [["-o", "self.har"], ["--in-place"]] {
        let run = try Tool.run(["redact", "self.har"] + output, in: folder)
        #expect(run.status == 2 && run.errors == "telltale: self.har: too many symbolic links\n", "\(run)")
      }
      let run = try Tool.run(["redact", "in/a.har", "-o", "self.har"], in: folder)
      #expect(run.status == 2 && run.errors.hasPrefix("telltale: self.har: cannot be written: "), "\(run)")
      #expect(try Planted.files(in: folder) == before)
    }
  }

  /// Like names that differ only in case on a file system that ignores case.
  @Test func `two outputs that are one file`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("in/x/a.har", MadeUp.leaky)
      _ = try folder.file("in/y/a.har", MadeUp.clean)
      _ = try folder.file("out/x/kept", "")
      try FileManager.default.createSymbolicLink(atPath: folder.appending(path: "out/y").path, withDestinationPath: "x")
      let before = try Planted.files(in: folder)
      let run = try Tool.run(["redact", "in", "-o", "out"], in: folder)
      #expect(run.status == 2, "\(run)")
      #expect(run.errors == "telltale: out/y/a.har: cannot be written: it would take the place of another file of this run\n")
      #expect(try Planted.files(in: folder) == before)
    }
  }

  /// Two names are two files if the file system says so.
  @Test func `names that differ in case only`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("in/a.har", MadeUp.leaky)
      _ = try folder.file("in/A.har", MadeUp.clean)
      let count = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "in").path).count
      #expect(try Tool.run(["redact", "in", "-o", "out"], in: folder).status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "out").path).count == count)
    }
  }
}
