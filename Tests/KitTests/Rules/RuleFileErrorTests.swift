import Testing

@testable import Auditing
@testable import Detecting
@testable import Vocabulary

/// An invalid rule file is an error with the file, the line, the column and what to change.
@Suite struct RuleFileErrorTests {
  private static let sound = """
    - id: form-secret
      title: Secret of a form sent
      category: credential
      severity: high
      confidence: certain
      where: [body]
      keywords: [secret]
      regex: 'secret-(?<value>\\w+)'
      group: value
      verify: words
      message: "A secret reached {destination}"
      why: It opens the form.
      fix: Leave it out.
      examples:
        hits: ['secret-⟦one⟧']
        misses: [other]

    """

  /// The error of reading a file, or nil if it is valid.
  private func complaint(_ text: String) -> String? {
    do {
      _ = try RuleBook.of([(path: "my/rules.yaml", text: text)])
      return nil
    } catch {
      return error.description
    }
  }

  private func complaint(replacing line: String, with other: String) throws -> String? {
    #expect(Self.sound.contains(line))
    return complaint(Self.sound.replacing(line, with: other))
  }

  @Test func aValidFileIsRead() {
    #expect(complaint(Self.sound) == nil)
    #expect(complaint("") == nil)
    #expect(complaint("# nothing but a comment\n") == nil)
  }

  @Test(arguments: [
    ("confidence: certain", "confidense: certain", "5:", "unknown key `confidense`; did you mean `confidence`?"),
    ("  where: [body]", "  were: [body]", "6:", "unknown key `were`; did you mean `where`?"),
    ("category: credential", "category: credentials", "3:13", "expected one of credential, personal-data, page-context"),
    ("category: credential", "category: credential\n  placeholder: tokn", "4:16", "no placeholder `tokn`; did you mean `token`?"),
    ("category: credential", "category: credential\n  placeholder: zebra", "4:16", "no placeholder `zebra`; there are account, address, "),
    ("category: credential", "category: credential\n  placeholder: Token", "4:16", "no placeholder `Token`; did you mean `token`?"),
    ("category: credential", "category: credential\n  placeholder: ''", "4:16", "no placeholder ``; there are account, address, "),
    ("category: credential", "category: credential\n  placeholder: [token]", "4:16", "expected a text"),
    ("severity: high", "severity: hight", "4:13", "expected one of critical, high, medium, low, info"),
    ("severity: high", "severity: {everyone: high}", "4:", "unknown key `everyone`"),
    ("confidence: certain", "confidence: sure", "5:15", "expected one of certain, likely, possible"),
    ("regex: 'secret-(?<value>\\w+)'", "regex: 'secret-(?<value>\\w+'", "8:10", "the regex does not compile: missing closing parenthesis"),
    ("  keywords: [secret]\n", "", "7:10", "a `regex` needs `keywords`"),
    ("keywords: [secret]", "keywords: []", "8:10", "a `regex` needs `keywords`"),
    ("keywords: [secret]", "keywords: ['']", "8:10", "a `regex` needs `keywords`"),
    ("group: value", "group: valeu", "9:10", "the regex has no group of this name"),
    ("verify: words", "verify: word", "10:11", "no validator `word`; there are jwt, email"),
    (
      "verify: words", "absent: [user.id]", "1:3",
      "a rule has one of `regex`, `secret`, `provenance`, `absent`, `exchange`, `plan`, `spec`, not several"
    ),
    (
      "verify: words", "exchange: plain-http", "1:3",
      "a rule has one of `regex`, `secret`, `provenance`, `absent`, `exchange`, `plan`, `spec`, not several"
    ),
    ("verify: words", "when: {event: [trak]}", "10:17", "expected one of track, identify, group, page, screen, alias"),
    ("verify: words", "when: {capture: pcap}", "10:19", "expected har or events"),
    ("verify: words", "when: {party: third}", "10:", "unknown key `party`"),
    ("- id: form-secret", "- id: Form Secret", "1:7", "an id is kebab-case: a-z, 0-9 and -"),
    ("  title: Secret of a form sent\n", "", "1:3", "a rule needs `title`"),
    ("  why: It opens the form.\n", "", "1:3", "a rule needs `why`"),
    ("    misses: [other]", "", "15:", "examples are `hits` and `misses`"),
    ("hits: ['secret-⟦one⟧']", "hits: ['secret-⟦one']", "15:12", "⟦ without ⟧"),
    ("hits: ['secret-⟦one⟧']", "hits: [{feild: body, value: a}]", "15:", "unknown key `feild`; did you mean `field`?"),
    ("hits: ['secret-⟦one⟧']", "hits: [{field: body}]", "15:12", "an example has `value`, `event` or `url`"),
    ("hits: ['secret-⟦one⟧']", "hits: one", "15:11", "expected a list"),
    ("title: Secret of a form sent", "title: [a, b]", "2:10", "expected a text"),
  ])
  func whatIsWrongIsSaidWithItsPlace(_ line: String, _ other: String, _ place: String, _ message: String) throws {
    let complaint = try #require(try self.complaint(replacing: line, with: other))
    #expect(complaint.hasPrefix("my/rules.yaml:\(place)"), "\(complaint)")
    #expect(complaint.contains(": \(message)"), "\(complaint)")
  }

  @Test(arguments: [
    ("- id: a\n  title: 'open", "2:", ""), ("id: a\n", "1:1: expected a list", ""), ("- just a text\n", "1:3: expected a mapping", ""),
    ("- id: a\n  id: b\n", "1:3", "`id` appears twice"), ("- id: a\n\ttitle: b\n", "2:1", ""), ("- {id: a, title: ]}\n", "1:", ""),
  ])
  func brokenYAMLIsSaidWithItsPlace(_ text: String, _ place: String, _ message: String) throws {
    let complaint = try #require(self.complaint(text))
    #expect(complaint.hasPrefix("my/rules.yaml:\(place)"), "\(complaint)")
    #expect(complaint.contains(message), "\(complaint)")
  }

  @Test func aRuleWithoutATestIsRefused() {
    let text = """
      - id: nothing
        title: t
        category: schema
        severity: low
        confidence: likely
        message: m
        why: w
        fix: f
        examples: {hits: [], misses: []}
      """
    #expect(complaint(text) == "my/rules.yaml:1:3: a rule without a `regex` needs `where` or `keys`")
  }

  /// A rule about events finds no value, but its placeholder word is still checked.
  @Test func aWordOfARuleAboutEventsIsCheckedToo() throws {
    let regex = "  keywords: [secret]\n  regex: 'secret-(?<value>\\w+)'\n  group: value\n  verify: words\n"
    let complaint = try complaint(replacing: regex, with: "  absent: [user.id]\n  placeholder: user\n")
    #expect(complaint?.hasPrefix("my/rules.yaml:8:16: no placeholder `user`; ") == true)
  }

  @Test func theSameIdTwiceIsRefused() {
    #expect(complaint(Self.sound + Self.sound)?.hasSuffix("the rule `form-secret` is also in my/rules.yaml") == true)
    do {
      _ = try RuleBook.standard(adding: [(path: "mine.yaml", text: Self.sound.replacing("form-secret", with: "jwt"))])
      Issue.record("the id of a rule of ours was taken")
    } catch {
      #expect(error.file == "mine.yaml")
      #expect(error.message == "the rule `jwt` is also in rules/credentials.yaml")
    }
  }
}
