import Foundation
import Testing
import Vocabulary

/// What `make dist` packages and `make install` installs, made from the debug build.
@Suite struct PackagingTests {
  private static let pages = ["telltale", "telltale-audit", "telltale-explain", "telltale-rules", "telltale-destinations"]
  private static let licences = ["swift", "swift-argument-parser", "swift-crypto", "swift-system", "glibc", "PCRE2", "libyaml"]

  @Test func `a release has what it should, its checksums hold, and it is the same every time`() throws {
    try withTemporaryFolder { folder in
      let again = try Release.package(into: folder.appending(path: "again"))
      #expect(try again == String(contentsOf: Release.folder.appending(path: "SHA256SUMS"), encoding: .utf8))
      #expect(
        again.split(separator: "\n").map { $0.drop { $0 != " " }.replacing(/x86_64|amd64|aarch64|arm64/, with: "ARCH") } == [
          "  telltale-\(telltaleVersion)-linux-ARCH.cdx.json", "  telltale_\(telltaleVersion)_ARCH.deb",
          "  telltale-\(telltaleVersion)-linux-ARCH.tar.gz",
          "  telltale-\(telltaleVersion)-py3-none-manylinux_2_17_ARCH.manylinux2014_ARCH.musllinux_1_1_ARCH.whl",
        ])
      let check = try Shell.run("sha256sum -c SHA256SUMS && tar -tzvf *.tar.gz", in: Release.folder)
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output.contains(/-rwxr-xr-x 0\/0 .* telltale-[^\/]+\/telltale\n/))
      let files = [
        "LICENSE", "README.md", "CHANGELOG.md", "completions/telltale.bash", "completions/_telltale", "completions/telltale.fish",
      ]
      for name in files + Self.pages.map({ "man/\($0).1" }) + Self.licences.map({ "licenses/\($0)" }) {
        #expect(check.output.contains("/\(name)\n"), "\(name)")
      }
    }
  }

  @Test func `installed files are where shells and man look for them`() throws {
    try withTemporaryFolder { folder in
      let dist = try Release.folder.path
      let placed = try Shell.run("sh '\(Tool.root.path)/.ci/place' '\(dist)' root/usr && root/usr/bin/telltale --version", in: folder)
      #expect(placed.status == 0, "\(placed.errors)")
      #expect(placed.output.hasSuffix("\n\(telltaleVersion)\n"))
      let share = folder.appending(path: "root/usr/share")
      for name in [
        "bash-completion/completions/telltale", "zsh/site-functions/_telltale", "fish/vendor_completions.d/telltale.fish",
      ] + Self.pages.map({ "man/man1/\($0).1" }) {
        #expect(FileManager.default.fileExists(atPath: share.appending(path: name).path), "\(name)")
      }
    }
  }

  @Test func `the Debian package has its files, and their sums`() throws {
    try withTemporaryFolder { folder in
      let dist = try Release.folder.path
      let unpacked = try Shell.run(
        """
        dpkg-deb --raw-extract '\(dist)'/*.deb root && cd root && md5sum --quiet -c DEBIAN/md5sums && usr/bin/telltale --version
        find usr -type f | sort | diff - <(cut -c 35- DEBIAN/md5sums) && dpkg-deb -f '\(dist)'/*.deb Package Version Depends
        dpkg-deb -c '\(dist)'/*.deb | grep -v ' root/root ' || true
        """, in: folder)
      #expect(unpacked.status == 0, "\(unpacked.errors)")
      #expect(unpacked.output == "\(telltaleVersion)\nPackage: telltale\nVersion: \(telltaleVersion)\n")
      for name in [
        "man/man1/telltale-audit.1.gz", "doc/telltale/copyright", "doc/telltale/changelog.gz", "doc/telltale/CHANGELOG.md.gz",
        "doc/telltale/licenses/glibc",
      ] {
        #expect(FileManager.default.fileExists(atPath: folder.appending(path: "root/usr/share/\(name)").path), "\(name)")
      }
    }
  }

  @Test func `pip installs the wheel without any download`() throws {
    try withTemporaryFolder { folder in
      let installed = try Shell.run(
        """
        '\(Tool.root.path)/.build/validators/bin/pip' --disable-pip-version-check install --quiet --no-index --prefix prefix '\(Release.folder.path)'/*.whl
        prefix/bin/telltale --version && find prefix -name telltale-audit.1 && find prefix -path '*licenses/LICENSE'
        """, in: folder)
      #expect(installed.status == 0, "\(installed.errors)")
      #expect(installed.output.contains(/^\d+\.\d+\.\d+\nprefix\/share\/man\/man1\/telltale-audit\.1\nprefix\/.*\/LICENSE\n$/))
      // pip itself does not compare what it installs with RECORD.
      let record = try Tool.run(
        [
          "-c",
          """
          import base64, csv, glob, hashlib, io, zipfile, sys
          wheel = zipfile.ZipFile(glob.glob(sys.argv[1] + "/*.whl")[0])
          name = next(n for n in wheel.namelist() if n.endswith("RECORD"))
          rows = list(csv.reader(io.StringIO(wheel.read(name).decode())))
          assert sorted(r[0] for r in rows) == sorted(wheel.namelist())
          for path, digest, size in rows[:-1]:
              data = wheel.read(path)
              assert digest == "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode() and int(size) == len(data), path
          print(len(rows))
          """, Release.folder.path,
        ], program: Tool.root.appending(path: ".build/validators/bin/python"))
      #expect(record.status == 0, "\(record.errors)")
      #expect(Int(record.output.trimmingCharacters(in: .newlines)) ?? 0 > 30)
    }
  }

  @Test func `the manual says what the help says, and where else to look`() throws {
    try withTemporaryFolder { folder in
      let made = try Tool.run(
        ["manual", "--telltale", Tool.executable.path, "--date", "2026-01-31", "--output", folder.path], program: Release.workbench)
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
