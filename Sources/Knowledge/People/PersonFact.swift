/// What may be known of a person.
package enum PersonFact: String, CaseIterable, Sendable {
  case email, name
  case firstName = "first name"
  case lastName = "last name"
  case userName = "user name"
  case phone = "phone number"
  case company
  case avatar = "picture URL"
  /// The identifier that is meant to be sent; it ties the others together.
  case account = "account ID"

  /// The fact that a label means, whatever its case: `e_mail` is an email address; nil for a label that means none of them.
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

/// Something that is known of a person, and where it was learned.
package struct PersonValue: Sendable {
  package var fact: PersonFact
  package var text: String
  package var origin: Origin
  /// The number of the record that showed it to the people of another customer: from there on it is nobody's, and a label of the app's own.
  package var isCommonFrom = Int.max

  package init(_ fact: PersonFact, _ text: String, _ origin: Origin) {
    self.fact = fact
    self.text = text
    self.origin = origin
  }
}

/// Where the app's own traffic, or its policy, told a value that others receive.
package struct Origin: Hashable, Sendable {
  /// How it came to be known.
  package enum Way: String, Hashable, Sendable {
    /// The app's own server or the platform answered with it; the app sent it to them.
    case received, sent
    /// It stands elsewhere in an exchange with them: in a header, or in the request of what they answered with.
    case exchanged
    /// The policy names it; an example of a rule does.
    case given
    /// It is a signal of consent, which a request or a response carried.
    case signalled
  }

  package var way: Way
  /// The number among all records of the run; whatever was given is known before the first.
  package var number: Int
  /// The record's index in its capture, and the capture's path.
  package var record: Int
  package var capture: String
  /// The wire path of the value there, without the place; empty where only the bytes of the record were searched.
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
