import Foundation
import Testing

@testable import Auditing
@testable import Knowledge
@testable import Known
@testable import Vocabulary

/// What a whole capture shows: data sent too early, the signals, and whose capture it is.
extension SignalTests {
  // MARK: Too early

  @Test func `data before the first signal of a consent tool`() throws {
    #expect(
      try Self.told(Self.page(), Self.event(), Self.event(), Self.api(Self.agreed), Self.event())
        == ["signal-late medium segment 1", "signal-late medium segment 2"])
    // Without a consent tool, nothing is early.
    #expect(try Self.told(Self.page(), Self.event()).isEmpty)
    // Google's tag repeats a choice; it is not a consent tool.
    let tag = Recording.entry("https://www.google-analytics.com/g/collect?v=2&tid=G-TEST000000&gcs=G111&en=x", method: "GET")
    #expect(try Self.told(Self.page(), Self.event(), tag).isEmpty)
    let asset = Recording.entry("https://cdn.segment.com/analytics.js/v1/key/analytics.min.js", method: "GET")
    #expect(try Self.told(Self.page(), asset, Self.api(Self.agreed)).isEmpty)
  }

  @Test func `captures are independent`() throws {
    let one = Recording.har(Self.page(Self.refused))
    let other = Recording.har(Self.page(), Self.event())
    let report = try Self.audit([("a.har", one), ("b.har", other)])
    #expect(report.findings.filter(\.rule.judgesSignals).isEmpty)
    let early = Recording.har(Self.page(), Self.event(), Self.api(Self.agreed))
    let mixed = try Self.audit([("a.har", other), ("b.har", early)])
    #expect(mixed.findings.filter(\.rule.judgesSignals).map { "\($0.rule.id) \($0.count) \($0.captures)" } == ["signal-late 1 [1]"])
  }

  private static func audit(_ captures: [(name: String, text: String)]) throws -> AuditReport {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in captures { try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
    return try Audit.run(Audit.Configuration(paths: [folder]), book: Standard.book)
  }

  // MARK: The report

  @Test func `what was signalled is reported`() throws {
    let signals = try Audited(
      Recording.har(
        Self.page(), Self.event([("Sec-GPC", "1")]), Self.api(Self.refused), Self.api(Self.agreed), Self.event([("Sec-GPC", "1")]))
    ).report.signals
    #expect(
      signals.map { "\($0.kind.rawValue) \($0.record) \($0.verdict.refuses) \($0.isAfterData) \($0.requests ?? 0)" } == [
        "gpc 1 true false 2", "cookie 2 true true 0", "cookie 3 false true 0",
      ])
    #expect(try Audited(Recording.har(Self.page(Self.refused), Self.event())).report.signals.map(\.isAfterData) == [false])
    #expect(try Audited(Recording.har(Self.page(), Self.event())).report.signals.isEmpty)
  }

  @Test func `a frame of the platform is the app`() throws {
    let frame = Recording.entry(
      "https://forms.app.test/", method: "GET",
      headers: [("Cookie", Self.refused), ("Sec-Fetch-Dest", "iframe"), ("Referer", "https://demo.atlassian.net/")])
    #expect(try Self.told(frame, Self.event()) == ["signal-refused high segment 1 < 0 cookie.OptanonConsent"])
    let platform = Recording.entry("https://demo.atlassian.net/rest/x", method: "GET", headers: [("Cookie", Self.refused)])
    #expect(try Self.told(platform, Self.event()).isEmpty)
  }

  @Test func `a signal of a capture without documents counts where the page asks its own host`() throws {
    let same = Recording.entry(
      "https://api.app.test/forms", method: "GET", headers: [("Cookie", Self.refused), ("Origin", "https://www.app.test")])
    let other = Recording.entry(
      "https://api.else.test/forms", method: "GET", headers: [("Cookie", Self.refused), ("Origin", "https://www.app.test")])
    #expect(try Self.told(same, Self.event()).count == 1)
    #expect(try Self.told(other, Self.event()).isEmpty)
  }
}
