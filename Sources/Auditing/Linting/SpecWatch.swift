import Detecting
import Knowledge
import Payloads
import Vocabulary

/// What the Segment spec says about a path at a destination, in events of one type; computed once.
final class SpecWatch: Sendable {
  /// The role of a field in its event.
  enum Role {
    case userID, anonymousID, groupID, time, sent
    /// A switch for a tool that a data platform forwards events to, by the number of its destination.
    case integration(Int)
  }

  let role: Role?
  /// The type of a reserved trait.
  let reserved: ReservedTraits.Kind?
  /// The type that the key of a trait implies: a number or a date.
  let statistic: ReservedTraits.Kind?
  /// The canonical field whose types are watched, and that of the list or object around it.
  let canonical: String?
  let container: (canonical: String, type: DriftType)?

  init(
    role: Role? = nil, reserved: ReservedTraits.Kind? = nil, statistic: ReservedTraits.Kind? = nil, canonical: String? = nil,
    container: (canonical: String, type: DriftType)? = nil
  ) {
    self.role = role
    self.reserved = reserved
    self.statistic = statistic
    self.canonical = canonical
    self.container = container
  }

  /// Whether the spec says nothing about the path.
  var isIdle: Bool { role == nil && canonical == nil && container == nil }
}

/// The types that are compared.
enum DriftType: Int, CaseIterable {
  case string, number, boolean, array, object

  var name: String {
    switch self {
    case .string: "string"
    case .number: "number"
    case .boolean: "boolean"
    case .array: "array"
    case .object: "object"
    }
  }

  /// Nil for null, which any field may be.
  init?(_ kind: Payload.Field.Kind) {
    switch kind {
    case .string: self = .string
    case .number: self = .number
    case .boolean: self = .boolean
    case .null: return nil
    }
  }
}

/// The watches of one destination and one type of event.
final class SpecTable {
  private let dialect: Dialect
  private let destination: Destination?
  private let type: EventType
  private let paths: PathTable
  private let book: RuleBook
  private var watches: [SpecWatch] = []
  private var numbers = PathNumbers()
  /// What was already noted of each path, as bits: records come in order, and only the first occurrence counts.
  private var noted: [UInt16] = []

  init(_ book: RuleBook, _ dialect: Dialect, _ destination: Destination?, _ type: EventType, _ paths: PathTable) {
    (self.book, self.dialect, self.destination, self.type, self.paths) = (book, dialect, destination, type, paths)
  }

  /// What the spec says about a path, and its number for ``isFirst(_:at:)``.
  func watch(of path: Int) -> (watch: SpecWatch, number: Int) {
    if let known = numbers.known(path, in: paths) { return (watches[known], known) }
    let watch = work(out: path)
    numbers.keep(watch, of: path, in: &watches)
    noted.removeLast(max(0, noted.count - (watches.count - 1)))
    noted.append(0)
    return (watch, watches.count - 1)
  }

  /// Whether this is the first note of its kind for the path with this number: its name, the type of a value, the type of its
  /// container.
  func isFirst(_ note: Note, at number: Int) -> Bool {
    let bit: UInt16 =
      switch note {
      case .name: 1
      case .type(let type): 2 << UInt16(type.rawValue)
      case .container: 1 << 8
      }
    guard noted[number] & bit == 0 else { return false }
    noted[number] |= bit
    return true
  }

  enum Note {
    case name, type(DriftType), container
  }

  private func work(out path: Int) -> SpecWatch {
    let entry = paths.entries[path]
    if let role = integration(at: path) { return SpecWatch(role: role) }
    let meaning = dialect.meaning(of: path)
    guard meaning.isOwn, let canonical = meaning.canonical(in: type) else {
      return SpecWatch(role: entry.name == "sentat" || entry.name == "receivedat" ? .sent : nil)
    }
    switch canonical {
    case "user.id": return SpecWatch(role: .userID)
    case "user.anonymousId": return SpecWatch(role: .anonymousID)
    case "group.id": return SpecWatch(role: .groupID)
    case "event.time": return SpecWatch(role: .time)
    default: break
    }
    guard Self.isWatched(canonical), !(destination?.isOwn(name: entry.key) ?? false) else { return SpecWatch() }
    let isTrait = !canonical.hasPrefix("properties.")
    let reserved = isTrait ? book.reservedTraits.kind(of: canonical) : nil
    let hasTraits = type == .identify || type == .group
    return SpecWatch(
      reserved: reserved, statistic: isTrait && hasTraits && reserved == nil ? Self.statistic(entry.key) : nil,
      canonical: entry.key == "*" ? nil : canonical, container: container(of: path))
  }

  /// The canonical field of the list or the object around a path.
  private func container(of path: Int) -> (canonical: String, type: DriftType)? {
    let parent = paths.entries[path].parent
    let meaning = dialect.meaning(of: parent)
    guard parent > PathTable.root, meaning.isOwn, let canonical = meaning.canonical(in: type), Self.isWatched(canonical),
      paths.entries[parent].key != "*"
    else { return nil }
    return (canonical, paths.entries[path].key == "*" ? .array : .object)
  }

  private static func isWatched(_ canonical: String) -> Bool {
    canonical.hasPrefix("properties.") || canonical.hasPrefix("user.traits.") || canonical.hasPrefix("group.traits.")
  }

  /// The tool that a path switches on or off.
  private func integration(at path: Int) -> SpecWatch.Role? {
    let entry = paths.entries[path]
    guard entry.parent > PathTable.root, paths.entries[entry.parent].key == "integrations", destination?.usesSegmentSpec ?? false,
      let tool = book.destinations.index(named: entry.key)
    else { return nil }
    return .integration(tool)
  }

  /// The type that the key of a trait implies: a count, or a date.
  private static func statistic(_ key: String) -> ReservedTraits.Kind? {
    let words = key.replacing(/([a-z0-9])([A-Z])/, with: { "\($0.1)_\($0.2)" }).lowercased().split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, let last = words.last else { return nil }
    if ["count", "total", "quantity", "amount", "percent", "percentage", "seats", "score"].contains(last) { return .number }
    if words.count > 1, ["num", "number", "total", "count"].contains(first), last != "number" { return .number }
    if words.count > 1, ["at", "date"].contains(last) { return .date }
    return nil
  }
}
