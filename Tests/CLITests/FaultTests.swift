import Foundation
import Testing

/// Full disks, files without permission and files that change: nothing is half-written, nothing is left behind, and a message names
/// the file.
@Suite struct FaultTests {
  private func contents(_ folder: URL) throws -> [String] { try Planted.files(in: folder).keys.sorted() }

  // MARK: No room

  /// A file beyond the user's limit, which fails like a full disk.
  @Test(arguments: [
    ("redact b.ndjson -o out.ndjson", "out.ndjson"), ("redact b.ndjson --in-place", "b.ndjson"),
    ("redact b.ndjson -o new/folder/", "new/folder/b.ndjson"), ("audit b.ndjson --report r.json", "r.json"),
    ("audit b.ndjson --examples all --report r.ndjson", "r.ndjson"), ("publish b.ndjson -o new --allow-findings", "new/"),
    ("compliance b.ndjson -o new", "new/compliance"), ("inventory b.ndjson --format json -o i.json", "i.json"),
  ])
  func `a file beyond the size limit`(command: String, name: String) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("b.ndjson", MadeUp.largeLog(events: 60))
      let before = try Planted.files(in: folder)
      let run = try Shell.run("ulimit -f 8; telltale \(command) >/dev/null", shell: ["bash"], in: folder)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("telltale: \(name)") && run.errors.contains(": cannot be written: File too large"), "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(try Planted.files(in: folder) == before)
    }
  }

  /// Whether a file system can be mounted here, which takes more than being root in a container.
  static let canMount =
    (try? Tool.run(
      ["-m", "mount", "-t", "tmpfs", "none", "/tmp"], program: URL(filePath: "/usr/bin/unshare")
    ).status) == 0

  @Test(.enabled(if: canMount)) func `a full disk`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("b.ndjson", MadeUp.largeLog(events: 120))
      _ = try folder.file("full/.keep", "")
      let script = """
        mount -t tmpfs -o size=20k none full
        for command in 'redact b.ndjson -o full/out.ndjson' 'audit b.ndjson --report full/r.json' 'publish b.ndjson -o full/new --allow-findings'; do
          telltale $command >/dev/null; echo $?; ls -A full
        done
        head -c 16000 b.ndjson | sed '$d' > full/b.ndjson; cp full/b.ndjson before
        telltale redact full/b.ndjson --in-place; echo $?; ls -A full; cmp full/b.ndjson before
        """
      let run = try Shell.run(script, shell: ["unshare", "-m", "bash"], in: folder)
      #expect(run.status == 0 && run.output == "2\n2\n2\n2\nb.ndjson\n", "\(run)")
      let lines = run.errors.split(separator: "\n")
      #expect(
        lines.count == 4
          && lines.allSatisfy { $0.hasPrefix("telltale: full/") && $0.contains(": cannot be written: No space left on device") },
        "\(run.errors)")
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func `standard output on a full disk`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      let run = try Shell.run("telltale audit a.har >/dev/full", shell: ["bash"], in: folder)
      #expect(run.status == 2 && run.errors == "telltale: standard output: No space left on device\n", "\(run)")
    }
  }

  // MARK: No right

  /// Runs the tool as an unprivileged user, in a folder that everyone may read.
  private func runUnprivileged(_ script: String, in folder: URL) throws -> Tool.Outcome {
    guard geteuid() == 0 else { return try Shell.run(script, shell: ["bash"], in: folder) }
    let copy = folder.deletingLastPathComponent().appending(path: "telltale")
    try? FileManager.default.copyItem(at: Tool.executable, to: copy)
    return try Shell.run(
      script.replacing("telltale ", with: copy.path + " "), shell: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash"],
      in: folder)
  }

  @Test func `an input without permission`() throws {
    try withTemporaryFolder { folder in
      let capture = try folder.file("a.har", MadeUp.leaky)
      _ = try folder.file("closed/b.har", MadeUp.leaky)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: capture)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.appending(path: "closed").path)
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
      defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "closed").path) }
      for command in ["audit a.har", "redact a.har -o out/", "redact a.har --in-place", "inventory a.har -o i"] {
        let run = try runUnprivileged("telltale \(command)", in: folder)
        #expect(run.status == 2 && run.errors.hasPrefix("telltale: a.har: permission denied\n"), "\(command): \(run)")
      }
      let listing = try runUnprivileged("telltale audit closed", in: folder)
      #expect(listing.status == 2 && listing.errors == "telltale: closed: the directory cannot be listed\n", "\(listing)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.har", "closed"])
    }
  }

  @Test func `an output folder without permission`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      _ = try folder.file("shut/a.har", MadeUp.leaky)
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.appending(path: "shut").path)
      defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "shut").path) }
      let before = try Planted.files(in: folder)
      for command in [
        "redact a.har -o shut/out.har", "redact a.har -o shut/new/", "redact shut/a.har --in-place", "audit a.har --report shut/r.json",
        "publish a.har -o shut/new --allow-findings",
      ] {
        let run = try runUnprivileged("telltale \(command) >/dev/null", in: folder)
        #expect(run.status == 2 && run.errors.hasPrefix("telltale: shut/"), "\(command): \(run)")
        #expect(run.errors.contains("cannot be written: ") && run.errors.contains("Permission denied"), "\(run.errors)")
        #expect(try Planted.files(in: folder) == before)
      }
    }
  }

  /// In a folder such as `/tmp` any user may create files, and no one may replace another's: one of two captures can be written,
  /// and is not.
  @Test(.enabled(if: geteuid() == 0)) func `a capture of another user`() throws {
    try withTemporaryFolder { folder in
      for name in ["mine", "shared"] {
        _ = try folder.file("\(name)/a.har", MadeUp.leaky)
        try FileManager.default.setAttributes(
          [.posixPermissions: name == "mine" ? 0o777 : 0o1777], ofItemAtPath: folder.appending(path: name).path)
      }
      let before = try Planted.files(in: folder)
      let run = try runUnprivileged("telltale redact mine/a.har shared/a.har --in-place", in: folder)
      #expect(
        run.status == 2 && run.errors == "telltale: shared/a.har: cannot be written: Operation not permitted; no file was written\n",
        "\(run)")
      #expect(try Planted.files(in: folder) == before)
    }
  }

  // MARK: Files that change

  @Test func `a capture that is deleted before it is read`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
      let script = "{ sleep 1; rm b.ndjson; cat a; } | telltale audit - b.ndjson"
      _ = try folder.file("a", MadeUp.log(property: "4"))
      let run = try Shell.run(script, shell: ["bash"], in: folder)
      #expect(run.status == 2 && run.errors == "telltale: b.ndjson: no such file\n", "\(run)")
    }
  }

  @Test func `a capture that shrinks while it is read`() throws {
    try withTemporaryFolder { folder in
      let line = MadeUp.log(property: "4")
      let path = try folder.file("b.ndjson", String(repeating: line, count: (48 << 20) / line.utf8.count))
      let run = try Tool.run(["audit", "b.ndjson", "--jobs", "1"], in: folder) { _ in
        Thread.sleep(forTimeInterval: 0.6)
        try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: 4 << 20)
      }
      #expect(run.status == 2 && run.output.contains("the file has become shorter while it was read"), "\(run)")
    }
  }

  /// Between reading and writing, the recorder continues: what it wrote would be lost.
  @Test(.enabled(if: Tracing.isAvailable)) func `a capture that grows after it was read`() throws {
    try withTemporaryFolder { folder in
      let log = MadeUp.log(property: MadeUp.address)
      let path = try folder.file("b.ndjson", log)
      let run = try Tool.run(
        [
          "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=5000000:when=1", Tool.executable.path,
          "redact", "b.ndjson", "--in-place",
        ],
        in: folder, program: URL(filePath: "/usr/bin/strace")
      ) { _ in
        while try contents(folder).count == 1 { Thread.sleep(forTimeInterval: 0.05) }
        Thread.sleep(forTimeInterval: 1)
        try (log + log).write(toFile: path, atomically: false, encoding: .utf8)
      }
      #expect(run.status == 2 && run.errors == "telltale: b.ndjson: has changed since it was read; nothing was written\n", "\(run)")
      #expect(try Planted.files(in: folder) == ["b.ndjson": Data((log + log).utf8)])
    }
  }
}
