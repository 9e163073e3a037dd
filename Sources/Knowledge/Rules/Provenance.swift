/// What the app's own traffic in the same capture says of a value that somebody else receives.
package enum Provenance: String, CaseIterable, Sendable {
  /// The app sent the same text to its own server: somebody wrote it.
  case typed
  /// It is the digest of an email address that the app's own server sent or was sent.
  case hashed
}
