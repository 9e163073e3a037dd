import Bytes
import Knowledge
import Vocabulary

/// The parts of the Segment spec that can be checked only at the end: types that change, names that vary, the order of calls, and
/// tools that are switched off and receive data anyway.
///
/// Its size depends on the number of names, never on how often they occur, and its content does not depend on their order.
struct SpecCollector: Sendable {
  /// If there are more names, the first in alphabetical order are kept.
  static let maximumNames = 20_000

  /// Where something was noted.
  struct Spot {
    var recordDestination: RecordDestination
    var id: String
    var sighting: Sighting
    var place: Finding.Place

    init(_ recordDestination: RecordDestination, id: String, _ place: RecordPlace, _ edge: Finding.Place) {
      self.recordDestination = recordDestination
      self.id = id
      sighting = Sighting(capture: place.capture, ordinal: place.ordinal, number: 0)
      self.place = edge
    }
  }

  /// A canonical field, or a name for comparison, at a destination.
  struct Name: Hashable, Comparable, Sendable {
    var destination: String
    var name: String

    static func < (a: Self, b: Self) -> Bool { (a.destination, a.name) < (b.destination, b.name) }
  }

  /// The spellings or types in which something occurs, each with its first occurrence.
  struct Forms: Sendable {
    static let most = 6

    var recordDestination: RecordDestination
    var first: [String: Aggregate.Edge] = [:]

    /// The first occurrence in any form.
    var earliest: Sighting? { first.values.map(\.sighting).min() }

    mutating func note(_ form: String, _ edge: Aggregate.Edge) {
      if let known = first[form], known.sighting <= edge.sighting { return }
      first[form] = edge
      if first.count > Self.most, let last = first.keys.max() { first[last] = nil }
    }
  }

  /// A call, or the switch of a tool, in one capture at one destination.
  struct Call: Hashable, Comparable, Sendable {
    var capture: Int
    var destination: String
    var what: String

    static func < (a: Self, b: Self) -> Bool { (a.capture, a.destination, a.what) < (b.capture, b.destination, b.what) }
  }

  static let track = "track"
  static let group = "group"

  private(set) var types: [Name: Forms] = [:]
  private(set) var events: [Name: Forms] = [:]
  private(set) var properties: [Name: Forms] = [:]
  private(set) var calls: [Call: Forms] = [:]
  /// The tools that are switched off, by the number of their destination.
  private(set) var switchedOff: [Call: Forms] = [:]
  /// The destinations that each capture contacted.
  private(set) var contacts: [Int: Set<Int>] = [:]

  // MARK: Note

  mutating func note(contact destination: Int, in capture: Int) { contacts[capture, default: []].insert(destination) }

  mutating func note(_ type: DriftType, of canonical: String, at spot: Spot) {
    Self.note(type.name, Name(destination: spot.id, name: canonical), spot, &types)
  }

  mutating func note(event name: String, at spot: Spot) {
    Self.note(name, Name(destination: spot.id, name: NameVariants.folded(name)), spot, &events)
  }

  mutating func note(property canonical: String, at spot: Spot) {
    Self.note(canonical, Name(destination: spot.id, name: NameVariants.folded(canonical)), spot, &properties)
  }

  mutating func note(_ isGroup: Bool, at spot: Spot) {
    let call = Call(capture: spot.sighting.capture, destination: spot.id, what: isGroup ? Self.group : Self.track)
    if calls[call] != nil { return }
    calls[call, default: Forms(recordDestination: spot.recordDestination)].note(
      "", Aggregate.Edge(sighting: spot.sighting, place: spot.place))
  }

  mutating func note(switchedOff tool: Int, at spot: Spot) {
    let call = Call(capture: spot.sighting.capture, destination: spot.id, what: String(tool))
    if switchedOff[call] != nil { return }
    switchedOff[call, default: Forms(recordDestination: spot.recordDestination)]
      .note("", Aggregate.Edge(sighting: spot.sighting, place: spot.place))
  }

  private static func note(_ form: String, _ name: Name, _ spot: Spot, _ names: inout [Name: Forms]) {
    if let known = names[name]?.first[form], known.sighting <= spot.sighting { return }
    names[name, default: Forms(recordDestination: spot.recordDestination)]
      .note(form, Aggregate.Edge(sighting: spot.sighting, place: spot.place))
    if names.count > maximumNames * 2 { trim(&names) }
  }

  /// Keeps the first names in alphabetical order.
  private static func trim<Key: Comparable>(_ names: inout [Key: Forms]) {
    guard names.count > maximumNames else { return }
    for name in names.keys.sorted()[maximumNames...] { names[name] = nil }
  }

  // MARK: Add up

  mutating func merge(_ other: Self) {
    Self.merge(other.types, into: &types)
    Self.merge(other.events, into: &events)
    Self.merge(other.properties, into: &properties)
    Self.merge(other.calls, into: &calls)
    Self.merge(other.switchedOff, into: &switchedOff)
    contacts.merge(other.contacts) { $0.union($1) }
  }

  private static func merge<Key: Comparable>(_ others: [Key: Forms], into names: inout [Key: Forms]) {
    for (name, theirs) in others {
      // The destination is that of the first occurrence, as in a single run.
      if let mine = names[name], let first = theirs.earliest, mine.earliest.map({ first < $0 }) ?? true {
        names[name]?.recordDestination = theirs.recordDestination
      }
      for (form, edge) in theirs.first { names[name, default: Forms(recordDestination: theirs.recordDestination)].note(form, edge) }
    }
    trim(&names)
  }

  /// The same with the maximum number of names.
  private var trimmed: Self {
    var trimmed = self
    Self.trim(&trimmed.types)
    Self.trim(&trimmed.events)
    Self.trim(&trimmed.properties)
    return trimmed
  }

  func write(to part: inout PartWriter) {
    let kept = trimmed
    part.write(kept.types, kept.events, kept.properties)
    part.write(kept.calls, kept.switchedOff)
    kept.contacts.write(to: &part)
  }

  mutating func read(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    (types, events, properties) = (try part.value(), try part.value(), try part.value())
    (calls, switchedOff) = (try part.value(), try part.value())
    let read: [Int: Set<Int>] = try part.value()
    for (capture, destinations) in read { contacts[captures[capture]] = destinations }
    for keyPath in [\Self.types, \.events, \.properties] {
      self[keyPath: keyPath] = self[keyPath: keyPath].mapValues { $0.renumbered(captures) }
    }
    for keyPath in [\Self.calls, \.switchedOff] {
      self[keyPath: keyPath] = Dictionary(
        self[keyPath: keyPath].map { call, forms in
          (Call(capture: captures[call.capture], destination: call.destination, what: call.what), forms.renumbered(captures))
        }
      ) { first, _ in first }
    }
  }
}

extension SpecCollector.Forms: PartValue {
  func write(to part: inout PartWriter) {
    recordDestination.write(to: &part)
    first.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(recordDestination: try part.value(), first: try part.value()) }

  /// The same with other numbers of captures, whose order stays the same.
  func renumbered(_ numbers: CaptureNumbers) -> Self {
    var forms = self
    for (form, edge) in first { forms.first[form]?.sighting.capture = numbers[edge.sighting.capture] }
    return forms
  }
}

extension SpecCollector.Name: PartValue {
  func write(to part: inout PartWriter) { part.write(destination, name) }
  init(from part: inout PartReader) throws(PartError) { self.init(destination: try part.value(), name: try part.value()) }
}

extension SpecCollector.Call: PartValue {
  func write(to part: inout PartWriter) {
    capture.write(to: &part)
    part.write(destination, what)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(capture: try part.value(), destination: try part.value(), what: try part.value())
  }
}
