import Foundation
import Testing

/// What `make release` packs and `make install` places, made of the debug build.
@Suite struct PackagingTests {
  private static let workbench = Tool.executable.deletingLastPathComponent().appending(path: "workbench")
  private static let pages = ["telltale", "telltale-audit", "telltale-explain", "telltale-rules", "telltale-destinations"]

  /// Packs a stand-in for the executable, which is far smaller and says the same.
  private func package(into folder: URL) throws -> Tool.Outcome {
    let tool = folder.deletingLastPathComponent().appending(path: "stand-in")
    try Shell.executable(tool, "#!/bin/sh\nexec '\(Tool.executable.path)' \"$@\"\n")
    return try Shell.run(
      "sh '\(Tool.root.path)/.ci/package' '\(tool.path)' '\(Self.workbench.path)' '\(folder.path)'",
      environment: ["SOURCE_DATE_EPOCH": "1769817600"], in: folder.deletingLastPathComponent())
  }

  @Test func `the archive has what it should, its checksum holds, and it is the same every time`() throws {
    try withTemporaryFolder { folder in
      let once = try package(into: folder.appending(path: "once"))
      #expect(once.status == 0, "\(once.errors)")
      #expect(once.output.contains(/^[0-9a-f]{64}  telltale-\d+\.\d+\.\d+-linux-[a-z0-9_]+\.tar\.gz\n$/))
      let again = try package(into: folder.appending(path: "again"))
      #expect(again.output == once.output)
      let check = try Shell.run("sha256sum -c SHA256SUMS && tar -tzvf *.tar.gz", in: folder.appending(path: "once"))
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output.contains(".tar.gz: OK\n"))
      #expect(check.output.contains(/-rwxr-xr-x 0\/0 .* telltale-[^\/]+\/telltale\n/))
      let files = [
        "LICENSE", "README.md", "CHANGELOG.md", "completions/telltale.bash", "completions/_telltale", "completions/telltale.fish",
      ]
      for name in files + Self.pages.map({ "man/\($0).1" }) + ["licenses/swift-argument-parser", "licenses/swift-system", "licenses/Yams"] {
        #expect(check.output.contains("/\(name)\n"), "\(name)")
      }
    }
  }

  @Test func `what is packed is placed where shells and man look for it`() throws {
    try withTemporaryFolder { folder in
      let packed = try package(into: folder.appending(path: "dist"))
      #expect(packed.status == 0, "\(packed.errors)")
      let placed = try Shell.run("sh '\(Tool.root.path)/.ci/place' dist root/usr && root/usr/bin/telltale --version", in: folder)
      #expect(placed.status == 0, "\(placed.errors)")
      #expect(placed.output.contains(/\n\d+\.\d+\.\d+\n$/))
      let share = folder.appending(path: "root/usr/share")
      for name in [
        "bash-completion/completions/telltale", "zsh/site-functions/_telltale", "fish/vendor_completions.d/telltale.fish",
      ] + Self.pages.map({ "man/man1/\($0).1" }) {
        #expect(FileManager.default.fileExists(atPath: share.appending(path: name).path), "\(name)")
      }
    }
  }

  @Test func `the manual says what the help says, and where else to look`() throws {
    try withTemporaryFolder { folder in
      let made = try Tool.run(
        ["manual", "--telltale", Tool.executable.path, "--date", "2026-01-31", "--output", folder.path], program: Self.workbench)
      #expect(made.status == 0, "\(made.errors)")
      for name in Self.pages {
        let page = try String(contentsOf: folder.appending(path: "\(name).1"), encoding: .utf8)
        #expect(page.contains(/^\.TH TELLTALE[A-Z-]* 1 "2026-01-31" "telltale \d+\.\d+\.\d+"/))
        for title in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "\"EXIT STATUS\"", "FILES", "ENVIRONMENT", "\"SEE ALSO\""] {
          #expect(page.contains("\n.SH \(title)\n"), "\(name): \(title)")
        }
        #expect(!page.utf8.contains { $0 > 0x7F })
      }
      let audit = try String(contentsOf: folder.appending(path: "telltale-audit.1"), encoding: .utf8)
      #expect(audit.contains("\n\\fB\\-\\-fail\\-on\\fR \\fIseverity\\fR\n"))
      #expect(audit.contains("\n.EX\n# Report every leak"))
      #expect(audit.contains("\n.TP\n.B 64\nwrong usage"))
    }
  }
}
