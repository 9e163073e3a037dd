/// The URLs of references in rules.
enum Reference {
  /// The URL of a standard, a law or a vendor's page that a rule names; nil if it has none.
  static func url(of reference: String) -> String? {
    let words = reference.split(separator: " ")
    if reference.hasPrefix("CWE-"), let number = Int(reference.dropFirst(4)) {
      return "https://cwe.mitre.org/data/definitions/\(number).html"
    }
    if words.count == 2, words[0] == "RFC", let number = Int(words[1]) { return "https://www.rfc-editor.org/rfc/rfc\(number)" }
    if words.first == "GDPR", words.count >= 3, let number = Int(words[2].prefix { $0.isNumber }) {
      return "https://gdpr-info.eu/\(words[1] == "Recital" ? "recitals/no-\(number)" : "art-\(number)-gdpr")/"
    }
    return pages.first { reference.hasPrefix($0.prefix) }?.url
  }

  private static let pages: [(prefix: String, url: String)] = [
    (
      "Atlassian cloud app security requirement",
      "https://developer.atlassian.com/platform/marketplace/security-requirements/"
    ),
    ("Atlassian user privacy guidelines", "https://developer.atlassian.com/cloud/jira/platform/user-privacy-developer-guide/"),
    ("Segment specification", "https://www.twilio.com/docs/segment/connections/spec"),
    ("W3C Referrer Policy", "https://www.w3.org/TR/referrer-policy/"),
  ]
}
