import Payloads

/// What the place of a field says about its values.
struct FieldPlace {
  private let wire: String
  private let canonical: String?

  init(wire: String, canonical: String?) {
    self.wire = wire
    self.canonical = canonical
  }

  /// Whether it is the type of its event.
  var isType: Bool { canonical == "event.type" }

  /// Whether it identifies someone or something, by its canonical field or by usual names in programs.
  var isIdentifier: Bool {
    if let canonical, Self.identifiers.contains(canonical) { return true }
    let key = wire.split(separator: ".").last ?? ""
    return key == "id" || key.hasSuffix("Id") || key.hasSuffix("ID") || key.hasSuffix("_id") || key.hasSuffix("-id")
  }

  /// Whether words in it may be shown. Words about people, their company and their pages never are, nor are cookies and headers;
  /// the names that developers use for these are in ``people``.
  var mayShow: Bool {
    if isType { return true }
    if wire.hasPrefix("cookie.") || wire.hasPrefix("header.") || wire.contains(PathTable.claimsKey) { return false }
    if let canonical, Self.withheld.contains(where: canonical.hasPrefix) { return false }
    let name = PathTable.name(of: wire.split(separator: ".").last ?? "")
    return !Self.people.contains(where: name.contains)
  }

  private static let identifiers: Set<String> = ["user.id", "user.anonymousId", "group.id", "event.id", "client.userAgent", "client.ip"]
  private static let withheld = ["user.", "group.", "client.", "page.", "token.", "event.id"]
  private static let people = [
    "user", "name", "mail", "login", "person", "people", "author", "owner", "assignee", "reporter", "customer", "client", "tenant",
    "company", "org", "account", "team", "member", "city", "country", "region", "address", "phone", "title", "label", "subject", "text",
    "comment", "message", "search", "query", "term", "keyword", "url", "uri", "href", "host", "domain", "site", "path", "file", "token",
    "secret", "password", "auth", "session", "cookie", "project", "space", "gender", "sex", "religion", "ethnic", "health", "diagnos",
    "marital", "politic", "language", "locale",
  ]
}
