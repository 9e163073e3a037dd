/// Canonical fields and places of a request, in words.
enum FieldWords {
  /// A field with its name, as rules and reports write it: ``page URL (`page.url`)``.
  static func described(_ name: String) -> String {
    guard let words = words(for: name) else { return "`\(name)`" }
    return "\(words) (`\(name)`)"
  }

  private static func words(for name: String) -> String? {
    if let words = known[name] { return words }
    if name.hasPrefix("header.") { return "\(name.dropFirst("header.".count)) header" }
    return nil
  }

  private static let known = [
    "event.type": "event type", "event.name": "event name", "event.id": "event ID", "event.time": "event time",
    "page.url": "page URL", "page.path": "page path", "page.search": "page query", "page.title": "page title",
    "page.referrer": "page referrer", "client.ip": "client IP address", "client.userAgent": "user agent", "client.locale": "locale",
    "user.id": "user ID", "user.anonymousId": "anonymous ID", "user.traits.*": "user traits", "group.id": "group ID",
    "group.traits.*": "group traits", "properties.*": "event properties", "error.message": "error message",
    "token.claims.*": "JWT claims", "integrations": "integrations flag", "consent.*": "consent state",
    "url": "request URL", "url.path": "request path", "url.query": "request query", "url.fragment": "fragment of the request URL",
    "header.*": "request headers", "header.referer": "Referer header", "header.authorization": "Authorization header",
    "header.proxy-authorization": "Proxy-Authorization header", "header.cookie": "Cookie header", "cookie": "cookies",
    "body": "request body", "websocket": "WebSocket messages", "response": "response", "line": "damaged log lines",
  ]
}
