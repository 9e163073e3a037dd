package import Knowledge

/// The other end of a value that was sent: what it is of what is known, and where that was learned.
package struct Source: Hashable, Sendable {
  /// What was sent, in words: `sha256 of the email in lower case`.
  package var what: String
  package var origin: Origin

  /// The source in words: `sha256 of the email in lower case that entry 6 was answered with, field response.body.email`.
  package var description: String { "\(what) \(origin.description)" }

  package init(what: String, origin: Origin) {
    self.what = what
    self.origin = origin
  }
}
