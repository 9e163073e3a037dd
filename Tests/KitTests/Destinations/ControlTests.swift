import Detecting
import Testing

@testable import Auditing
@testable import Reports

/// What to change, in the words of the vendor where something was found.
@Suite struct ControlTests {
  private func fix(_ rule: String, _ url: String, _ body: String) throws -> String {
    let audited = try Audited(Recording.har(Recording.document("https://forms.app.example/"), Recording.entry(url, body: body)))
    return try #require(audited.findings(rule).first, "\(audited.lines)").fix
  }

  /// An event of PostHog's, which at Mixpanel's host is one of Mixpanel's.
  private static let event =
    #"{"event":"x","properties":{"token":"phc","$lib":"web","distinct_id":"u-17","ip":"203.0.113.7","$ip":"203.0.113.7"}}"#

  @Test func aFixNamesTheSettingOfItsDestination() throws {
    #expect(try fix("recorded-ipv4", "https://us.i.posthog.com/e/", Self.event).contains("At posthog: IP data capture: disabled"))
    let mixpanel = try fix("recorded-ipv4", "https://api-js.mixpanel.com/track/", Self.event)
    #expect(mixpanel.contains("At mixpanel: mixpanel.init(token, {ip: false})"))
    let segment = #"{"type":"track","event":"x","userId":"u-17","messageId":"m-1","context":{"ip":"203.0.113.7"}}"#
    let fix = try fix("recorded-ipv4", "https://api.segment.io/v1/t", segment)
    #expect(fix.contains("At segment: context.ip = \"0.0.0.0\""))
    #expect(!fix.contains("posthog"))
  }

  @Test func aSettingWithoutAnEffectIsMarked() throws {
    let fix = try fix("recorded-ipv4", "https://us.i.posthog.com/e/", Self.event)
    #expect(fix.contains("At posthog: ip: false does nothing here: the option is still accepted and has no effect"))
  }

  /// Settings without an effect are in `telltale explain`, next to those that help.
  @Test func theReportForPeopleHasOnlyWhatHelps() throws {
    let audited = try Audited(
      Recording.har(Recording.document("https://forms.app.example/"), Recording.entry("https://us.i.posthog.com/e/", body: Self.event)))
    for text in [audited.text, audited.fullText] {
      #expect(text.contains("Settings that help") && !text.contains("does nothing here"), "\(text)")
    }
    let page = DestinationCatalogue.page(of: "posthog", in: try Standard.book.destinations)?.text(width: 200)
    #expect(page?.contains("ip: false") == true)
  }
}
