import Auditing
import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Applies remedies to the fields of the current payload.
///
/// Nothing is encoded again: a field that is not sent is not scanned, and a shortened URL is scanned up to its new end.
final class Editor: PayloadEditor {
  /// A node that a step changes, with everything below it.
  private struct Place {
    var effect: Remedy.Effect
    var change: Change
    /// The text that code sees there: its layer, and its end after the change.
    var text: (layer: Int, end: Int)?
  }

  let replay: Replay
  private let destinations: DestinationBook
  private let paths: PathTable
  private var tables: [TableKey: StepTable] = [:]
  /// The tables of the current events.
  private var tablesOfEvents: [StepTable] = []
  /// The steps that replace a value that an event has, by event. A replacement for specific values is not set if there is no value.
  private var replaced: [Int: Set<Change>] = [:]
  /// The place that each node belongs to; -1 if none.
  private var placeOfNode: [Int] = []
  private var places: [Place] = []
  private var isActive = false

  /// What a table is for.
  private struct TableKey: Hashable {
    var destination: Int?
    var isSpared: Bool
    var type: EventType?
    var foreign: Set<String>
  }

  /// The remedies that do not apply to an event: another library made it, or the snippet never sees it.
  private var foreign: [Set<String>] = []

  init(_ replay: Replay, _ destinations: DestinationBook, _ paths: PathTable) {
    self.replay = replay
    self.destinations = destinations
    self.paths = paths
  }

  var makesChanges: Bool { replay.changes != nil }

  func begin(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ events: [Event], _ eventOfNode: [Int], record: Span<UInt8>
  ) {
    places.removeAll(keepingCapacity: true)
    placeOfNode.removeAll(keepingCapacity: true)
    replaced.removeAll(keepingCapacity: true)
    isActive = !remedies(for: recordDestination).isEmpty
    guard isActive else { return }
    noteSenders(payload, recordDestination, events, eventOfNode, record)
    tablesOfEvents = events.indices.map { table(recordDestination, events[$0].type, without: foreign[$0]) }
    let shape = CodeView(payload, events, eventOfNode)
    var roots: [Int: Int] = [:]
    for index in payload.nodes.indices {
      let node = payload.nodes[index]
      let inherited = node.parent < 0 ? -1 : placeOfNode[node.parent]
      guard inherited < 0, let match = tablesOfEvents[eventOfNode[index]].match(of: node.path),
        makesChanges || match.object == nil || !shape.isBranch[index], isSeen(match, in: shape.text[index]),
        match.only.isEmpty || match.only.contains(text(of: index, payload, record))
      else {
        placeOfNode.append(inherited)
        continue
      }
      places.append(Place(effect: match.effect, change: match.change))
      if case .set = match.effect { replaced[eventOfNode[index], default: []].insert(match.change) }
      placeOfNode.append(places.count - 1)
      if match.effect == .stripQuery { roots[index] = places.count - 1 }
    }
    guard !roots.isEmpty else { return }
    // The first field of a node is the text that code sees; decoded content follows it.
    for field in payload.fields {
      guard let place = roots[field.node], places[place].text == nil, field.kind == .string else { continue }
      let end = payload.withBytes(of: field.layer, record: record) { bytes in
        field.range.first { bytes[$0] == UInt8(ascii: "?") || bytes[$0] == UInt8(ascii: "#") } ?? field.range.upperBound
      }
      places[place].text = (field.layer, end)
    }
  }

  func edit(of field: Payload.Field, in payload: borrowing Payload) -> FieldEdit? {
    guard isActive, placeOfNode[field.node] >= 0 else { return nil }
    let place = places[placeOfNode[field.node]]
    guard place.effect == .stripQuery else { return FieldEdit(change: place.change, field: nil) }
    guard let text = place.text else { return nil }
    var layer = field.layer
    var range = field.range
    while layer != text.layer {
      guard layer > 0 else { return nil }
      range = payload.layers[layer].place
      layer = payload.layers[layer].parent
    }
    if range.upperBound <= text.end { return nil }
    guard field.layer == text.layer, range.lowerBound < text.end else { return FieldEdit(change: place.change, field: nil) }
    var rest = field
    rest.range = range.lowerBound..<text.end
    return FieldEdit(change: place.change, field: rest)
  }

  func supplied(to number: Int, _ event: Event, of payload: borrowing Payload, _ recordDestination: RecordDestination) -> [SuppliedValue] {
    guard isActive else { return [] }
    var supplied: [SuppliedValue] = []
    for remedy in remedies(for: recordDestination) where !foreign[number].contains(remedy.id) {
      for (stepNumber, step) in remedy.steps.enumerated() {
        let change = Change(remedy: remedy.id, step: stepNumber)
        guard case .set(let value) = step.effect, step.only.isEmpty || replaced[number]?.contains(change) ?? false,
          replay.changes?.contains(change) ?? true
        else { continue }
        for place in step.places where place.type == nil || place.type == event.type {
          if place.isAbsolute ? !payload.isExchange : event.node < 0 { continue }
          let start = place.isAbsolute ? PathTable.root : payload.nodes[event.node].path
          supplied.append(SuppliedValue(path: path(place.parts, below: start), value: Array(value.utf8), change: change))
        }
      }
    }
    return supplied
  }

  private func path(_ parts: [WirePattern.Part], below start: Int) -> Int {
    parts.reduce(start) { path, part in
      if case .key(let text, _) = part { paths.path(text, below: path) } else { paths.element(below: path) }
    }
  }

  // MARK: Who is changed

  /// Finds which remedies do not apply to which event. Members next to a list of events apply to all of them.
  private func noteSenders(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ events: [Event], _ eventOfNode: [Int], _ record: Span<UInt8>
  ) {
    foreign = [Set<String>](repeating: [], count: events.count)
    for remedy in remedies(for: recordDestination) {
      if let sender = remedy.sender {
        let names = texts(at: sender.place, payload, events, eventOfNode, record)
        for index in events.indices {
          let isOwn =
            names[index].map { name in sender.names.contains { name.hasPrefix($0) } }
            ?? (sender.takesUnnamed && (payload.isExchange || hasPage(events[index], payload)))
          if !isOwn { foreign[index].insert(remedy.id) }
        }
      }
      for case let (place, values)? in remedy.bypasses.map(\.mark) {
        for (index, text) in texts(at: place, payload, events, eventOfNode, record).enumerated() where text.map(values.contains) == true {
          foreign[index].insert(remedy.id)
        }
      }
    }
  }

  /// Whether an event in a log has a page, as those of browsers have. An event of a server has none.
  private func hasPage(_ event: Event, _ payload: borrowing Payload) -> Bool {
    guard event.node >= 0 else { return false }
    let page = paths.path("page", below: paths.path("context", below: payload.nodes[event.node].path))
    return payload.nodes.contains { $0.path == page }
  }

  /// The text of each event at a place, or else of the object around the event.
  private func texts(
    at place: WirePattern, _ payload: borrowing Payload, _ events: [Event], _ eventOfNode: [Int], _ record: Span<UInt8>
  ) -> [String?] {
    let paths = events.map { $0.node < 0 ? -1 : path(place.parts, below: payload.nodes[$0.node].path) }
    var texts = [String?](repeating: nil, count: events.count)
    for field in payload.fields where paths[eventOfNode[field.node]] == payload.nodes[field.node].path {
      texts[eventOfNode[field.node]] = text(of: field.node, payload, record)
    }
    for index in events.indices where texts[index] == nil && events[index].parent >= 0 { texts[index] = texts[events[index].parent] }
    return texts
  }

  /// Whether code that drops a member of an object sees it there: it was not decoded from a text in that object.
  private func isSeen(_ match: StepTable.Match, in text: Int?) -> Bool {
    guard var at = match.object, let text else { return true }
    while at != PathTable.root, at != text { at = paths.entries[at].parent }
    return at == text
  }

  /// The text of a value; empty for objects and lists.
  private func text(of node: Int, _ payload: borrowing Payload, _ record: Span<UInt8>) -> String {
    guard let field = payload.fields.first(where: { $0.node == node }) else { return "" }
    return payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
  }

  private func remedies(for recordDestination: RecordDestination) -> [Remedy] { table(recordDestination, nil, without: []).remedies }

  private func table(_ recordDestination: RecordDestination, _ type: EventType?, without foreign: Set<String>) -> StepTable {
    let key = TableKey(destination: recordDestination.destination, isSpared: isSpared(recordDestination), type: type, foreign: foreign)
    if let known = tables[key] { return known }
    let destination = recordDestination.destination.map { destinations.destinations[$0] }
    let remedies = replay.book.remedies.filter { remedy in
      guard !foreign.contains(remedy.id) else { return false }
      return remedy.destinations.isEmpty ? !key.isSpared : destination.map { remedy.destinations.contains($0.id) } ?? false
    }
    let table = StepTable(remedies, destination, type, changes: replay.changes, paths)
    tables[key] = table
    return table
  }

  /// Whether a browser policy for cross-origin requests does not apply: the request goes to the app's own domain.
  private func isSpared(_ recordDestination: RecordDestination) -> Bool {
    switch (replay, recordDestination.standing) {
    case (_, .platform), (_, .ownInstance): true
    case (.changed(_, _, let firstParty), .domain(let domain)), (.changed(_, _, let firstParty), .collector(let domain)):
      firstParty.contains(domain)
    case (_, .domain), (_, .collector), (_, .vendor): false
    }
  }
}
