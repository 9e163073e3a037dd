import Foundation
import Testing

/// `workbench borders`, on targets made up for a test.
///
/// Each has a folder `Low` that may not use `High`, and both declare a few names.
@Suite struct BordersTests {
  private static let workbench = Tool.executable.deletingLastPathComponent().appending(path: "workbench")
  private static let order = "Kit:\n  Low\n  High\n"

  /// The declarations in `High`.
  private static let high = """
    package struct Report { package enum Kind { case short } }
    package func render(_ text: String) -> String { text }
    let version = "1"
    extension Substring {
      func begins(with other: String) -> Bool { hasPrefix(other) }
      var shout: String { uppercased() }
    }
    private struct Hidden {}

    """

  /// Checks `Kit` with these files next to `High/Report.swift`.
  private func borders(_ files: [String: String], order: String = order, options: [String] = []) throws -> Tool.Outcome {
    try withTemporaryFolder { folder in
      let sources = folder.appending(path: "Sources")
      _ = try sources.file("borders.txt", order)
      for (name, text) in files.merging(["High/Report.swift": Self.high], uniquingKeysWith: { given, _ in given }) {
        _ = try sources.file("Kit/\(name)", text)
      }
      return try Tool.run(["borders"] + options, in: folder, program: Self.workbench)
    }
  }

  /// The complaints about one file in `Low`, without its path.
  private func complaints(_ text: String) throws -> [String] {
    let outcome = try borders(["Low/Base.swift": text])
    let lines = outcome.output.split(separator: "\n").map { String($0).replacing("Sources/Kit/Low/Base.swift:", with: "") }
    #expect(outcome.status == (lines.first?.hasPrefix("borders: ") == true ? 0 : 1), "\(outcome.errors)")
    return outcome.status == 0 ? [] : lines
  }

  @Test func `an arrow that points up is reported with file and line`() throws {
    let outcome = try borders(["Low/Base.swift": "struct Base {\n\n  var report: [Report?]\n  var other: Report\n}\n"])
    #expect(outcome.output == "Sources/Kit/Low/Base.swift:3: Low may not use High (Report)\n")
    #expect(outcome.status == 1)
  }

  @Test func `arrows that point down are counted`() throws {
    let outcome = try borders(["Low/Base.swift": "struct Base {}\n", "High/User.swift": "struct User { var base: Base }\n"])
    #expect(outcome.output == "borders: targets 1, folders 2, arrows 1, none points up\n")
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    "// Report\n", "/// `Report`\n", "/* a /* nested */ Report */\n", "let text = \"Report\"\n", "let text = #\"\\(Report) \" \\\"#\n",
    "let text = \"\"\"\n  Report \"\" \\\"\"\" Report\n  \"\"\"\n", "let words = text.split(separator: /Report \\/ \"/)\n",
    "let words = try #/Report/#\n", "let kind = Other.Report\n", "let kind: Other = .Report(1)\n", "import Report\n",
    "let odd = #\"\"\"#, text = \"Report\"\n", "let half = count / 2, text = \"Report\", more = 1 / 2\n",
  ])
  func `comments, strings and members are not uses`(text: String) throws {
    #expect(try complaints(text) == [])
  }

  @Test(arguments: [
    "let text = \"a \\(Report.self) b\"\n", "let text = \"a \\(\"b \\(f(Report()))\") c\"\n",
    "let text = #\"a \\#(Report.self) b\"#\n", "let all = 0..<Report.count\n", "let all = ...Report.last\n",
    "func f() -> `Report` { g() }\n",
    "let part = a / Report.count / 2\n", "let kind = Kit.Report.self\n", "extension Report { var more: Int { 1 } }\n",
    "let /* why */ kind: Report.Kind = .short\n", "switch x { case Report.short: break }\n", "let x = y as? Report\n",
  ])
  func `interpolations and all other code are uses`(text: String) throws {
    #expect(try complaints(text) == ["1: Low may not use High (Report)"])
  }

  @Test func `lines are counted within comments and strings too`() throws {
    let text = "/*\n*/\nlet a = \"\"\"\n  \\(b)\n  \"\"\"\nlet c = #/\n  x\n  /#\nlet d: Report\n"
    #expect(try complaints(text) == ["9: Low may not use High (Report)"])
  }

  @Test func `functions, globals and members of extensions are followed`() throws {
    #expect(try complaints("let a = render(\"x\")\n") == ["1: Low may not use High (render)"])
    #expect(try complaints("let a = version\n") == ["1: Low may not use High (version)"])
    #expect(try complaints("let a = b.begins(with: c)\n") == ["1: Low may not use High (begins)"])
    #expect(try complaints("let a = b.shout\n") == ["1: Low may not use High (shout)"])
  }

  @Test(arguments: [
    "func render(_ text: Int) {}\nlet a = render(1)\n", "struct A { func render() {}; func all() { render() } }\n",
    "func all(render: () -> Void) { render() }\n", "let a = b.begins(c)\n",
    "struct A { func begins(with: Int) {} }\nlet a = b.begins(with: c)\n",
    "let a = b.version\n", "func all(version: Int) -> Int { version }\n", "let a = f(1, version: 2)\n",
    "let pair = (shout: 1, 2)\nlet a = pair.shout\n",
    "let a = Hidden()\n",
  ])
  func `names that mean something else are not followed`(text: String) throws {
    #expect(try complaints(text) == [])
  }

  @Test func `nested, local, private and generic types hide those of other folders`() throws {
    #expect(try complaints("struct A { struct Report {}; var report: Report }\n") == [])
    #expect(try complaints("struct A { enum B { case c(Report) } }\nextension A { struct Report {} }\n") == [])
    #expect(try complaints("private struct Report {}\nlet a = Report()\n") == [])
    #expect(try complaints("func a<Report>(_ report: Report) {}\n") == [])
    #expect(try complaints("func a() { struct Report {}; _ = Report() }\n") == [])
    #expect(try complaints("struct A { struct Report {} }\nlet a = Report()\n") == ["2: Low may not use High (Report)"])
  }

  @Test func `a type in an extension counts as the type around it`() throws {
    let files = ["Low/Base.swift": "struct Base {}\n", "High/Base+Row.swift": "extension Base { struct Row {} }\n"]
    #expect(try borders(files).status == 0)
    // `Row` alone belongs to no folder, and `Base.Row` is Low's.
    let outcome = try borders(files.merging(["Low/User.swift": "let a: Base.Row, b: Row\n"]) { $1 })
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  @Test func `a name declared in several folders is read as an allowed one`() throws {
    let order = "Kit:\n  Base\n  Low\n  Middle High\n"
    let files = ["Base/A.swift": "struct Word {}\n", "Middle/A.swift": "struct Word {}\nstruct Other {}\n", "Low/A.swift": "let a: Word\n"]
    #expect(try borders(files, order: order).status == 0)
    let other = files.merging(["High/A.swift": "struct Other {}\n", "Base/B.swift": "let a: Other\n"]) { $1 }
    #expect(try borders(other, order: order).output == "Sources/Kit/Base/B.swift:1: Base may not use High or Middle (Other)\n")
  }

  @Test func `folders on one line may not use each other, and files next to folders are listed`() throws {
    let files = ["Low/A.swift": "let a: Report\n", "Audit.swift": "let b: Report\n", "Version.swift": "struct Version {}\n"]
    let order = "# All of it\nKit:\n  Version.swift # lowest\n  Low High\n  Kit\n"
    #expect(try borders(files, order: order).output == "Sources/Kit/Low/A.swift:1: Low may not use High (Report)\n")
    #expect(
      try borders(files, order: "Kit:\n  Kit Low High\n").output == """
        Sources/Kit/Audit.swift:1: Kit may not use High (Report)
        Sources/Kit/Low/A.swift:1: Low may not use High (Report)

        """)
  }

  @Test func `the order must match the folders`() throws {
    let files = ["Low/A.swift": "let a = 1\n", "Odd/A.swift": "let b = 1\n"]
    let outcome = try borders(files, order: "Kit:\n  Low\n  Gone\n  High\nNone:\n")
    #expect(
      outcome.output == """
        Sources/borders.txt:1: the folder Odd of Kit is not listed
        Sources/borders.txt:3: Kit has no folder Gone with Swift files
        Sources/borders.txt:5: there is no target None

        """)
    #expect(outcome.status == 1)
    #expect(try borders(files, order: "").output == "Sources/borders.txt: the target Kit has folders and is not listed\n")
    #expect(try borders([:], order: "").status == 0)
    #expect(try borders(files, order: "Kit:\nLow Low\n").errors == "Error: Sources/borders.txt:2: Low is listed twice in Kit\n")
    let missing = try borders(files, options: ["--order", "gone.txt"])
    #expect(missing.output == "gone.txt: cannot read this file; list the folders of each target in it\n")
    #expect(missing.status == 1)
  }

  @Test func `a target has a maximum number of lines`() throws {
    let files = ["Low/A.swift": "let a = 1\nlet b = 2"]
    let most = Self.high.count { $0 == "\n" } + 2
    #expect(try borders(files, options: ["--maximum", "\(most)"]).status == 0)
    let outcome = try borders(files, options: ["--maximum", "\(most - 1)", "--verbose"])
    #expect(
      outcome.output == """
        Kit                      \(most) lines
          High                    \(most - 2) lines
          Low                     2 lines
        Sources/Kit: \(most) lines of Swift, more than the maximum of \(most - 1)

        """)
    #expect(outcome.status == 1)
  }

  private static let ownOrder = Tool.root.appending(path: "Sources/borders.txt").path

  @Test(.enabled(if: FileManager.default.fileExists(atPath: ownOrder)))
  func `the sources of this repository are in order`() throws {
    let outcome = try Tool.run(["borders"], program: Self.workbench)
    #expect(outcome.status == 0, "\(outcome.output)")
  }
}
