/// What the app's own traffic shows about a value that others receive.
package enum Provenance: String, CaseIterable, Sendable {
  /// The app sent the same text to its own server: a user wrote it.
  case typed
  /// The app's own server, or the platform, sent the same text in a response, as user-written text.
  case received
  /// It is a digest of a fact about a person.
  case hashed
  /// It is a fact about a person, in any form.
  case email, name, username, phone, company, avatar
  /// It is a part of a fact that several people may share: a first name, the local part of an email address.
  case part

  /// The provenance of a form of a fact.
  package init?(_ fact: PersonFact, isDistinctive: Bool) {
    guard isDistinctive else {
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
