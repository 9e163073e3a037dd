/// Canonical fields and places of a request, in words.
package enum FieldWords {
  /// Every name with words of its own, in the order in which they are shown.
  package static let all: [(name: String, words: String)] = [
    ("page.url", "the page URL"), ("page.path", "the page path"), ("page.search", "the page query"), ("page.title", "the page title"),
    ("page.referrer", "the page referrer"), ("client.ip", "the client IP address"), ("client.userAgent", "the user agent"),
    ("client.locale", "the locale"), ("user.id", "the user ID"), ("user.anonymousId", "the anonymous ID"),
    ("user.traits.*", "user traits"), ("group.id", "the group ID"), ("group.traits.*", "group traits"),
    ("event.name", "the event name"), ("event.type", "the event type"), ("event.id", "the event ID"), ("event.time", "the event time"),
    ("properties.*", "event properties"), ("error.message", "error messages"), ("token.claims.*", "JWT claims"),
    ("integrations", "the integrations flag"), ("consent.*", "the consent state"), ("consent.denied", "the list of refused purposes"),
    ("consent.gcs", "the Google consent signal"), ("url", "the request URL"), ("url.path", "the request path"),
    ("url.query", "the request query"), ("url.fragment", "the fragment of the request URL"), ("header.*", "request headers"),
    ("header.referer", "the Referer header"), ("header.authorization", "the Authorization header"),
    ("header.proxy-authorization", "the Proxy-Authorization header"), ("header.cookie", "the Cookie header"), ("cookie", "cookies"),
    ("body", "the request body"), ("websocket", "WebSocket messages"), ("response", "the response"), ("line", "damaged log lines"),
  ]

  private static let known = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.words) })

  /// A field in words; as code if it has none.
  static func words(_ name: String) -> String { known[name] ?? "`\(name)`" }
}
