/// A person who uses the app. All of them are made up, and their domains are reserved (RFC 2606).
struct Person {
  var name: String
  var email: String
  var account: String
  /// An IP address of a block that network tools use in examples of locations; no address for documentation, for those are never reported.
  var ipAddress: String

  static let all: [Person] = [
    Person(
      name: "Ines Vandermeer", email: "ines.vandermeer@acme.example.com", account: "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11",
      ipAddress: "81.2.69.142"),
    Person(
      name: "Tomasz Okonjo", email: "tomasz.okonjo@acme.example.com", account: "557058:0a7d2c84-11c6-4c25-b0f7-6a1c8e9d2b34",
      ipAddress: "81.2.69.160"),
    Person(
      name: "Marisol Häkkinen", email: "m.hakkinen@globex.example.com", account: "5b10ac8d82e05b22cc7d4ef5", ipAddress: "67.43.156.12"),
    Person(
      name: "Devdan Achterberg", email: "devdan+jira@globex.example.com", account: "712020:d1a4b6c3-7c1e-4f64-8d2b-9b7a5e3c1f02",
      ipAddress: "67.43.156.77"),
    Person(
      name: "Ruth Abernethy-Cole", email: "ruth.cole@initech.example.com", account: "712020:9e7b1d35-42af-4a0f-8c69-2d5f7a8b6c13",
      ipAddress: "2.125.160.216"),
  ]
}

/// One page that somebody opens in the app: who, where and with which token.
struct Visit {
  static let app = "forms.app.example"
  static let site = "acme.atlassian.net"

  var index: Int
  var person: Person
  var issue: String
  var summary: String
  /// Whether this page's analytics were set up without care: they send the page's URL, its title, names and IP addresses.
  var careless: Bool
  var token: String
  /// The URL of the app's frame as Connect builds it, with the token.
  var frame: String
  /// The product's page around it.
  var outer: String
  var random: SplitMix64

  private static let subjects = [
    "Warehouse", "Payroll", "Nightjar", "Clinic intake", "Board minutes", "Harassment report", "Layoff plan", "Site B",
  ]
  private static let actions = ["checklist", "request", "follow-up", "investigation", "onboarding", "escalation", "survey", "sign-off"]

  init(index: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: index)
    self.index = index
    person = Person.all[index % Person.all.count]
    issue = "\(random.pick(["HR", "OPS", "FORM", "LEGAL"]))-\(random.int(1...4000))"
    summary = "\(random.pick(Self.subjects)) \(random.pick(Self.actions)) \(random.int(1...400))"
    careless = index % 6 == 2
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

  /// What careful analytics say in place of the frame's URL.
  var plainURL: String { "https://\(Self.app)/connect/forms/issue" }

  /// A signed token as Connect gives to a frame: it looks right and opens nothing.
  private static func token(for person: Person, _ random: inout SplitMix64) -> String {
    let claims: JSON = [
      "sub": .string(person.account), "qsh": "context-qsh", "iss": .string(random.uuid()), "context": [:],
      "iat": 1_772_438_400, "exp": 1_772_439_300,
    ]
    return "\(base64url(#"{"typ":"JWT","alg":"HS256"}"#)).\(base64url(claims.text)).\(random.letters(43))"
  }
}
