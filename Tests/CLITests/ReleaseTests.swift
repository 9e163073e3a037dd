import Foundation
import Testing
import Vocabulary

/// The contents of a release, and how it is made.
@Suite struct ReleaseTests {
  private static func text(_ name: String) throws -> String {
    try String(contentsOf: Tool.root.appending(path: name), encoding: .utf8)
  }

  @Test func `the version is the same everywhere`() throws {
    #expect(try Tool.run(["--version"]).output == "\(telltaleVersion)\n")
    let action = try Self.text("action.yml")
    #expect(action.contains("\n    description: The release to download.\n    default: \(telltaleVersion)\n"))
    let heading = try #require(Self.text("CHANGELOG.md").firstMatch(of: /(?m)^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$/))
    #expect(heading.1 == telltaleVersion)
  }

  @Test func `the notes of a release are its section of the changelog`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file(
        "CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- a\n\n## [1.0.1] - 2026-01-02\n\n- b\n\n## [1.0.0] - 2026-01-01\n\n- c\n")
      let run = "mkdir .ci; cp '\(Tool.root.path)/.ci/notes' .ci/notes; sh .ci/notes"
      #expect(try Shell.run("\(run) 1.0.1", in: folder).output == "\n- b\n")
      #expect(try Shell.run("sh .ci/notes 1.0.0", in: folder).output == "\n- c\n")
      #expect(try Shell.run("sh .ci/notes 1.0", in: folder).status == 1)
    }
    #expect(try Shell.run("sh .ci/notes \(telltaleVersion)", in: Tool.root).output.count > 1_000)
  }

  private struct Bill: Decodable {
    struct Component: Decodable {
      struct Hash: Decodable {
        var content: String
      }
      var name: String
      var version: String
      var purl: String
      var hashes: [Hash]?
    }
    struct Metadata: Decodable {
      var component: Component
    }
    var metadata: Metadata
    var components: [Component]
  }

  private static func bill() throws -> URL {
    let files = try FileManager.default.contentsOfDirectory(at: Release.folder, includingPropertiesForKeys: nil)
    return try #require(files.first { $0.path.hasSuffix(".cdx.json") })
  }

  @Test func `the bill of materials lists what is linked, in the versions that are linked`() throws {
    let bill = try JSONDecoder().decode(Bill.self, from: Data(contentsOf: Self.bill()))
    #expect(bill.metadata.component.version == telltaleVersion)
    let sum = try Shell.run("sha256sum telltale", in: Release.folder).output.prefix(64)
    #expect(bill.metadata.component.hashes?.map(\.content) == [String(sum)])
    let packages = try Self.text("Package.swift").matches(of: /github\.com\/apple\/([a-z0-9-]+)(?:\.git)?", exact: "([0-9.]+)"/)
    #expect(packages.count == 4)
    for package in packages {
      #expect(bill.components.contains { $0.purl == "pkg:swift/github.com/apple/\(package.1)@\(package.2)" }, "\(package.1)")
    }
    #expect(bill.components.count { $0.purl.hasPrefix("pkg:swift/") } == packages.count)
    let system = try Self.text(".ci/linked.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(bill.components.count { $0.purl.hasPrefix("pkg:deb/") } == system.count)
    #expect(system.count == 13)
    // It contains every library that the package requires from the system.
    for library in try Self.text("Package.swift").matches(of: /\.apt\(\["([a-z0-9-]+)"\]\)/) {
      #expect(bill.components.contains { $0.purl.contains("/\(library.1)@") }, "\(library.1)")
    }
  }

  /// The files for CI services, checked with the schemas of these services.
  private static func services() throws -> [String] {
    let issues = try FileManager.default.contentsOfDirectory(atPath: Tool.root.appending(path: ".github/ISSUE_TEMPLATE").path)
    return [".github/workflows/ci.yml", ".github/workflows/release.yml", "action.yml", "templates/telltale.gitlab-ci.yml"]
      + issues.map { ".github/ISSUE_TEMPLATE/\($0)" }
  }

  @Test func `the bill of materials and what CI services read are valid by their schemas`() throws {
    let files = try Self.services().map { Tool.root.appending(path: $0).path }
    #expect(files.count == 9)
    #expect(try ReportValidator.faults(files + [Self.bill().path]) == "")
  }

  /// A validator that accepts everything would prove nothing.
  @Test func `the validator sees what is wrong with them`() throws {
    try withTemporaryFolder { folder in
      for (name, part, other) in [
        (".github/workflows/ci.yml", "runs-on:", "runs-at:"), ("action.yml", "using: composite", "using: nothing"),
        ("templates/telltale.gitlab-ci.yml", "  artifacts:", "  artefacts:"),
        (".github/ISSUE_TEMPLATE/bug.yml", "type: input", "type: inputs"),
      ] {
        let text = try Self.text(name)
        try #require(text.contains(part))
        #expect(try ReportValidator.faults([folder.file(name, text.replacing(part, with: other))]) != "", "\(name)")
      }
      let bill = try String(contentsOf: Self.bill(), encoding: .utf8)
      #expect(try ReportValidator.faults([folder.file("a.cdx.json", bill.replacing("\"library\"", with: "\"book\""))]) != "")
    }
  }

  @Test func `the workflows do what RELEASING says`() throws {
    #expect(try Self.text(".github/workflows/ci.yml").contains("- run: bash .ci/run\n"))
    let release = try Self.text(".github/workflows/release.yml")
    #expect(release.contains("make dist"))
    for ending in ["*.tar.gz", "*.deb", "*.whl", "*.cdx.json", "SHA256SUMS"] { #expect(release.contains("dist/\(ending)"), "\(ending)") }
    // What RELEASING.md calls exists.
    let makefile = try Self.text("Makefile")
    let text = try Self.text("RELEASING.md")
    for line in text.matches(of: /\$ make ([a-z -]+)/) {
      for target in line.1.split(separator: " ") where !target.isEmpty {
        #expect(makefile.contains("\n\(target):"), "make \(target)")
      }
    }
    for file in text.matches(of: /`((?:\.ci|\.github|Sources)\/[A-Za-z0-9_.\/-]+|action\.yml|CHANGELOG\.md)`/) {
      #expect(FileManager.default.fileExists(atPath: Tool.root.appending(path: file.1).path), "\(file.1)")
    }
  }

  /// Foundation adds 40 MB of character data and locales to the executable; FoundationEssentials has everything that is needed.
  @Test func `the executable does not link all of Foundation`() throws {
    let sources = Tool.root.appending(path: "Sources")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { path in
      path.hasSuffix(".swift") && !["workbench/", "embed-files/"].contains(where: path.hasPrefix)
    }
    #expect(files.count > 300)
    for file in files {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      #expect(!text.contains(/(?m)^\s*(?:[a-z]+ )?import Foundation(?:Internationalization)?$/), "\(file)")
    }
  }
}
