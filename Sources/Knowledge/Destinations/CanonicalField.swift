/// The names of an event's fields that are the same for all vendors.
package enum CanonicalField {
  /// All names, in the order in which they are shown; `.*` stands for what the app adds.
  package static let all = [
    "event.type", "event.name", "event.id", "event.time", "page.url", "page.path", "page.search", "page.title", "page.referrer",
    "client.ip", "client.userAgent", "client.locale", "user.id", "user.anonymousId", "user.traits.*", "group.id", "group.traits.*",
    "properties.*", "error.message", "token.claims.*", "integrations", "consent.*",
  ]

  /// Whether a name is canonical: one of ``all``, or below one that ends with `.*`.
  package static func isKnown(_ name: String) -> Bool {
    if known.contains(name) { return true }
    return stems.contains { name.hasPrefix($0) && name.utf8.count > $0.utf8.count }
  }

  private static let known = Set(all)
  /// The prefixes of names that end with `.*`, up to the dot.
  private static let stems = all.filter { $0.hasSuffix(".*") }.map { String($0.dropLast()) }
}
