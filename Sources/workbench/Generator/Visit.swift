/// One page that a person opens in the app: who, where and with which token.
struct Visit {
  static let app = "forms.app.example"
  static let site = "acme.atlassian.net"

  var index: Int
  var person: Person
  var issue: String
  var summary: String
  /// Whether this page's analytics were set up carelessly: they send the page's URL, its title, names and IP addresses.
  var careless: Bool
  var token: String
  /// The URL of the app's Connect frame, with the token.
  var frame: String
  /// The product's page around it.
  var outer: String
  var random: SplitMix64

  private static let subjects = [
    "Warehouse", "Payroll", "Nightjar", "Clinic intake", "Board minutes", "Harassment report", "Layoff plan", "Site B",
  ]
  private static let actions = ["checklist", "request", "follow-up", "investigation", "onboarding", "escalation", "survey", "sign-off"]

  /// One of the visits of a session, in which a few people return again and again.
  init(index: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: index)
    let issue = "\(random.pick(["HR", "OPS", "FORM", "LEGAL"]))-\(random.int(1...4000))"
    let summary = "\(random.pick(Self.subjects)) \(random.pick(Self.actions)) \(random.int(1...400))"
    self.init(
      index: index, person: Person.all[index % Person.all.count], issue: issue, summary: summary, careless: index % 6 == 2, random: random)
  }

  /// A careless visit of a person who never returns, with a unique person, issue, title and token.
  init(ofStranger index: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: index)
    let person = Person(stranger: index, &random)
    let issue = "\(random.pick(["HR", "OPS", "FORM", "LEGAL"]))-\(1 + index)"
    let summary = "\(random.pick(Self.subjects)) \(random.pick(Self.actions)) \(1 + index)"
    self.init(index: index, person: person, issue: issue, summary: summary, careless: true, random: random)
  }

  private init(index: Int, person: Person, issue: String, summary: String, careless: Bool, random: SplitMix64) {
    var random = random
    self.index = index
    self.person = person
    self.issue = issue
    self.summary = summary
    self.careless = careless
    token = Self.token(for: person, &random)
    outer = "https://\(Self.site)/browse/\(issue)"
    frame =
      "https://\(Self.app)/connect/forms/issue?"
      + formEncoded([
        ("xdm_e", "https://\(Self.site)"), ("xdm_c", "channel-com.app.example.forms__issue-panel"), ("cp", ""),
        ("lic", "active"), ("cv", "1001.0.0-SNAPSHOT"), ("issueKey", issue), ("jwt", token),
      ])
    self.random = random
  }

  /// The page's title as the app sets it.
  var title: String { "\(summary) – Forms for Jira" }

  /// The page as a HAR lists it, in milliseconds after the session began.
  func page(after clock: Int) -> JSON {
    [
      "startedDateTime": .string(Load.time(clock)), "id": "page_\(index + 1)", "title": .string(frame),
      "pageTimings": ["onContentLoad": .thousandths(812_345 + index), "onLoad": .thousandths(1_912_345 + index)],
    ]
  }

  /// What careful analytics send instead of the frame's URL.
  var plainURL: String { "https://\(Self.app)/connect/forms/issue" }

  /// A signed token like that of a Connect frame: it looks real and grants no access.
  private static func token(for person: Person, _ random: inout SplitMix64) -> String {
    let claims: JSON = [
      "sub": .string(person.account), "qsh": "context-qsh", "iss": .string(random.uuid()), "context": [:],
      "iat": 1_772_438_400, "exp": 1_772_439_300,
    ]
    return "\(base64url(#"{"typ":"JWT","alg":"HS256"}"#)).\(base64url(claims.text)).\(random.letters(43))"
  }
}
