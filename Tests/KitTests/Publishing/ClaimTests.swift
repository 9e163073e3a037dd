import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Redacting
@testable import Vocabulary

/// No finding is missing from the Trust Center page.
@Suite struct ClaimTests {
  private static let sent = "What was found, and is shown as placeholders:"

  /// A finding of a rule in a field of Segment.
  private func finding(_ rule: Rule, at party: Party = .third, field: String = "properties.a") -> Finding {
    Finding(
      rule: rule, severity: .high, confidence: rule.confidence, message: "m", destination: "segment", party: party, event: nil,
      field: field,
      fingerprint: "f", count: 1, captures: [0], values: ValueCount(number: 1, isExact: true), occurrences: [], controls: [], solution: nil)
  }

  /// The claims that a page of these findings cannot make.
  private func found(_ findings: [Finding]) throws -> [Absence] {
    var report = try Self.report.get()
    report.findings = findings
    return Absence.all(of: report).filter { !$0.findings.isEmpty }
  }

  private static let report = Result { try Audited(#"{"type":"track","event":"A","userId":"u"}"# + "\n").report }

  private func own(_ members: String) throws -> Rule {
    let text = """
      - id: own-rule
        title: t
        severity: high
        confidence: certain
        message: m
        why: w
        fix: f
        examples: {hits: [], misses: []}
        \(members.split(separator: "\n").joined(separator: "\n  "))
      """
    return try #require(RuleBook.of([(path: "own.yaml", text: text)]).rules.first)
  }

  // MARK: Every rule

  @Test func `every rule that finds a value has a claim`() throws {
    for rule in try Standard.book.rules {
      let isAboutData = [.credential, .personalData, .pageContext, .userContent].contains(rule.category)
      #expect((Claim(about: rule) != nil) == (rule.findsValues && (isAboutData || rule.placeholder != nil)), "\(rule.id)")
      if let word = rule.placeholder { #expect(Claim(about: rule) == Claim(word), "\(rule.id)") }
    }
  }

  /// The other rules belong to the sections on connections, destinations and opt-out.
  @Test func `a rule without a claim is about a connection, a destination, an event or consent`() throws {
    for rule in try Standard.book.rules where Claim(about: rule) == nil {
      let isElsewhere = [.destination, .schema, .consent].contains(rule.category)
      #expect(isElsewhere || rule.isAboutConnection, "\(rule.id)")
    }
  }

  @Test func `a finding of every rule that finds a value is under its claim, whatever its field`() throws {
    for rule in try Standard.book.rules {
      for field in ["properties.a", ""] {
        let found = try found([finding(rule, field: field)])
        #expect(found.map(\.claim) == [Claim(about: rule)].compactMap(\.self), "\(rule.id)")
        #expect(found.allSatisfy { $0.findings.map(\.rule.id) == [rule.id] }, "\(rule.id)")
      }
    }
  }

  @Test func `what the app itself and its platform receive contradicts no claim`() throws {
    for rule in try Standard.book.rules {
      #expect(try found([finding(rule, at: .first), finding(rule, at: .platform)]).isEmpty, "\(rule.id)")
    }
  }

  /// Every word has a claim, and every claim a word; the names of all claims differ.
  @Test func `every claim has words`() {
    #expect(Set(PlaceholderKind.allCases.map { Claim($0) }) == Set(Claim.allCases))
    #expect(Set(Claim.allCases.map(\.title)).count == Claim.allCases.count)
  }

  @Test func `the documentation lists the words of each claim`() throws {
    let url = URL(filePath: #filePath).appending(path: "../../../../rules/README.md").standardizedFileURL
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
    for claim in Claim.allCases {
      let words = PlaceholderKind.allCases.filter { Claim($0) == claim }.map { "`\($0.rawValue)`" }.joined(separator: " ")
      #expect(rows.contains("| \(claim.title) | \(words) |"), "rules/README.md lacks: | \(claim.title) | \(words) |")
    }
  }

  // MARK: Pages

  /// The lines of the page about what was found, and what the page claims.
  private func page(_ capture: String, policy: Policy = Policy(), rules: [Rule] = []) throws -> (found: [String], rest: String) {
    var book = try Standard.book.adding(policy.personas, file: "telltale.yaml")
    if !rules.isEmpty { book = try RuleBook(rules: book.rules + rules, destinations: book.destinations.destinations) }
    let published = try Published(capture, policy: policy, book: book)
    let parts = try #require(published.markdown.firstRange(of: "## What is not sent\n")).upperBound
    let section = String(published.markdown[parts...].prefix(while: { $0 != "#" }))
    let halves = section.split(separator: Self.sent, maxSplits: 1).map(String.init)
    let found = halves.count > 1 ? halves[1].split(separator: "\n").map(String.init) : []
    for line in found {
      let title = try #require(line.dropFirst(2).split(separator: ": 1 field").first)
      let isOnPage = Markup(published.page).text.contains(title)
      #expect(isOnPage, "\(line)")
    }
    return (found, halves[0])
  }

  private func event(_ properties: String, context: String = "{}") -> String {
    let body = #"{"type":"track","event":"A","userId":"u","messageId":"m","context":\#(context),"properties":\#(properties)}"#
    return Recording.har(Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: body))
  }

  @Test(arguments: ["accountid", "account_id", "nick", "full_name"])
  func `the data of a persona is on the page, whatever its label`(_ label: String) throws {
    var policy = Policy()
    policy.personas = [Persona(values: [(label: label, value: "quirk-of-leeds")])]
    let page = try page(event(#"{"trail":"by quirk-of-leeds"}"#), policy: policy)
    #expect(page.found.contains("- Names of people, or other data about them: 1 field, sent to Twilio Segment"))
    #expect(!page.rest.contains("Names of people"))
  }

  @Test func `a setting that records IP addresses is on the page`() throws {
    let page = try page(event("{}", context: #"{"ip":"{{auto}}"}"#))
    #expect(page.found.contains("- Requests to record more, such as the IP address: 1 field, sent to Twilio Segment"))
    #expect(page.rest.contains("- IP addresses in payloads\n") && !page.rest.contains("Settings"))
  }

  @Test func `an additional rule of page context without a word is on the page`() throws {
    let rule = try own("category: page-context\nkeys: [boardname]")
    #expect(rule.placeholder == .context)
    let page = try page(event(#"{"boardName":"Q3"}"#), rules: [rule])
    #expect(page.found.contains { $0.hasPrefix("- Page URLs, or other page context: ") })
    #expect(!page.rest.contains("page URLs"))
  }

  @Test func `a page without findings makes every claim and no wider one`() throws {
    let page = try page(event("{}"))
    for claim in Claim.allCases { #expect(page.rest.contains("- \(claim.title)\n"), "\(claim)") }
    #expect(page.found.isEmpty)
  }

  @Test func `a rule that finds no value contradicts no claim`() throws {
    let event = try own("category: personal-data\nabsent: [user.id]\nplaceholder: email")
    let exchange = try own("category: credential\nexchange: plain-http")
    for rule in [event, exchange] { #expect(rule.placeholder == nil && Claim(about: rule) == nil) }
    #expect(Claim(about: try own("category: schema\nkeys: [a]\nplaceholder: email")) == .emails)
    #expect(Claim(about: try own("category: consent\nkeys: [a]")) == nil)
    #expect(Claim(about: try own("category: user-content\nexchange: varying-names")) == .texts)
  }
}
