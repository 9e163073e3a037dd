package import Knowledge

/// The other end of a value that was sent: what it is of what is known, and where that was learned.
package struct Source: Hashable, Sendable {
  /// What was sent, in words: `sha256 of the email in lower case`.
  package var what: String
  package var origin: Origin

  package init(what: String, origin: Origin) {
    self.what = what
    self.origin = origin
  }
}
