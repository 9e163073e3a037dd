/// A kind of fact about a person.
package enum PersonFact: String, CaseIterable, Sendable {
  case email, name
  case firstName = "first name"
  case lastName = "last name"
  case userName = "user name"
  case phone = "phone number"
  case company
  case avatar = "picture URL"
  /// The identifier that may be sent; it connects the others.
  case account = "account ID"

  /// The fact for a label in any spelling: `e_mail` is an email address; nil for another label.
  package init?(label: String) {
    switch label.lowercased().filter({ $0 != "_" && $0 != "-" }) {
    case "email", "mail": self = .email
    case "name", "fullname", "displayname": self = .name
    case "firstname", "givenname": self = .firstName
    case "lastname", "familyname", "surname": self = .lastName
    case "username", "login", "nickname": self = .userName
    case "phone", "telephone", "mobile": self = .phone
    case "company", "organization", "organisation", "employer": self = .company
    case "avatar", "picture": self = .avatar
    case "account", "accountid", "userid": self = .account
    default: return nil
    }
  }
}

/// A fact about a person, and where it was learned.
package struct PersonValue: Sendable {
  package var fact: PersonFact
  package var text: String
  package var origin: Origin
  /// The first record that showed it to people of another customer. From then on it is a label of the app's own.
  package var isCommonFrom = Int.max

  package init(_ fact: PersonFact, _ text: String, _ origin: Origin) {
    self.fact = fact
    self.text = text
    self.origin = origin
  }
}

/// Where the app's own traffic, or its policy, showed a value that others receive.
package struct Origin: Hashable, Sendable {
  /// How it was learned.
  package enum Way: String, Hashable, Sendable {
    /// The app's own server or the platform sent it in a response; the app sent it to them.
    case received, sent
    /// It is elsewhere in an exchange with them: in a header, or in the request for the response.
    case exchanged
    /// The policy names it, or an example of a rule.
    case given
    /// It is a consent signal in a request or a response.
    case signalled
  }

  package var way: Way
  /// The number among all records of the run; what was given is known before the first.
  package var number: Int
  /// The record's index in its capture, and the capture's path.
  package var record: Int
  package var capture: String
  /// The wire path of the value there, without the place; empty if only the bytes of the record were searched.
  package var field: String

  package init(_ way: Way, number: Int = -1, record: Int = 0, capture: String = "", field: String = "") {
    self.way = way
    self.number = number
    self.record = record
    self.capture = capture
    self.field = field
  }

  /// The origin in words: `the response of entry 6 (response.body.email)`.
  package var place: String {
    let place = field.isEmpty ? "" : " (\(field))"
    return switch way {
    case .received: "the response of entry \(record)\(place)"
    case .exchanged: "entry \(record), an exchange with the app's own server\(place)"
    case .sent: "a request to the app's own server, entry \(record)\(place)"
    case .given: "a persona"
    case .signalled: "entry \(record)\(place)"
    }
  }
}
