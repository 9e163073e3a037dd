import Foundation
import Testing

/// The text report is read from the top, on one screen.
@Suite struct ScreenTests {
  private static let leaky = "samples/connect-segment-leaky.har"

  @Test func `the leaky sample fits a screen, verdict first, causes by severity`() throws {
    let run = try Tool.run(["audit", Self.leaky])
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 60, "\(lines.count) lines")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.first == "FAIL  35 findings at high or above.")
    let severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"]
    let heads = lines.compactMap { line in severities.firstIndex { line.hasPrefix($0 + "  ") } }
    #expect(heads == heads.sorted() && heads.count == 16, "\(heads)")
    // What fails the gate is explained, in a sentence each.
    #expect(lines.count { $0.hasPrefix("  Why  ") } >= 9 && lines.count { $0.hasPrefix("  Fix  ") } >= 9)
    #expect(run.output.contains("→ Twilio Segment: page.url, page.search and page.referrer; Intercom and Sentry: page.url"))
    #expect(run.output.contains("telltale explain jwt-in-page-url") && run.output.contains("telltale show \(Self.leaky)#5"))
  }

  @Test func `a setting appears once, and only if it helps`() throws {
    for options in [[], ["--verbose"]] {
      let text = try Tool.run(["audit", Self.leaky] + options).output
      #expect(!text.contains("does nothing here") && !text.contains("hide_default_launcher"))
      for setting in ["analytics.addSourceMiddleware(", "context.ip = \"0.0.0.0\"", "Intercom(\"shutdown\")", "dataCollection: {"] {
        #expect(text.ranges(of: setting).count == 1, "\(setting)")
      }
    }
    #expect(try Tool.run(["explain", "intercom"]).output.contains("hide_default_launcher"))
  }

  @Test func `verbose has every field, place and reference, and the verdict again at its end`() throws {
    let text = try Tool.run(["audit", Self.leaky, "--verbose"]).output
    #expect(text.contains("entry 7, line 379: request.body «form» referer «url» ?jwt"))
    #expect(text.contains("\n  See  CWE-598") && text.contains("\nEvidence\n"))
    #expect(text.hasPrefix("FAIL  ") && text.hasSuffix("\nFAIL  35 findings at high or above.\n"))
  }

  /// Thousands of causes do not push the verdict off the screen.
  @Test func `a report of many causes is a screen too, and says how many there are`() throws {
    let run = try Tool.run(["audit", "-"], input: MadeUp.largeLog(events: 300))
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 62, "\(lines.count) lines")
    #expect(run.output.contains(/\nand [0-9]+ more causes, with -v\n/))
  }

  @Test func `one event on standard input gives one line for each finding`() throws {
    let event =
      #"{"type":"track","event":"Form Created","userId":"u-1","messageId":"m-1","properties":{"a":"\#(MadeUp.address)","b":"TEXT"}}"#
    let run = try Tool.run(["audit", "-"], input: event.replacing("TEXT", with: MadeUp.address))
    let json = try JSONValue(Tool.run(["audit", "-", "--format", "json"], input: event.replacing("TEXT", with: MadeUp.address)).output)
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 1)
    #expect(lines.count == json["findings"]?.elements.count && lines.count >= 2, "\(run.output)")
    #expect(
      lines.contains { $0.hasPrefix("HIGH  Email address sent  properties.a  ine… (32 characters)  → Twilio Segment  email") }, "\(lines)")
    #expect(!run.output.contains(MadeUp.address))
    let clean = #"{"type":"track","event":"A","userId":"u-1","messageId":"m-1","integrations":{"All":false},"context":{"ip":"0.0.0.0"}}"#
    #expect(try Tool.run(["audit", "-"], input: clean).output.hasPrefix("PASS  No finding at high or above."))
    // A file is reported as usual, and so are two events.
    #expect(try Tool.run(["audit", "-"], input: event + "\n" + event).output.hasPrefix("FAIL  "))
  }

  @Test(arguments: [
    #"{"log":{"version":"1.2","entries":[]}}"#, #"{"log":{"entries":[{}]}}"#,
    #"{"log":{"entries":[{"request":{"method":"GET","url":"data:text/plain,x"},"response":{"status":200}}]}}"#, "[]",
  ])
  func `a capture without any recipient does not pass`(capture: String) throws {
    let run = try Tool.run(["audit", "-"], input: capture)
    #expect(run.status == 2)
    #expect(run.output.hasPrefix("INCOMPLETE  Nothing was examined.\n") && run.output.contains("\nNot examined\n"), "\(run.output)")
  }

  @Test func `a capture whose hosts are all ignored does not pass`() throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("telltale.yaml", "ignored_hosts: ['*.app.example']\n")
      let run = try Tool.run(["audit", folder.file("a.har", MadeUp.clean)], in: folder)
      #expect(run.status == 2 && run.output.contains("every request went to a host that the policy ignores"))
    }
  }

  @Test func `the report says if no third party is contacted`() throws {
    let run = try Tool.run(["audit", "-"], input: MadeUp.clean)
    #expect(run.status == 0 && run.output.contains("\nNothing was sent to a third party.\n"))
  }
}
