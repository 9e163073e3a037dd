/// What the app's own traffic says of a value that somebody else receives.
package enum Provenance: String, CaseIterable, Sendable {
  /// The app sent the same text to its own server: somebody wrote it.
  case typed
  /// The app's own server, or the platform, answered with the same text, as something that users wrote.
  case received
  /// It is a digest of something that is known of a person.
  case hashed
  /// It is what is known of a person, in whatever form.
  case email, name, username, phone, company, avatar
  /// It is a part of what is known of a person, which others may share: a first name, the local part of an email address.
  case part

  /// What it says where a form of a person's value was found.
  package init?(_ fact: PersonFact, isTelling: Bool) {
    guard isTelling else {
      self = .part
      return
    }
    switch fact {
    case .email: self = .email
    case .name: self = .name
    case .firstName, .lastName: self = .part
    case .userName: self = .username
    case .phone: self = .phone
    case .company: self = .company
    case .avatar: self = .avatar
    case .account: return nil
    }
  }
}
