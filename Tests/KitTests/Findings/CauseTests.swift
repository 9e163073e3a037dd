import Testing

@testable import Auditing
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

@Suite struct CauseTests {
  private let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1YjEwYWM4ZDgyZTA1YjIyY2M3ZDRlZjUiLCJxc2giOiJjb250ZXh0LXFzaCJ9.c2lnbmF0dXJl"

  /// A page whose URL contains a token, seen by three vendors in four ways.
  private func fannedOut() throws -> Audited {
    let page = "https://www.app.test/item?jwt=\(token)"
    let event = #"{"type":"track","event":"A","userId":"u","messageId":"m","context":{"page":{"url":"\#(page)","referrer":"\#(page)"}}}"#
    return try Audited(
      Recording.har(
        Recording.document(page),
        Recording.entry("https://api.segment.io/v1/t", headers: [("Referer", page)], body: event),
        Recording.entry("https://www.google-analytics.com/g/collect?v=2&tid=G-1&en=view&dl=\(Self.escaped(page))", body: ""),
        Recording.entry("https://unknown.example/c", body: #"{"href":"\#(page)"}"#)))
  }

  private static func escaped(_ url: String) -> String {
    url.replacing(":", with: "%3A").replacing("/", with: "%2F").replacing("?", with: "%3F").replacing("=", with: "%3D")
  }

  @Test func oneTokenAtManyDestinationsIsOneCauseNearestToItsSource() throws {
    let audited = try fannedOut()
    let causes = audited.report.causes.filter { cause in cause.findings.contains { $0.rule.title.contains("JWT") } }
    #expect(causes.count == 1)
    let cause = try #require(causes.first)
    #expect(cause.lead.rule.id == "jwt-in-page-url")
    #expect(cause.lead.field == "page.url")
    #expect(Set(cause.reachedFields.map(\.first.destination)).isSuperset(of: ["segment", "ga4", "unknown.example"]))
    #expect(cause.severity == .critical)
    #expect(cause.findings.first?.fingerprint == cause.id)
  }

  @Test func everyFindingHasOneCause() throws {
    for name in Samples.names {
      let report = try Audited(contentsOf: name).report
      #expect(report.causes.flatMap(\.findings).map(\.fingerprint).sorted() == report.findings.map(\.fingerprint).sorted())
    }
  }

  @Test func findingsWithOnlyTheRuleInCommonAreSeveralCauses() throws {
    let log = """
      {"type":"track","event":"A","userId":"u","messageId":"m1","properties":{"owner":"jane.roe@copperline.dev"}}
      {"type":"track","event":"A","userId":"u","messageId":"m2","properties":{"guest":"john.doe@tallgrass.co.uk"}}

      """
    let causes = try Audited(log).report.causes.filter { $0.lead.rule.id == "email" }
    #expect(Set(causes.map(\.lead.field)) == ["properties.owner", "properties.guest"])
  }

  @Test func oneValueInTwoFieldsIsOneCause() throws {
    let log = """
      {"type":"track","event":"A","userId":"u","messageId":"m1","properties":{"owner":"jane.roe@copperline.dev"}}
      {"type":"track","event":"B","userId":"u","messageId":"m2","properties":{"guest":"jane.roe@copperline.dev"}}

      """
    let causes = try Audited(log).report.causes.filter { $0.lead.rule.id == "email" }
    #expect(causes.map(\.reachedFields.count) == [2])
  }

  @Test func causesDoNotDependOnTheOrderOfTheCapture() throws {
    let lines = (0..<6).map {
      #"{"type":"track","event":"E\#($0)","userId":"u","messageId":"m\#($0)","properties":{"p\#($0 % 3)":"mail\#($0 % 2)@copperline.dev"}}"#
    }
    let forwards = try Audited(lines.joined(separator: "\n") + "\n").report.causes
    let backwards = try Audited(lines.reversed().joined(separator: "\n") + "\n").report.causes
    #expect(forwards.map(\.id) == backwards.map(\.id))
    #expect(forwards.map { $0.findings.map(\.fingerprint) } == backwards.map { $0.findings.map(\.fingerprint) })
  }

  /// Each format shows the reach of the cause in its own way.
  @Test(arguments: ReportFormat.allCases)
  func everyReportTellsTheCauseWithItsSinks(format: ReportFormat) throws {
    let report = try fannedOut().report
    let cause = try #require(report.causes.first { $0.lead.rule.id == "jwt-in-page-url" })
    let text = format.render(report, style: TextReport.Style(detail: .verbose))
    switch format {
    case .text:
      // A heading for the cause, and below it every destination before the next.
      let block = try #require(text.split(separator: "\n\n").first { $0.contains("jwt-in-page-url") })
      for (destination, _) in cause.reachedFieldsByDestination { #expect(block.contains("→ \(report.name(of: destination))")) }
    case .ndjson: return
    case .github, .gitlab, .junit, .sarif, .markdown, .html, .json:
      #expect(text.contains(cause.id) || [.github, .markdown].contains(format))
      let reach = try #require(cause.reach)
      #expect([.json, .html, .markdown, .sarif].contains(format) || text.contains(reach))
    }
    for (destination, _) in cause.reachedFieldsByDestination where ![.github, .gitlab].contains(format) {
      #expect(text.contains(report.name(of: destination)) || text.contains(destination), "\(destination)")
    }
  }
}
