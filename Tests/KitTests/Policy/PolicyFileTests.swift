import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// The content of a policy file, and that every error in one has its position.
@Suite struct PolicyFileTests {
  static func policy(_ text: String, today: String = "2026-11-25") throws -> Policy {
    try PolicyFile.policy(
      text, file: "telltale.yaml", known: Standard.book.names, today: try #require(Day(today)))
  }

  private func complaint(_ text: String) throws -> String? {
    do {
      _ = try Self.policy(text)
      return nil
    } catch let error as ConfigurationError {
      return error.description
    }
  }

  @Test func everyMemberIsRead() throws {
    let policy = try Self.policy(
      """
      first_party: [app.example, 'https://www.app.example/']
      destinations:
        - {id: segment, purpose: product analytics, region: eu}
        - {id: '*.collector.example'}
      disclosures:
        - {field: properties.templateName, event: Form *, reason: our own templates, link: https://app.example/trust}
      waivers:
        - {fingerprint: 00E4588211928C2E, reason: wip, owner: ines, expires: 2026-11-25}
        - {rule: email, path: 'user.traits.*', destination: segment, reason: wip, expires: 2026-11-24}
      personas:
        - {email: jane.roe@copperline.dev, name: Jane Roe}
      severity: {page-title: high}
      ignored_hosts: ['*.fonts.example']
      opt_out: opted-out/*
      manifest: manifest.yml
      gate: {fail_on: medium, allow_incomplete: true}
      """)
    #expect(policy.firstParty == ["app.example", "www.app.example"])
    #expect(policy.destinations?.map(\.id) == ["segment", "*.collector.example"])
    #expect(policy.destinations?.first?.region == .eu)
    #expect(policy.disclosures.map(\.reason) == ["our own templates"])
    #expect(policy.waivers.map(\.isOver) == [false, true])
    #expect(policy.waivers.map(\.line) == [8, 9])
    #expect(policy.personas.first?.values.map(\.label) == ["email", "name"])
    #expect(policy.severities == ["page-title": .high])
    #expect(policy.ignoredHosts.map(\.description) == ["*.fonts.example"])
    #expect(policy.optOut.captures == [Glob("opted-out/*")])
    #expect(policy.manifest == "manifest.yml")
    #expect(policy.failOn == .medium)
    #expect(policy.allowIncomplete == true)
  }

  @Test func anEmptyFileDecidesNothing() throws {
    let policy = try Self.policy("# nothing yet\n")
    #expect(policy.destinations == nil)
    #expect(policy.failOn == nil)
  }

  @Test(arguments: [
    ("wavers: []", "1:1: unknown key `wavers`; did you mean `waivers`?"),
    ("gate:\n  failon: high", "2:3: unknown key `failon`; did you mean `fail_on`?"),
    ("gate: {fail_on: hihg}", "1:17: expected one of critical, high, medium, low, info"),
    ("gate: {allow_incomplete: yes}", "1:26: expected true or false"),
    ("severity:\n  page-titel: high", "2:15: there is no rule `page-titel`; did you mean `page-title`?"),
    ("destinations: [{id: segmnet}]", "1:21: there is no destination `segmnet`; did you mean `segment`?"),
    ("destinations: [{id: segment, region: moon}]", "1:38: expected one of eu, us, uk, au, ca, jp, ap, in"),
    ("destinations: [{purpose: x}]", "1:16: a destination needs `id`"),
    ("disclosures: [{field: a}]", "1:15: a disclosure needs `reason`"),
    ("disclosures: [{field: a, rule: none, reason: b}]", "1:32: there is no rule `none`"),
    (
      "disclosures: [{field: a, rule: jwt, reason: b}]",
      "1:32: a credential is never disclosed; a waiver accepts it for a time"
    ),
    ("waivers: [{rule: email, path: a, reason: b}]", "1:11: a waiver needs `expires`"),
    ("waivers: [{rule: email, path: a, reason: b, expires: soon}]", "1:54: expected a day, such as 2027-01-31"),
    (
      "waivers: [{rule: email, reason: b, expires: 2027-01-31}]",
      "1:11: a waiver names a `fingerprint`, or a `rule` and a `path` (`*` for any)"
    ),
    (
      "waivers: [{fingerprint: 12, reason: b, expires: 2027-01-31}]",
      "1:25: a fingerprint is the 16 hex digits that reports name a finding by"
    ),
    ("personas: [{email: a}]", "1:20: a persona's email has at least 4 characters: a shorter one is found everywhere"),
    ("personas: [{E-mail: jane.roe}]", "1:21: a persona's members are words in a-z, 0-9 and _, such as email and name"),
    ("ignored_hosts: ['not a host']", "1:17: expected a host, such as app.example or *.app.example"),
    ("opt_out: {a: b}", "1:11: unknown key `a`"),
    ("- a", "1:1: expected a mapping"),
    ("gate: {fail_on: high", "2:1: did not find expected ',' or '}'"),
    ("gate: {}\ngate: {}", "1:1: `gate` appears twice"),
  ])
  func aMistakeHasItsPlaceAndWhatToChange(text: String, message: String) throws {
    let complaint = try complaint(text)
    #expect(complaint?.hasPrefix("telltale.yaml:\(message)") ?? false, "\(complaint ?? "understood")")
  }
}
