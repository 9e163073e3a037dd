import Foundation
import Testing

/// The system calls of each command: no network, and only the named outputs are written.
@Suite(.enabled(if: Tracing.isAvailable)) struct SystemCallTests {
  private struct Command: CustomTestStringConvertible {
    var words: String
    /// What it writes.
    var outputs: [String] = []
    var arguments: [String] { words.split(separator: " ").map(String.init) }
    var testDescription: String { words }
  }

  private static let commands = [
    Command(words: "audit a.har b.ndjson"),
    Command(
      words: "audit a.har b.ndjson --examples all --report r.json --report r.html --report r.ndjson",
      outputs: ["r.json", "r.html", "r.ndjson"]),
    Command(words: "redact a.har -o out.har", outputs: ["out.har"]),
    Command(words: "redact a.har b.ndjson -o new/out/ --certificate c.json", outputs: ["new/out/a.har", "new/out/b.ndjson", "c.json"]),
    Command(words: "redact a.har b.ndjson --in-place", outputs: ["a.har", "b.ndjson"]),
    Command(words: "redact a.har --dry-run"),
    Command(words: "publish a.har b.ndjson -o bundle --allow-findings", outputs: ["bundle/"]),
    Command(words: "compliance a.har -o report --draft-privacy-and-security d.json", outputs: ["report/", "d.json"]),
    Command(words: "fix a.har"),
    Command(words: "inventory a.har --format json -o i.json", outputs: ["i.json"]),
    Command(words: "explain posthog"),
  ]

  @Test(arguments: commands)
  private func `only the named outputs are written, and no connection is opened`(command: Command) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
      let before = Set(try Planted.files(in: folder).keys)
      let (outcome, calls) = try Tracing.run(command.arguments, in: folder)
      #expect([0, 1, 2].contains(outcome.status) && !outcome.errors.contains("cannot be written"), "\(outcome.errors)")
      func isOutput(_ path: String) -> Bool {
        // The target of a link has another full path.
        let name = path.firstRange(of: "/folder/").map { String(path[$0.upperBound...]) } ?? path
        return command.outputs.contains { $0.hasSuffix("/") ? name.hasPrefix($0) : name == $0 }
      }
      func isBesideOutput(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.last?.hasPrefix(".telltale.") == true else { return false }
        let folder = parts.dropLast().joined(separator: "/")
        return command.outputs.contains { output in
          output.hasSuffix("/")
            ? (folder + "/").contains("/folder/\(output)") : folder.hasSuffix("/folder" + (output.contains("/") ? "/new/out" : ""))
        }
      }
      var hidden: Set<String> = []
      for call in calls {
        let paths = call.paths
        switch call.name {
        case "socket", "socketpair", "connect", "bind", "listen", "sendto", "sendmsg", "recvfrom", "recvmsg":
          Issue.record("a call to a network: \(call)")
        case "open", "openat", "openat2", "creat":
          guard call.name == "creat" || call.description.contains(/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE/) else { continue }
          #expect(paths.first.map(isBesideOutput) == true, "\(call)")
          #expect(
            call.description.contains("O_CREAT") && call.description.contains("O_EXCL") && call.description.contains(", 0600)"), "\(call)")
          if let path = paths.first { hidden.insert(path) }
        case "rename", "renameat", "renameat2":
          #expect(call.succeeded && paths.count == 2 && (isOutput(paths[1]) || isBesideOutput(paths[1])), "\(call)")
          hidden.remove(paths[0])
        case "link", "linkat":
          #expect(paths.count == 2 && isOutput(paths[0]) && isBesideOutput(paths[1]), "\(call)")
          if paths.count == 2 { hidden.insert(paths[1]) }
        case "unlink", "unlinkat":
          #expect(paths.first.map { hidden.remove($0) != nil } == true, "\(call)")
        case "mkdir", "mkdirat", "chmod", "fchmodat":
          #expect(
            paths.first.map { path in isBesideOutput(path) || isOutput(path + "/") || path.hasSuffix("/new") || path.hasSuffix("/new/out") }
              == true, "\(call)")
        case "rmdir", "symlink", "symlinkat", "mknod", "mknodat", "truncate", "ftruncate", "fchmod", "chown", "lchown", "fchownat",
          "utimensat":
          Issue.record("a call that changes something else: \(call)")
        default: break
        }
      }
      #expect(hidden.isEmpty)
      let after = try Planted.files(in: folder).keys
      #expect(!after.contains { $0.split(separator: "/").contains { $0.hasPrefix(".") } })
      for name in after where !before.contains(name) && !name.hasSuffix("/") {
        #expect(isOutput("/folder/" + name), "\(name)")
        let mode = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)[.posixPermissions] as? Int
        // A bundle is readable by everyone.
        #expect(mode == (command.words.hasPrefix("publish") ? 0o644 : 0o600), "\(name): \(String(mode ?? 0, radix: 8))")
      }
    }
  }

  /// A container may have none; without /dev/urandom Foundation makes the same UUID for each file.
  @Test func `no device is opened`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      let (outcome, calls) = try Tracing.run(["audit", "a.har", "--report", "r.json", "--report", "r.html"], in: folder)
      #expect(outcome.status == 1)
      let devices = calls.filter { $0.name.hasPrefix("open") }.flatMap(\.paths).filter { $0.hasPrefix("/dev/") }
      #expect(devices.isEmpty)
    }
  }

  // MARK: Calls that fail

  /// Errors of writing: quota exceeded, disk full, device error, file on another disk.
  @Test(arguments: [
    ("fsync:error=EDQUOT:when=1", "Disk quota exceeded"), ("fsync:error=ENOSPC:when=2", "No space left on device"),
    ("fsync:error=EIO:when=3", "Input/output error"), ("/^rename:error=EIO:when=1", "Input/output error"),
    ("/^rename:error=EXDEV:when=2", "Invalid cross-device link"), ("/^rename:error=EACCES:when=3", "Permission denied"),
    ("/^chmod:error=EPERM:when=2", "Operation not permitted"),
  ])
  func `if a call fails, nothing is written`(injection: String, reason: String) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("one/a.har", MadeUp.leaky)
      _ = try folder.file("two/b.ndjson", MadeUp.log(property: MadeUp.address))
      _ = try folder.file("c.json", "former")
      let before = try Planted.files(in: folder)
      let (run, _) = try Tracing.run(
        ["redact", "one/a.har", "two/b.ndjson", "--in-place", "--certificate", "c.json"], inject: [injection], in: folder)
      #expect(run.status == 2 && run.output.isEmpty)
      let name = run.errors.firstMatch(of: #/^telltale: (one/a\.har|two/b\.ndjson|c\.json): cannot be written: /#)
      #expect(name != nil && run.errors.contains(reason) && run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      #expect(try Planted.files(in: folder) == before)
    }
  }

  @Test func `without hard links the result is the same`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
      let before = try Planted.files(in: folder)
      let inject = "/^link:error=EPERM"
      // Each old file is kept until the new one is in place, except for the last.
      let failing = try Tracing.run(
        ["redact", "a.har", "b.ndjson", "--in-place"], inject: [inject, "/^rename:error=EIO:when=3"], in: folder)
      #expect(failing.outcome.status == 2)
      #expect(failing.outcome.errors == "telltale: b.ndjson: cannot be written: Input/output error; no file was written\n")
      #expect(try Planted.files(in: folder) == before)
      #expect(try Tracing.run(["redact", "a.har", "b.ndjson", "--in-place"], inject: [inject], in: folder).outcome.status == 0)
      let after = try Planted.files(in: folder)
      #expect(after.keys.sorted() == before.keys.sorted() && after["b.ndjson"] == Data(MadeUp.log(property: "~email-1~").utf8))
    }
  }

  @Test func `a file that cannot be restored is reported with its path`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
      let (run, _) = try Tracing.run(["redact", "a.har", "b.ndjson", "--in-place"], inject: ["/^rename:error=EIO:when=2+"], in: folder)
      #expect(run.status == 2)
      let path = run.errors.firstMatch(
        of: #/^telltale: b\.ndjson: cannot be written: Input/output error; a\.har was written, and what it held before is in (.*)\n/#)
      let kept = try #require(path, "\(run.errors)").1
      #expect(try String(contentsOfFile: String(kept), encoding: .utf8) == MadeUp.leaky)
    }
  }

  // MARK: Signals

  /// At each call that creates or moves something on disk.
  @Test(arguments: ["SIGINT", "SIGTERM"], ["fsync", "/^chmod", "/^link", "/^rename", "/^unlink"])
  func `a signal at any call leaves all files as they were, or all written`(signal: String, call: String) throws {
    try withTemporaryFolder { folder in
      var wanted: [String: Data]?
      for number in 1...6 {
        _ = try folder.file("a.har", MadeUp.leaky)
        _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
        _ = try folder.file("c.json", "former")
        let before = try Planted.files(in: folder)
        let inject = number == 6 ? [] : ["\(call):signal=\(signal):when=\(number)"]
        let (run, _) = try Tracing.run(
          ["redact", "a.har", "b.ndjson", "--in-place", "--certificate", "c.json"], inject: inject, in: folder)
        let after = try Planted.files(in: folder)
        if number == 1 { wanted = nil }
        if after == before {
          #expect(run.errors.hasPrefix("telltale: interrupted: a.har") && run.errors.hasSuffix("not written\n"), "\(run.errors)")
        } else {
          #expect(after.keys.sorted() == ["a.har", "b.ndjson", "c.json"])
          if let wanted { #expect(after == wanted) }
          wanted = after
          #expect(after["b.ndjson"] == Data(MadeUp.log(property: "~email-1~").utf8) && after["c.json"] != before["c.json"])
          #expect(run.errors.isEmpty || run.errors == "telltale: interrupted after a.har and 2 other files were written\n", "\(run.errors)")
        }
      }
    }
  }
}
