import Bytes
internal import PCRE
import Payloads

/// Recognises a destination at an unlisted host by the shape of the payload.
final class ShapeReader {
  private let book: DestinationBook
  private let paths: PathTable
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
  private var seenInRecord: [Int] = []
  private var firstField: [Int] = []
  private var pathsOfPlace: [[Int]]
  /// The possible shapes of events, by their paths.
  private var candidatesOfPaths: [[Int]: [Candidate]] = [:]
  /// The maximum number of cached kinds of events.
  private static let maximumKinds = 1_000

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
    let hasContent = gather(payload)
    let isExchange = present(["url"], below: PathTable.root) != nil
    if !isExchange { return destinationOfEvent(payload, record) }
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

  /// The destination whose shape an event of a log has.
  ///
  /// Events of one kind have the same paths. The shapes that match these are computed once, so that only the values must be
  /// compared.
  private func destinationOfEvent(_ payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    let candidates: [Candidate]
    if let known = candidatesOfPaths[seenInRecord] {
      candidates = known
    } else {
      candidates = shapesOfEvents()
      if candidatesOfPaths.count >= Self.maximumKinds { candidatesOfPaths.removeAll() }
      candidatesOfPaths[seenInRecord] = candidates
    }
    for candidate in candidates {
      let fits = candidate.events.contains { event in
        candidate.members.allSatisfy { has($0, below: event, payload, record) }
      }
      if fits { return candidate.destination }
    }
    return nil
  }

  /// A shape that the paths of a record may match, and where.
  private struct Candidate {
    var destination: Int
    var members: [Destination.Shape.Member]
    var events: [Int]
  }

  /// The shapes that the current record may match by its paths, in the order of the destinations.
  private func shapesOfEvents() -> [Candidate] {
    var candidates: [Candidate] = []
    for (index, destination) in book.destinations.enumerated() {
      let places = placesOfDestination[index].flatMap { pathsOfPlace[$0] }
      guard !places.isEmpty else { continue }
      for shape in destination.shapes where fitsLog(shape) {
        let events = places.filter { event in
          shape.keys.allSatisfy { member in member.keys.contains { present($0, below: event) != nil } }
        }
        if !events.isEmpty { candidates.append(Candidate(destination: index, members: shape.keys, events: events)) }
      }
    }
    return candidates
  }

  /// The names that loggers use for the member with what was logged.
  private static let wrappers: Set = [
    "payload", "jsonpayload", "textpayload", "message", "msg", "data", "event", "record", "log", "body", "detail", "entry", "line",
    "content",
    "value", "item",
  ]
  /// Every event or batch has one of these; most objects in a log do not.
  private static let signs = ["type", "event", "batch", "messageId", "event_type", "properties"]
  private static let maximumCandidates = 16

  /// The destination whose shape a part of a log's record has, and the keys of that part.
  func wrapped(in payload: borrowing Payload, _ record: Span<UInt8>) -> (destination: Int, wrapper: [String])? {
    let candidates = seenInRecord.filter { path in
      Self.wrappers.contains(paths.entries[path].name) && paths.entries[path].parent != PathTable.root
        && Self.signs.contains { present([$0], below: path) != nil }
    }
    for path in candidates.prefix(Self.maximumCandidates) {
      for (index, destination) in book.destinations.enumerated() {
        let shapes = destination.shapes.filter(fitsLog)
        guard !shapes.isEmpty else { continue }
        for place in destination.events {
          guard case .key("body", _) = place.parts.first, let event = present(place.parts.dropFirst().map(Self.key), below: path),
            shapes.contains(where: { shape in shape.keys.allSatisfy { has($0, below: event, payload, record) } })
          else { continue }
          return (index, paths.keys(of: path).map(\.text))
        }
      }
    }
    return nil
  }

  private static func key(_ part: WirePattern.Part) -> String { if case .key(let text, _) = part { text } else { "*" } }

  /// A line of a log has no URL and no headers. Members that are specific enough with a path are also specific enough without;
  /// those that need a header or a parameter are too common.
  private func fitsLog(_ shape: Destination.Shape) -> Bool { !shape.keys.isEmpty && shape.headers.isEmpty && shape.query.isEmpty }

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

  private func has(
    _ member: Destination.Shape.Member, below parent: Int, _ payload: borrowing Payload, _ record: Span<UInt8>
  ) -> Bool {
    for keys in member.keys {
      guard let path = present(keys, below: parent) else { continue }
      if member.values.isEmpty { return true }
      guard let number = field(at: path) else { continue }
      let field = payload.fields[number]
      let value = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      if member.values.contains(where: { $0.hasSuffix("*") ? value.hasPrefix($0.dropLast()) : value == $0 }) { return true }
    }
    return false
  }

  // MARK: What a record has

  /// Notes which paths the record has; false if it sent neither a body nor parameters.
  private func gather(_ payload: borrowing Payload) -> Bool {
    if generation != paths.generation {
      (placeBits, seen, firstField, candidatesOfPaths) = ([], [], [], [:])
      generation = paths.generation
    }
    let missing = paths.entries.count - seen.count
    if missing > 0 {
      placeBits += [UInt64?](repeating: nil, count: missing)
      seen += [Int](repeating: 0, count: missing)
      firstField += [Int](repeating: -1, count: missing)
    }
    serial += 1
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
  private func present(_ keys: [String], below parent: Int) -> Int? { present(keys.map { Array($0.utf8) }, below: parent) }

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
