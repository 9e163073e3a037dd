import Bytes
import Knowledge
import Payloads

/// Finds the events of customers and people whom the policy lists as opted out.
///
/// An event belongs to a listed group by its own group ID, or because its user was seen in that group before.
struct OptOutJudge {
  /// The most users of listed groups to remember.
  private static let maximumUsers = 100_000

  private var usersOfGroups: Set<String> = []

  /// The events in `found` that belong to somebody listed in `optOut`.
  mutating func events(
    of optOut: OptOut, in found: Detections, _ payload: borrowing Payload, _ dialect: Dialect, _ paths: PathTable, _ record: Span<UInt8>
  ) -> [Int] {
    var listed = [Bool](repeating: false, count: found.events.count)
    var isOfGroup = listed
    var users = [String?](repeating: nil, count: found.events.count)
    for field in payload.fields where !field.isContainer && !field.isNull && 1...256 ~= field.range.count {
      let event = found.eventOfNode[field.node]
      let path = payload.nodes[field.node].path
      let meaning = dialect.meaning(of: path)
      guard meaning.isOwn, let canonical = meaning.canonical(in: found.events[event].type) else { continue }
      let isUser = canonical == "user.id" || canonical == "user.anonymousId"
      let isTrait = canonical.hasPrefix("user.traits.") || canonical.hasPrefix("group.traits.")
      guard isUser || isTrait || canonical == "group.id" else { continue }
      let value = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      if isUser {
        if canonical == "user.id" { users[event] = value }
        if optOut.users.ids.contains(value) || usersOfGroups.contains(value) { listed[event] = true }
      } else if isTrait {
        if let trait = optOut.trait, paths.entries[path].name == trait.name, value.lowercased() == trait.value.lowercased() {
          listed[event] = true
        }
      } else if optOut.groups.ids.contains(value) {
        isOfGroup[event] = true
      }
    }
    // What stands beside a list of events applies to all of them.
    for event in found.events.indices where found.events[event].parent >= 0 {
      let parent = found.events[event].parent
      listed[event] = listed[event] || listed[parent]
      isOfGroup[event] = isOfGroup[event] || isOfGroup[parent]
      users[event] = users[event] ?? users[parent]
    }
    for event in found.events.indices where isOfGroup[event] {
      listed[event] = true
      if let user = users[event], usersOfGroups.count < Self.maximumUsers { usersOfGroups.insert(user) }
    }
    return found.events.indices.filter { listed[$0] && found.events[$0].type != nil || listed[$0] && found.events.count == 1 }
  }
}
