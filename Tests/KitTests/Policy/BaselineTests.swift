import Testing

@testable import Auditing
@testable import Vocabulary

/// A baseline contains fingerprints and no values, and stays valid for another recording.
@Suite struct BaselineTests {
  private func event(_ mail: String, event: String = "Form Created", id: Int) -> String {
    #"{"type":"track","event":"\#(event)","userId":"u-\#(id)","messageId":"m-\#(id)","projectId":"p","integrations":{"All":false},"properties":{"mail":"\#(mail)"}}"#
  }

  private func baseline(_ capture: String) throws -> Baseline {
    try Baseline(Baseline.render(Audited(capture).report.findings), file: "baseline.json")
  }

  private func audited(_ capture: String, _ baseline: Baseline, name: String = "capture") throws -> Audited {
    try Audited(Array(capture.utf8), name: name) { $0.baseline = baseline }
  }

  @Test func onlyNewFindingsFail() throws {
    let before = event("jane.roe@copperline.dev", id: 1) + "\n"
    let baseline = try baseline(before)
    #expect(try Audited(before).report.verdict.status == .fail)
    #expect(try audited(before, baseline).report.verdict.status == .pass)
    let after = try audited(before + event("jane.roe@copperline.dev", event: "Form Deleted", id: 2) + "\n", baseline)
    #expect(after.report.verdict.status == .fail)
    #expect(after.findings.filter(\.disposition.isOpen).map(\.event) == ["Form Deleted"])
  }

  @Test func itStaysValidForAnotherRecordingOrderAndName() throws {
    let events = ["A", "B", "C"].enumerated().map { event("jane.roe\($0)@copperline.dev", event: $1, id: $0) }
    let baseline = try baseline(events.joined(separator: "\n") + "\n")
    // Other people, other identifiers, twice as often, in reverse order, with another file name, as a HAR.
    let again = ["C", "B", "A", "C", "B", "A"].enumerated().map { event("sam.poe\($0 + 40)@tallgrass.co.uk", event: $1, id: $0 + 90) }
    let log = try audited("\n" + again.joined(separator: "\n\n") + "\n", baseline, name: "renamed.log")
    #expect(log.findings("email").count == 3)
    #expect(log.report.verdict.status == .pass)
    let entries = again.map { Recording.entry("https://api.segment.io/v1/t", body: $0) }
    let har = try audited(
      #"{"log":{"version":"1.2","creator":{"name":"t","version":"1"},"entries":["# + entries.joined(separator: ",") + "]}}", baseline)
    #expect(har.findings("email").map(\.disposition) == [.known, .known, .known])
  }

  /// Objects keyed by identifiers have other keys in the next recording.
  @Test(arguments: [
    ("10023", "20456"), ("0f6f0e6b-7a11-4b3c-9a53-5c1f0e528f0b", "5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11"),
    ("5b10ac8d82e05b22cc7d4ef5", "61a0bc8d82e05b22cc7d4aa1"),
    ("jane.roe@copperline.dev", "x@tallgrass.co.uk"),
  ])
  func itOutlivesIdentifiersThatAreKeys(before: String, after: String) throws {
    func log(_ key: String) -> String {
      #"{"type":"track","event":"A","userId":"u","messageId":"m","projectId":"p","integrations":{"All":false},"properties":{"forms":{"\#(key)":{"owner":"jane.roe@copperline.dev"}}}}"#
        + "\n"
    }
    func har(_ key: String) -> String { Recording.request(body: #"{"forms":{"\#(key)":{"owner":"jane.roe@copperline.dev"}}}"#) }
    for capture in [log, har] {
      let audited = try audited(capture(after), baseline(capture(before)))
      // A key that is an email address is a separate finding.
      let owners = audited.findings("email").filter { $0.field.hasSuffix("forms.*.owner") }
      #expect(owners.map(\.disposition) == [.known])
    }
  }

  @Test func itHoldsNoValueNoEventAndNoCapture() throws {
    let capture = event("jane.roe@copperline.dev", event: "Opened Jane's form", id: 4711) + "\n"
    let text = try Baseline.render(Audited(Array(capture.utf8), name: "secret-name.log").report.findings)
    for part in ["jane", "copperline", "Opened", "4711", "secret-name", "properties"] {
      #expect(!text.lowercased().contains(part.lowercased()))
    }
    #expect(text.contains("email"))
  }

  @Test func itIsTheSameForTheSameFindingsInAnyOrder() throws {
    let events = ["A", "B", "C"].enumerated().map { event("jane.roe\($0)@copperline.dev", event: $1, id: $0) }
    let one = try Baseline.render(Audited(events.joined(separator: "\n") + "\n").report.findings)
    let other = try Baseline.render(Audited(events.reversed().joined(separator: "\n") + "\n").report.findings)
    #expect(one == other)
  }

  @Test func resolvedEntriesAreReported() throws {
    let baseline = try baseline(event("jane.roe@copperline.dev", id: 1) + "\n" + event("x@copperline.dev", event: "B", id: 2) + "\n")
    let notes = try audited(event("jane.roe@copperline.dev", id: 1) + "\n", baseline).report.notes.map(\.description)
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("baseline.json:1: ") ?? false)
  }

  @Test(arguments: [
    ("", "b.json:1:1: the baseline is empty"), ("{}", "b.json:1:1: not a baseline: `telltale baseline` writes one"),
    (#"{"schemaVersion":9,"findings":[]}"#, "b.json:1:18: this version of telltale reads baselines of schemaVersion 1"),
    (#"{"schemaVersion":1,"findings":[{"rule":"x"}]}"#, "b.json:1:32: a finding needs `fingerprint`"),
    (#"{"schemaVersion":1,"finding":[]}"#, "b.json:1:20: unknown key `finding`; did you mean `findings`?"),
    (#"{"schemaVersion":1,"findings":["#, "b.json:"),
  ])
  func whatIsNoBaselineIsAnErrorWithItsPlace(text: String, message: String) {
    let error = #expect(throws: ConfigurationError.self) { _ = try Baseline(text, file: "b.json") }
    #expect(error?.description.hasPrefix(message) ?? false, "\(error?.description ?? "")")
  }
}
