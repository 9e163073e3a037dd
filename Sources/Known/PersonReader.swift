import Bytes
import Knowledge
import Payloads
import Vocabulary

/// Learns people from a payload of the app's own: by the names of its members, by the members next to them, and by the object
/// around them.
struct PersonReader {
  private let paths: PathTable
  private let plain: PlainWords
  private let words: OwnTrafficWords
  /// The reading of each path's key.
  private var facts: [Reading?] = []
  private var numbers = PathNumbers()

  init(paths: PathTable, plain: PlainWords, words: OwnTrafficWords) {
    self.paths = paths
    self.plain = plain
    self.words = words
  }

  /// A fact about a person with its path, and an email address next to it.
  struct Found {
    var fact: PersonFact
    var text: String
    var path: Int
    var mailbox: String?
  }

  /// The meaning of a path's key.
  private struct Reading {
    var fact: PersonFact
    /// The number of levels above the value that belong to it: `phoneNumbers.*.value` is a phone number two levels below the person.
    var depth = 0
  }

  /// A member that may be a fact about a person.
  private struct Member {
    var fact: PersonFact
    var text: String
    var path: Int
    /// Whether its name alone says that it is about a person.
    var isPersonal: Bool
  }

  /// The facts in a payload, in order; `isAboutPerson` says that its URL is (`/api/me`).
  mutating func values(in payload: borrowing Payload, record: Span<UInt8>, isAboutPerson: Bool) -> [Found] {
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
      let reading = reading(of: node.path)
      // Most members are not about a person.
      let text: String? = payload.withBytes(of: field.layer, record: record) { layer in
        let text = layer.extracting(field.range)
        // A placeholder of a redaction is not a value.
        if Placeholder.occurs(in: text) { return nil }
        return reading != nil || text.first(UInt8(ascii: "@"), in: 0..<text.count) != nil ? String(copying: text) : nil
      }
      guard let text, let member = member(text, reading?.fact, node.path) else { continue }
      let group = payload.object(of: node, above: reading?.depth ?? 0)
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(member)
    }
    return order.flatMap { apps.contains($0) ? [] : values(of: groups[$0] ?? [], isAboutPerson: isAboutPerson) }
  }

  /// Whether a field is a complete value: a text, a number, or a whole URL.
  private static func isComplete(_ field: Payload.Field) -> Bool {
    (field.isLeaf || field.isNamed || field.role == .whole) && (field.isString || field.kind == .number)
  }

  private mutating func values(of members: [Member], isAboutPerson: Bool) -> [Found] {
    guard let first = members.first else { return [] }
    let object = object(of: first.path)
    let isPerson = isAboutPerson && isOutermost(object) || members.contains(where: \.isPersonal) || isBelowPerson(object)
    let mailbox = members.first { $0.fact == .email }?.text
    var values: [Found] = []
    for member in members where isPerson || member.fact == .email {
      values.append(Found(fact: member.fact, text: member.text, path: member.path, mailbox: mailbox))
    }
    let given = members.first { $0.fact == .firstName } ?? members.first { $0.fact == .name && !$0.text.contains(" ") }
    guard isPerson, let given, let family = members.first(where: { $0.fact == .lastName }) else { return values }
    values.append(Found(fact: .name, text: "\(given.text) \(family.text)", path: given.path, mailbox: mailbox))
    return values
  }

  /// The meaning of a path's key.
  private mutating func reading(of path: Int) -> Reading? {
    if let known = numbers.known(path, in: paths) { return facts[known] }
    let entry = paths.entries[path]
    let reading = reading(of: entry)
    numbers.keep(reading, of: path, in: &facts)
    return reading
  }

  private mutating func reading(of entry: PathTable.Entry) -> Reading? {
    let above = entry.parent > PathTable.root ? reading(of: entry.parent) : nil
    // A list, or an object that holds a value and its type.
    if entry.key == "*" || above != nil && entry.name == paths.entries[entry.parent].name {
      return above.flatMap { $0.depth < 4 ? Reading(fact: $0.fact, depth: $0.depth + 1) : nil }
    }
    if let above, above.fact == .name, let part = words.parts[entry.name] { return Reading(fact: part, depth: above.depth + 1) }
    if let fact = fact(of: entry.name) ?? entry.innerName.flatMap(fact(of:)) { return Reading(fact: fact) }
    // An object with a phone number or a picture and its kind.
    guard let above, [.phone, .avatar].contains(above.fact), above.depth < 4 else { return nil }
    return Reading(fact: above.fact, depth: above.depth + 1)
  }

  /// The fact for a key; a long key also counts after another word: `ajs-remote-user-fullname`.
  private func fact(of name: String) -> PersonFact? {
    words.facts[name] ?? words.fact(behindOthers: name)
  }

  private func member(_ text: String, _ fact: PersonFact?, _ path: Int) -> Member? {
    let trimmed = String(text.trimming(\.isWhitespace))
    if trimmed.utf8.contains(UInt8(ascii: "@")), Mailbox.isMailbox(Array(trimmed.utf8).span) {
      return Member(fact: .email, text: trimmed, path: path, isPersonal: true)
    }
    guard let fact else { return nil }
    if accepts(text, as: fact) { return Member(fact: fact, text: text, path: path, isPersonal: Self.personal.contains(fact)) }
    // A name that people choose is usually their user name.
    let entry = paths.entries[path]
    guard fact == .name, words.chosen.contains(entry.name), accepts(text, as: .userName) else { return nil }
    return Member(fact: .userName, text: text, path: path, isPersonal: false)
  }

  private func accepts(_ text: String, as fact: PersonFact) -> Bool {
    guard text.unicodeScalars.count >= 2, !plain.isLabel(text), fact == .company || !StockTexts.shared.isNobody(Array(text.utf8).span)
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

  // MARK: Where members stand

  /// The path of the object with a member of a person.
  private mutating func object(of path: Int) -> Int {
    var at = paths.entries[path].parent
    for _ in 0..<(reading(of: path)?.depth ?? 0) where at > PathTable.root { at = paths.entries[at].parent }
    return at
  }

  /// Whether an object is the response itself, and not part of another object in it.
  private func isOutermost(_ object: Int) -> Bool {
    let entry = paths.entries[object]
    return ["body", "response.body"].contains(entry.wire) || words.wrappers.contains(entry.name)
  }

  private func isBelowPerson(_ object: Int) -> Bool {
    var at = object
    for _ in 0..<3 where at > PathTable.root {
      if words.people.contains(paths.entries[at].name) { return true }
      at = paths.entries[at].parent
    }
    return false
  }

  /// Whether the path of a URL is about people: `/api/v2/me`.
  func isAboutPerson(path: Span<UInt8>) -> Bool {
    String(copying: path).lowercased().split { !$0.isLetter }.contains { words.about.contains(String($0)) }
  }

  /// Facts that only people have.
  private static let personal: Set<PersonFact> = [.email, .firstName, .lastName, .userName, .avatar, .account]
}
