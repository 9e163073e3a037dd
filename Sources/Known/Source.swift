package import Knowledge

/// The source of a value that was sent: which known value it is, in which form, and where that was learned.
package struct Source: Hashable, Sendable {
  /// What was sent, in words: `sha256 of the email in lower case`.
  package var what: String
  package var origin: Origin

  /// The source in words: `the sha256 of the email in lower case in the response of entry 6 (response.body.email)`.
  package var description: String {
    "\(what.hasPrefix("part of") ? "" : "the ")\(what) \(origin.way == .given ? "of" : "in") \(origin.place)"
  }

  package init(what: String, origin: Origin) {
    self.what = what
    self.origin = origin
  }
}
