import Testing

@testable import Auditing
@testable import Knowledge
@testable import Remedies
@testable import Reports

/// The code and the settings on the page, each once, with the causes that they stop.
@Suite struct HTMLFixTests {
  private func report(_ bytes: [UInt8]) throws -> AuditReport {
    let remedies = try RemedyBook.standard()
    return try Audited(bytes) { $0.editing = Replay.trial(remedies) }.report
  }

  @Test func `each snippet is on the page once, unchanged, with its library, its place and what it stops`() throws {
    let report = try report(Samples.bytes("connect-segment-leaky.har"))
    let markup = Markup(HTMLReport.render(report))
    #expect(markup.failure == nil)
    let snippets = report.snippets
    #expect(snippets.count == 3 && markup.elements("pre").count == snippets.count)
    for snippet in snippets {
      #expect(markup.text.ranges(of: snippet.code).count == 1, "\(snippet.code)")
      #expect(markup.text.contains("\(snippet.library) \(snippet.language) goes \(snippet.place)"))
    }
    // Only long code is collapsed.
    let long = snippets.count { $0.code.split(separator: "\n", omittingEmptySubsequences: false).count > 24 }
    let folds = markup.elements("details").filter { $0.attributes["class"] == "snippet" }
    #expect(folds.count == snippets.count && folds.count { $0.attributes["open"] == nil } == long)
    // Each cause that code stops links to the code, and the code to the cause.
    let links = markup.values(of: "href")
    for cause in report.causes {
      for snippet in report.snippets(for: cause) { #expect(links.contains("#code-\(snippet.remedy)"), "\(cause.lead.rule.id)") }
    }
    let stopped = report.causes.filter { !report.snippets(for: $0).isEmpty }
    #expect(stopped.count > 5)
    for cause in stopped.prefix(5) { #expect(links.count { $0 == "#cause-\(cause.id)" } >= 2, "\(cause.lead.rule.id)") }
  }

  @Test func `a setting of a vendor is on the page once, and only if it helps`() throws {
    let markup = Markup(HTMLReport.render(try report(Samples.bytes("connect-segment-leaky.har"))))
    for setting in ["analytics.addSourceMiddleware(({payload, next}) => { delete payload", "Intercom(\"shutdown\") on pages with content"] {
      #expect(markup.text.ranges(of: setting).count == 1, "\(setting)")
    }
    #expect(!markup.text.contains("does nothing here") && !markup.text.contains("hide_default_launcher"))
  }

  @Test func `an audit that looked for no remedies offers no code`() throws {
    let markup = Markup(HTMLReport.render(try Audited(contentsOf: "connect-segment-leaky.har").report))
    #expect(markup.elements("pre").isEmpty && !markup.text.contains("goes where"))
  }

  @Test(arguments: HTMLReportTests.hostile)
  func `names from a capture in code are not markup`(name: String) throws {
    let body =
      #"{"type":"track","event":"e","userId":"u","messageId":"m","properties":{\#(Encode.string(name)):"jane.roe@copperline.dev"}}"#
    let har = Recording.har(Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: body))
    let report = try report(Array(har.utf8))
    let page = HTMLReport.render(report)
    let markup = Markup(page)
    #expect(markup.failure == nil)
    #expect(!report.snippets.isEmpty && !markup.elements("pre").isEmpty)
    #expect(markup.elements("script").count == 1 && markup.elements("img").isEmpty && markup.elements("b").isEmpty)
  }

  @Test func `endless code is cut between lines`() throws {
    let names = (0..<2_000).map { #""field_\#($0)":"jane.roe@copperline.dev""# }.joined(separator: ",")
    let body = #"{"type":"track","event":"e","userId":"u","messageId":"m","properties":{\#(names)}}"#
    let har = Recording.har(Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: body))
    let report = try report(Array(har.utf8))
    let longest = try #require(report.snippets.map { $0.code.split(separator: "\n").count }.max())
    let markup = Markup(HTMLReport.render(report))
    #expect(markup.failure == nil)
    #expect(markup.text.contains("more lines:") == (longest > 200))
  }
}
