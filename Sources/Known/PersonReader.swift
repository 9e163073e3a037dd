import Bytes
import Knowledge
import Payloads
import Vocabulary

/// Learns people from a payload of the app's own: by the names of its members, by the members next to them, and by the object
/// around them.
struct PersonReader {
  private let paths: PathTable
  private let words: PlainWords
  /// The fact that the name of each path stands for.
  private var facts: [PersonFact?] = []
  private var numbers = PathNumbers()

  init(paths: PathTable, words: PlainWords) {
    self.paths = paths
    self.words = words
  }

  /// A member that may be about a person.
  private struct Member {
    var fact: PersonFact
    var text: String
    var path: Int
    /// Whether its name alone says that it is about a person.
    var isPersonal: Bool
  }

  /// The facts in a payload, in order; `isAboutPerson` says that its URL is (`/api/me`).
  mutating func values(in payload: borrowing Payload, record: Span<UInt8>, isAboutPerson: Bool) -> [(
    value: (PersonFact, String), path: Int
  )] {
    var groups: [Int: [Member]] = [:]
    var order: [Int] = []
    var apps: Set<Int> = []
    for field in payload.fields where field.range.count <= 512 && Self.isComplete(field) {
      guard let node = payload.member(of: field) else { continue }
      if paths.entries[node.path].name == "accounttype",
        payload.withBytes(of: field.layer, record: record, { String(copying: $0.extracting(field.range)) == "app" })
      {
        apps.insert(node.parent)
      }
      let fact = fact(of: node.path)
      // Most members are not about a person.
      let text: String? = payload.withBytes(of: field.layer, record: record) { layer in
        let text = layer.extracting(field.range)
        // A placeholder of a redaction is not a value.
        if Placeholder.occurs(in: text) { return nil }
        return fact != nil || text.first(UInt8(ascii: "@"), in: 0..<text.count) != nil ? String(copying: text) : nil
      }
      guard let text, let member = member(text, fact, node.path) else { continue }
      if groups[node.parent] == nil { order.append(node.parent) }
      groups[node.parent, default: []].append(member)
    }
    return order.flatMap { apps.contains($0) ? [] : values(of: groups[$0] ?? [], isAboutPerson: isAboutPerson) }
  }

  /// Whether a field is a complete value: a text, a number, or a whole URL.
  private static func isComplete(_ field: Payload.Field) -> Bool {
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

  /// The fact that the name of a path stands for.
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

  /// Whether a member is at the top level of the response.
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

  /// The facts for names of members, compared like the keys of rules.
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

  /// The names of objects around a response.
  private static let wrappers: Set<String> = ["data", "result", "results", "response", "payload", "attributes"]

  /// Facts that only people have.
  private static let personal: Set<PersonFact> = [.email, .firstName, .lastName, .userName, .avatar, .account]

  /// The names of objects about people.
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
