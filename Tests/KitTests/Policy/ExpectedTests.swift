import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// What a policy expects of a recording, and what an audit reports if it is missing.
@Suite struct ExpectedTests {
  private func gaps(_ policy: String, _ capture: String = log) throws -> [String] {
    let policy = try PolicyFile.policy(policy, file: "telltale.yaml", known: Standard.book.names, today: #require(Day("2026-01-31")))
    return try Audited(capture) { $0.policy = policy }.report.captures.flatMap(\.gaps).map(\.reason)
  }

  private static let log =
    #"{"type":"track","event":"Board opened","userId":"u-1"}"# + "\n" + #"{"type":"track","event":"Board closed","userId":"u-1"}"#

  @Test(arguments: [
    "expect: {records: 2}", "expect: {events: [Board opened, 'Board *']}", "expect: [{captures: '*capture', records: 1}]",
    "expect: {captures: 'other*', records: 100}",
  ])
  func whatIsThereIsNoGap(_ policy: String) throws {
    #expect(try gaps(policy) == [])
  }

  @Test(arguments: [
    ("expect: {records: 3}", "3 records, and 2 are there"), ("expect: {events: Board saved}", "the event Board saved, and it was not sent"),
    ("expect: {destinations: intercom}", "something sent to intercom, and nothing was"),
    ("expect:\n  - {captures: '*capture', destinations: [collect.example]}", "something sent to collect.example, and nothing was"),
  ])
  func whatIsMissingIsAGap(_ policy: String, _ missing: String) throws {
    let gaps = try gaps(policy)
    #expect(gaps.count == 1 && gaps[0].contains("expects \(missing)"), "\(gaps)")
  }

  @Test func destinationsAreVendorsAndHosts() throws {
    let har = Recording.har(
      Recording.entry("https://api-iam.intercom.io/messenger/web/ping", body: "a=1"),
      Recording.entry("https://in.collect.example/v1", body: "b=1"))
    #expect(try gaps("expect: {destinations: [intercom, '*.collect.example']}", har) == [])
  }

  @Test func unauditedCapturesAreNoted() throws {
    let text = "expect: {captures: 'other*', records: 100}"
    let policy = try PolicyFile.policy(text, file: "telltale.yaml", known: Standard.book.names, today: #require(Day("2026-01-31")))
    let notes = try Audited(Self.log) { $0.policy = policy }.report.notes
    #expect(notes.map(\.description) == ["telltale.yaml:1: no capture was audited of which this is expected"])
  }

  @Test(arguments: [
    "expect: {}", "expect: {records: none}", "expect: {records: 0}", "expect: {destinations: intercome}", "expect: {event: a}",
  ])
  func whatSaysNothingIsRefused(_ policy: String) throws {
    #expect(throws: (any Error).self) { try gaps(policy) }
  }
}
