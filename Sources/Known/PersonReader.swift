import Bytes
import Knowledge
import Payloads
import Vocabulary

/// Reads of a payload of the app's own what it says of people: by the names of its members, where they stand beside each other and below
/// what is a person.
struct PersonReader {
  private let paths: PathTable
  private let words: PlainWords
  /// What the name of each path says.
  private var facts: [PersonFact?] = []
  private var numbers = PathNumbers()

  init(paths: PathTable, words: PlainWords) {
    self.paths = paths
    self.words = words
  }

  /// A member that may tell of a person.
  private struct Member {
    var fact: PersonFact
    var text: String
    var path: Int
    /// Whether its name says that it is a person's, whatever stands beside it.
    var isPersonal: Bool
  }

  /// What a payload says, in order; `isAboutPerson` says that its URL is (`/api/me`).
  mutating func values(in payload: borrowing Payload, record: Span<UInt8>, isAboutPerson: Bool) -> [(
    value: (PersonFact, String), path: Int
  )] {
    var groups: [Int: [Member]] = [:]
    var order: [Int] = []
    var apps: Set<Int> = []
    for field in payload.fields where field.range.count <= 512 && Self.mayTell(field) {
      guard let node = payload.member(of: field) else { continue }
      if paths.entries[node.path].name == "accounttype",
        payload.withBytes(of: field.layer, record: record, { String(copying: $0.extracting(field.range)) == "app" })
      {
        apps.insert(node.parent)
      }
      let fact = fact(of: node.path)
      // Most members tell of nobody.
      let text: String? = payload.withBytes(of: field.layer, record: record) { layer in
        let text = layer.extracting(field.range)
        // What a redaction left is nobody's.
        if Placeholder.stands(in: text) { return nil }
        return fact != nil || text.first(UInt8(ascii: "@"), in: 0..<text.count) != nil ? String(copying: text) : nil
      }
      guard let text, let member = member(text, fact, node.path) else { continue }
      if groups[node.parent] == nil { order.append(node.parent) }
      groups[node.parent, default: []].append(member)
    }
    return order.flatMap { apps.contains($0) ? [] : values(of: groups[$0] ?? [], isAboutPerson: isAboutPerson) }
  }

  /// Whether a field is a value of its own: a text, a number, or an address as a whole.
  private static func mayTell(_ field: Payload.Field) -> Bool {
    (field.isLeaf || field.isNamed || field.role == .whole) && (field.isString || field.kind == .number)
  }

  private func values(of members: [Member], isAboutPerson: Bool) -> [(value: (PersonFact, String), path: Int)] {
    guard let first = members.first else { return [] }
    let isPerson =
      isAboutPerson && isOutermost(first.path) || members.contains(where: \.isPersonal) || isBelowPerson(first.path)
    var values: [(value: (PersonFact, String), path: Int)] = []
    for member in members where isPerson || member.fact == .email { values.append(((member.fact, member.text), member.path)) }
    guard isPerson, let given = members.first(where: { $0.fact == .firstName }), let family = members.first(where: { $0.fact == .lastName })
    else { return values }
    values.append(((.name, "\(given.text) \(family.text)"), given.path))
    return values
  }

  /// What the name of a path says.
  private mutating func fact(of path: Int) -> PersonFact? {
    if let known = numbers.known(path, in: paths) { return facts[known] }
    let entry = paths.entries[path]
    let fact = Self.facts[entry.name] ?? entry.innerName.flatMap { Self.facts[$0] }
    numbers.keep(fact, of: path, in: &facts)
    return fact
  }

  private func member(_ text: String, _ fact: PersonFact?, _ path: Int) -> Member? {
    let trimmed = String(text.trimming(\.isWhitespace))
    if trimmed.contains("@"), Mailbox.isMailbox(Array(trimmed.utf8).span) {
      return Member(fact: .email, text: trimmed, path: path, isPersonal: true)
    }
    guard let fact, accepts(text, as: fact) else { return nil }
    return Member(fact: fact, text: text, path: path, isPersonal: Self.personal.contains(fact))
  }

  private func accepts(_ text: String, as fact: PersonFact) -> Bool {
    guard text.unicodeScalars.count >= 2, !words.isLabel(text), fact == .company || !StockTexts.shared.isNobody(Array(text.utf8).span)
    else { return false }
    switch fact {
    case .email: return false
    case .name, .firstName, .lastName: return Words(Array(text.utf8).span).readAsPersonName && text.utf8.count <= 120
    case .userName: return text.utf8.count >= 5 && !text.contains(" ") && text.contains(where: \.isLetter)
    case .phone: return 7...15 ~= text.count { $0.isASCII && $0.isNumber } && text.allSatisfy { $0.isNumber || " +-()./".contains($0) }
    case .company: return text.utf8.count >= 5
    case .avatar: return text.contains("://") && text.utf8.count >= 20
    case .account: return text.utf8.count >= 8
    }
  }

  /// Whether a member stands in the answer itself, and in nothing that it holds.
  private func isOutermost(_ path: Int) -> Bool {
    let parent = paths.entries[paths.entries[path].parent]
    return ["body", "response.body"].contains(parent.wire) || Self.wrappers.contains(parent.name)
  }

  private func isBelowPerson(_ path: Int) -> Bool {
    var at = paths.entries[path].parent
    for _ in 0..<3 where at > PathTable.root {
      if Self.people.contains(paths.entries[at].name) { return true }
      at = paths.entries[at].parent
    }
    return false
  }

  /// Whether the path of a URL is about people: `/api/v2/me`.
  static func isAboutPerson(path: Span<UInt8>) -> Bool {
    let segments = String(copying: path).lowercased().split { !$0.isLetter }
    return segments.contains {
      ["me", "myself", "whoami", "profile", "users", "user", "account", "session", "signin", "login", "signup", "register", "members"]
        .contains($0)
    }
  }

  /// What members of these names say, as rules compare names.
  private static let facts: [String: PersonFact] = [
    "displayname": .name, "fullname": .name, "publicname": .name, "realname": .name, "name": .name, "personname": .name,
    "firstname": .firstName, "givenname": .firstName, "forename": .firstName, "fname": .firstName, "vorname": .firstName,
    "prenom": .firstName,
    "lastname": .lastName, "familyname": .lastName, "surname": .lastName, "lname": .lastName, "nachname": .lastName, "sn": .lastName,
    "username": .userName, "login": .userName, "loginname": .userName, "handle": .userName, "screenname": .userName, "nickname": .userName,
    "preferredusername": .userName, "nick": .userName,
    "phone": .phone, "phonenumber": .phone, "mobile": .phone, "mobilephone": .phone, "cell": .phone, "tel": .phone, "telephone": .phone,
    "company": .company, "companyname": .company, "organization": .company, "organisation": .company, "organizationname": .company,
    "employer": .company,
    "avatar": .avatar, "avatarurl": .avatar, "picture": .avatar, "photo": .avatar, "photourl": .avatar, "profileimage": .avatar,
    "gravatar": .avatar, "profilepicture": .avatar,
    "accountid": .account, "atlassianaccountid": .account, "aaid": .account, "userid": .account, "sub": .account,
  ]

  /// What an answer is called that stands in another object.
  private static let wrappers: Set<String> = ["data", "result", "results", "response", "payload", "attributes"]

  /// What nobody has but people.
  private static let personal: Set<PersonFact> = [.email, .firstName, .lastName, .userName, .avatar, .account]

  /// What the object around a person's members is called.
  private static let people: Set<String> = [
    "user", "users", "me", "myself", "self", "currentuser", "viewer", "profile", "person", "people", "member", "members", "author",
    "authors",
    "creator", "createdby", "updatedby", "owner", "owners", "assignee", "assignees", "reporter", "reviewer", "actor", "contact", "contacts",
    "customer", "customers", "employee", "employees", "participant", "participants", "attendee", "attendees", "invitee", "recipient",
    "recipients", "sender", "lead", "manager", "approver", "watcher", "watchers", "account", "identity", "claims", "patient", "student",
    "guest",
    "candidate", "applicant", "submitter", "respondent", "signer", "modifiedby", "lastmodifiedby",
  ]
}
