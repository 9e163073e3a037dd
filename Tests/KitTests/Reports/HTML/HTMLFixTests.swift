import Testing

@testable import Auditing
@testable import Remedies
@testable import Reports

/// The code on the page that stops a cause.
@Suite struct HTMLFixTests {
  private func report(_ bytes: [UInt8]) throws -> AuditReport {
    let remedies = try RemedyBook.standard()
    return try Audited(bytes) { $0.editing = Replay.trial(remedies) }.report
  }

  @Test func `the code of each cause is on the page as it is, with its library and its place`() throws {
    let report = try report(Samples.bytes("connect-segment-leaky.har"))
    let markup = Markup(HTMLReport.render(report))
    #expect(markup.failure == nil)
    let snippets = report.causes.flatMap(report.snippets)
    #expect(!snippets.isEmpty && markup.elements("pre").count == snippets.count)
    for snippet in snippets {
      #expect(markup.text.contains(snippet.code), "\(snippet.code)")
      #expect(markup.text.contains("\(snippet.library) \(snippet.language) goes \(snippet.place)"))
    }
    // What is long is folded, and nothing else.
    let long = snippets.count { $0.code.split(separator: "\n", omittingEmptySubsequences: false).count > 24 }
    let folds = markup.elements("details").filter { $0.attributes["class"] == "snippet" }
    #expect(folds.count == snippets.count && folds.count { $0.attributes["open"] == nil } == long)
  }

  @Test func `an audit that looked for no remedies offers no code`() throws {
    let markup = Markup(HTMLReport.render(try Audited(contentsOf: "connect-segment-leaky.har").report))
    #expect(markup.elements("pre").isEmpty && !markup.text.contains("Code that stops it"))
  }

  @Test(arguments: HTMLReportTests.hostile)
  func `names of a capture in code are no markup`(name: String) throws {
    let body =
      #"{"type":"track","event":"e","userId":"u","messageId":"m","properties":{\#(Encode.string(name)):"jane.roe@copperline.dev"}}"#
    let har = Recording.har(Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: body))
    let report = try report(Array(har.utf8))
    let page = HTMLReport.render(report)
    let markup = Markup(page)
    #expect(markup.failure == nil)
    #expect(!report.causes.flatMap(report.snippets).isEmpty && !markup.elements("pre").isEmpty)
    #expect(markup.elements("script").count == 1 && markup.elements("img").isEmpty && markup.elements("b").isEmpty)
  }

  @Test func `code without end is cut between lines`() throws {
    let names = (0..<2_000).map { #""field_\#($0)":"jane.roe@copperline.dev""# }.joined(separator: ",")
    let body = #"{"type":"track","event":"e","userId":"u","messageId":"m","properties":{\#(names)}}"#
    let har = Recording.har(Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: body))
    let report = try report(Array(har.utf8))
    let longest = try #require(report.causes.flatMap(report.snippets).map { $0.code.split(separator: "\n").count }.max())
    let markup = Markup(HTMLReport.render(report))
    #expect(markup.failure == nil)
    #expect(markup.text.contains("more lines:") == (longest > 200))
  }
}
