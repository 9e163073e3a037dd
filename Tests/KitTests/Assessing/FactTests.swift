import Testing

@testable import Assessing
@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// A fact holds only if everything that it depends on was seen.
@Suite struct FactTests {
  /// The failing examples of a control that needs one fact.
  private func failures(needing fact: String, _ examples: String) throws -> [String] {
    let text = """
      id: own
      title: Own
      short: Own
      edition: '1'
      publisher: Own
      source: https://own.example
      checked: 2026-12-01
      applies: Always.
      controls:
        - id: a
          number: '1'
          title: T
          asks: A.
          source: https://own.example
          needs: [\(fact)]
          unseen: U.
          examples: \(examples)
      """
    let framework = try FrameworkFile.framework(text, file: "own.yaml", known: Standard.book.names)
    #expect(!framework.controls[0].examples.isEmpty)
    return try FrameworkTester.failures(of: framework, Standard.book).map(\.message)
  }

  private static let event =
    #"{url: 'https://api.segment.io/v1/t', body: '{"type":"track","event":"Form Created","userId":"712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11"}'}"#

  @Test func aListCoversOnlyItsOwnEntries() throws {
    let policy = "policy: {destinations: [{id: segment}]}"
    let requests = "requests: [\(Self.event)]"
    let found = try failures(
      needing: "destinations-declared",
      """
      {satisfied: [{\(policy), \(requests)}, {\(policy), sub_processors: [Segment], \(requests)}, {sub_processors: [Segment], \(requests)}],
       not_assessed: [{\(requests)}, {\(policy), sub_processors: [Amplitude], \(requests)}, {policy: {destinations: []}, sub_processors: [Segment], \(requests)}]}
      """)
    #expect(found == [])
  }

  @Test func anAccountIDAloneIdentifiesNoOne() throws {
    let requests = "requests: [\(Self.event)]"
    let found = try failures(
      needing: "people-known",
      """
      {satisfied: [{policy: {personas: [{email: jane.roe@app.example}]}, \(requests)}],
       not_assessed: [{\(requests)}, {policy: {personas: [{account: '712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11'}]}, \(requests)}]}
      """)
    #expect(found == [])
  }

  @Test func ignoredHostsDoNotTestAnOptOut() throws {
    let requests = "requests: [{url: 'https://o1.ingest.us.sentry.io/api/2/envelope/', body: '{}'}]"
    let found = try failures(
      needing: "opt-out-tested",
      """
      {satisfied: [{opted_out: true, \(requests)}],
       not_assessed: [{\(requests)}, {opted_out: true, policy: {ignored_hosts: ['*.sentry.io']}, \(requests)}]}
      """)
    #expect(found == [])
  }
}
