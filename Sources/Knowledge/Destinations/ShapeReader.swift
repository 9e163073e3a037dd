import Bytes
internal import PCRE
import Payloads

/// Recognises a destination at an unlisted host by the shape of the payload.
final class ShapeReader {
  let book: DestinationBook
  let paths: PathTable
  private let matcher = Matcher()
  /// The different places of events, and which of them each destination has.
  private let places: [WirePattern]
  private let placesOfDestination: [[Int]]
  /// The places that each path matches, as bits; computed once for each path.
  private var placeBits: [UInt64?] = []
  private var generation: Int

  /// The serial number of the current record, to mark its paths.
  private var serial = 0
  private var seen: [Int] = []
  /// The paths of the record's fields and of all their parents.
  var seenInRecord: [Int] = []
  private var firstField: [Int] = []
  private var pathsOfPlace: [[Int]]
  /// Whether these describe the current record.
  var isGathered = false
  /// The destinations that events of a log may have, by the shape of their payload.
  private var candidatesOfShape: [Int: [Candidate]] = [:]
  /// The maximum number of remembered shapes.
  private static let maximumShapes = 256

  init(_ book: DestinationBook, paths: PathTable) {
    self.book = book
    self.paths = paths
    var places: [WirePattern] = []
    placesOfDestination = book.destinations.map { destination in
      guard destination.shapes.contains(where: { !$0.keys.isEmpty }) else { return [] }
      return destination.events.compactMap { pattern in
        if let known = places.firstIndex(of: pattern) { return known }
        guard places.count < 64 else { return nil }
        places.append(pattern)
        return places.count - 1
      }
    }
    self.places = places
    pathsOfPlace = places.map { _ in [] }
    generation = paths.generation
  }

  /// The destination whose shape a payload has; nil if there is none.
  func destination(of payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    if let shape = payload.shape, let known = candidatesOfShape[shape] {
      isGathered = false
      return destination(among: known, payload, record)
    }
    let hasContent = gather(payload)
    guard present(["url"], below: PathTable.root) != nil else {
      let candidates = candidates()
      if candidatesOfShape.count >= Self.maximumShapes { candidatesOfShape.removeAll() }
      if let shape = payload.shape { candidatesOfShape[shape] = candidates }
      return destination(among: candidates, payload, record)
    }
    for (index, destination) in book.destinations.enumerated() {
      // If only a path was sent, only a shape that is a path can match.
      for shape in destination.shapes where hasContent || shape.isPath {
        guard fitsRequest(shape, payload, record) else { continue }
        if shape.keys.isEmpty { return index }
        let events = placesOfDestination[index].flatMap { pathsOfPlace[$0] }
        if events.contains(where: { event in shape.keys.allSatisfy { has($0, below: event, payload, record) } }) { return index }
      }
    }
    return nil
  }

  // MARK: Events of a log

  /// A destination that a record's paths allow. Only values are left to compare.
  private struct Candidate {
    var destination: Int
    /// For each possible event, the members whose values count.
    var events: [[Condition]]
  }

  /// One of these fields must have one of these values.
  private struct Condition {
    var fields: [Int]
    var values: [String]
  }

  private func destination(among candidates: [Candidate], _ payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    for candidate in candidates {
      for event in candidate.events {
        let isMet = event.allSatisfy { condition in
          condition.fields.contains { Self.value(of: $0, isOneOf: condition.values, payload, record) }
        }
        if isMet { return candidate.destination }
      }
    }
    return nil
  }

  /// The destinations that the current record's paths allow, in order.
  private func candidates() -> [Candidate] {
    var candidates: [Candidate] = []
    for (index, destination) in book.destinations.enumerated() {
      let places = placesOfDestination[index].flatMap { pathsOfPlace[$0] }
      guard !places.isEmpty else { continue }
      for shape in destination.shapes where fitsLog(shape) {
        let events = places.compactMap { conditions(of: shape, below: $0) }
        if !events.isEmpty { candidates.append(Candidate(destination: index, events: events)) }
      }
    }
    return candidates
  }

  /// What must hold for an event to have a shape; nil if its paths rule that out.
  private func conditions(of shape: Destination.Shape, below event: Int) -> [Condition]? {
    var conditions: [Condition] = []
    for member in shape.keys {
      let paths = member.keys.compactMap { present($0, below: event) }
      if member.values.isEmpty, !paths.isEmpty { continue }
      let fields = paths.compactMap(field)
      guard !fields.isEmpty else { return nil }
      conditions.append(Condition(fields: fields, values: member.values))
    }
    return conditions
  }

  /// A line of a log has no URL and no headers. Members that are specific enough with a path are also specific enough without;
  /// those that need a header or a parameter are too common.
  func fitsLog(_ shape: Destination.Shape) -> Bool { !shape.keys.isEmpty && shape.headers.isEmpty && shape.query.isEmpty }

  private func fitsRequest(_ shape: Destination.Shape, _ payload: borrowing Payload, _ record: Span<UInt8>) -> Bool {
    if let pattern = shape.path, !matches(pattern, payload, record) { return false }
    guard shape.headers.allSatisfy({ present(["header", $0], below: PathTable.root) != nil }) else { return false }
    if shape.query.isEmpty { return true }
    let parents = [present(["url", "query"], below: PathTable.root), present(["body"], below: PathTable.root)].compactMap { $0 }
    return shape.query.allSatisfy { member in parents.contains { has(member, below: $0, payload, record) } }
  }

  private func matches(_ pattern: Pattern, _ payload: borrowing Payload, _ record: Span<UInt8>) -> Bool {
    guard let path = present(["url", "path"], below: PathTable.root), let field = field(at: path) else { return false }
    let text = payload.fields[field]
    return payload.withBytes(of: text.layer, record: record) { bytes in
      (try? matcher.firstMatch(of: pattern, in: bytes.extracting(text.range))) ?? nil != nil
    }
  }

  func has(
    _ member: Destination.Shape.Member, below parent: Int, _ payload: borrowing Payload, _ record: Span<UInt8>
  ) -> Bool {
    for keys in member.keys {
      guard let path = present(keys, below: parent) else { continue }
      if member.values.isEmpty { return true }
      if let field = field(at: path), Self.value(of: field, isOneOf: member.values, payload, record) { return true }
    }
    return false
  }

  /// Whether a field has one of these values; a final `*` stands for any rest.
  private static func value(of field: Int, isOneOf values: [String], _ payload: borrowing Payload, _ record: Span<UInt8>) -> Bool {
    let field = payload.fields[field]
    let value = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
    return values.contains { $0.hasSuffix("*") ? value.hasPrefix($0.dropLast()) : value == $0 }
  }

  // MARK: What a record has

  /// Notes which paths the record has; false if it sent neither a body nor parameters.
  func gather(_ payload: borrowing Payload) -> Bool {
    if generation != paths.generation {
      (placeBits, seen, firstField) = ([], [], [])
      generation = paths.generation
    }
    let missing = paths.entries.count - seen.count
    if missing > 0 {
      placeBits += [UInt64?](repeating: nil, count: missing)
      seen += [Int](repeating: 0, count: missing)
      firstField += [Int](repeating: -1, count: missing)
    }
    serial += 1
    isGathered = true
    seenInRecord.removeAll(keepingCapacity: true)
    for place in pathsOfPlace.indices { pathsOfPlace[place].removeAll(keepingCapacity: true) }
    for index in payload.fields.indices where !payload.fields[index].isUnread {
      let path = payload.nodes[payload.fields[index].node].path
      if seen[path] != serial { firstField[path] = index } else if firstField[path] < 0 { firstField[path] = index }
      note(path)
    }
    return ["body", "websocket"].contains { present([$0], below: PathTable.root) != nil }
      || present(["url", "query"], below: PathTable.root) != nil
  }

  /// Notes a path and all its parents.
  private func note(_ path: Int) {
    var at = path
    while at != PathTable.root, seen[at] != serial {
      seen[at] = serial
      seenInRecord.append(at)
      if at != path { firstField[at] = -1 }
      let bits = placeBits[at] ?? workOutPlaces(of: at)
      if bits != 0 {
        for place in places.indices where bits & 1 << UInt64(place) != 0 { pathsOfPlace[place].append(at) }
      }
      at = paths.entries[at].parent
    }
  }

  private func workOutPlaces(of path: Int) -> UInt64 {
    let keys = paths.keys(of: path)[...]
    var bits: UInt64 = 0
    for (place, pattern) in places.enumerated() where pattern.isPlace(keys) { bits |= 1 << UInt64(place) }
    placeBits[path] = bits
    return bits
  }

  /// The path of `keys` below another, if the record has it.
  func present(_ keys: [String], below parent: Int) -> Int? { present(keys.map { Array($0.utf8) }, below: parent) }

  /// The same for keys as bytes.
  private func present(_ keys: [[UInt8]], below parent: Int) -> Int? {
    var path = parent
    for key in keys {
      guard let next = paths.known(key, below: path) else { return nil }
      path = next
    }
    return path < seen.count && seen[path] == serial ? path : nil
  }

  private func field(at path: Int) -> Int? { firstField[path] >= 0 ? firstField[path] : nil }
}
