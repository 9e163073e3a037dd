import Testing

@testable import Auditing
@testable import Reports

/// Reports that exceed a limit are cut where that is possible, and say so.
@Suite struct LengthTests {
  /// A request for each leak, to different hosts if wanted.
  private func report(leaks: Int, _ text: String = "", host: (Int) -> String = { _ in "collect.test" }) throws -> AuditReport {
    let letters = Array("abcdefghij")
    let entries = (0..<leaks).map { number in
      let name = String(String(number).compactMap { $0.wholeNumberValue.map { letters[$0] } })
      return Recording.entry("https://\(host(number))/v1", body: #"{"x\#(name)\#(text)":"x\#(name).roe@copperline.dev"}"#)
    }
    return try Audited(Recording.har(entries.joined(separator: ",\n"))).report
  }

  @Test(arguments: ["", "漢", "a\u{301}\u{301}\u{301}"])
  func aCommentKeepsWithinItsLengthAndIsWhole(_ text: String) throws {
    let report = try report(leaks: 400, String(repeating: text, count: 10))
    let markdown = ReportFormat.markdown.render(report)
    #expect(markdown.utf8.count <= MarkdownReport.maximumLength)
    #expect(markdown.utf8.count > MarkdownReport.maximumLength / 2)
    let told = markdown.matches(of: /<details><summary>/).count
    #expect(told > 0 && told == markdown.matches(of: /\n<\/details>\n/).count)
    let left = try #require(markdown.firstMatch(of: /_([0-9]+) more causes are left out/)).1
    #expect(Int(left) == report.causes.count(where: \.isOpen) - told)
    #expect(markdown.count { $0 == "`" }.isMultiple(of: 2))
  }

  @Test func aCommentThatFitsLeavesNothingOut() throws {
    let report = try report(leaks: 3)
    let markdown = ReportFormat.markdown.render(report)
    #expect(markdown.matches(of: /<details><summary>/).count == report.causes.count(where: \.isOpen))
    #expect(!markdown.contains("left out"))
  }

  /// One cause at many destinations is shown with the first of them, and not left out for its length.
  @Test func aCauseWithManyDestinationsIsShown() throws {
    let host = { (number: Int) in "collector-\(number).test" }
    let entries = (0..<60).map { Recording.entry("https://\(host($0))/v1", body: #"{"mail":"jane.roe@copperline.dev"}"#) }
    let report = try Audited(Recording.har(entries.joined(separator: ",\n"))).report
    let markdown = ReportFormat.markdown.render(report)
    #expect(markdown.contains("- and 50 more destinations\n"))
    #expect(!markdown.contains("left out"))
  }

  @Test func gitHubGetsNoMoreAnnotationsOfALevelThanItShows() throws {
    var report = try report(leaks: 40)
    report.notes = (1...30).map { Note(file: "telltale.yaml", line: $0, message: "made up") }
    let lines = ReportFormat.github.render(report).split(separator: "\n")
    let errors = lines.count { $0.hasPrefix("::error ") }
    let notices = lines.count { $0.hasPrefix("::notice ") }
    #expect(errors == GitHubReport.maximumAnnotations)
    #expect(notices == GitHubReport.maximumAnnotations)
    #expect(lines.count { $0.hasPrefix("::warning ") } <= GitHubReport.maximumAnnotations)
    // Everything that was left out is counted: one of the lines is the verdict, which is not a finding.
    let left = report.causes.count(where: \.isOpen) + report.notes.count - (lines.count - 1)
    #expect(lines.last?.contains("; \(left) more not annotated") == true)
  }
}
