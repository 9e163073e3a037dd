import Detecting
import Knowledge

/// What is kept of all the times that one thing was found: it adds up, and is as large for one time as for millions.
struct Aggregate: Sendable {
  /// The first or the last time.
  struct Edge: Sendable {
    var sighting: Sighting
    var place: Finding.Place
  }

  var recordDestination: RecordDestination
  private(set) var count = 0
  /// In how many records and events; nil where several kinds are told together, which may share some.
  private(set) var records: Int? = 0
  private(set) var events: Int? = 0
  /// The numbers of the captures, in order.
  private(set) var captures: [Int] = []
  var values = DistinctValues()
  /// What was expected each time, where a plan or the spec says.
  var details = FewTexts()
  private(set) var first: Edge?
  private(set) var last: Edge?
  var examples: Examples
  /// The changes that take occurrences away; nil as soon as one stays.
  var solution: Set<Change>? = []
  /// The events of the record at hand in which it was found.
  private var eventsOfRecord: [Int] = []

  init(_ recordDestination: RecordDestination, examples limit: Int?) {
    self.recordDestination = recordDestination
    examples = Examples(limit: limit)
  }

  /// Counts one time, in the event of a number where it is in one; `place` tells it.
  mutating func add(_ sighting: Sighting, event: Int?, _ place: @autoclosure () -> Finding.Place) {
    count += 1
    let isNewRecord = last.map { $0.sighting.capture != sighting.capture || $0.sighting.ordinal != sighting.ordinal } ?? true
    if isNewRecord {
      records = records.map { $0 + 1 }
      eventsOfRecord.removeAll(keepingCapacity: true)
      note(sighting.capture)
      let edge = Edge(sighting: sighting, place: place())
      if first == nil { first = edge }
      last = edge
    }
    guard let event else { return }
    // Events come in order, but what stands around others comes before and after them.
    if let known = eventsOfRecord.last, event <= known, event == known || eventsOfRecord.contains(event) { return }
    eventsOfRecord.append(event)
    events = events.map { $0 + 1 }
  }

  private mutating func note(_ capture: Int) {
    if captures.last != capture { captures.append(capture) }
  }

  /// Adds what was found in other records.
  mutating func merge(_ other: Self) {
    count += other.count
    records = records.flatMap { mine in other.records.map { mine + $0 } }
    events = events.flatMap { mine in other.events.map { mine + $0 } }
    captures = captures.last ?? -1 < other.captures.first ?? 0 ? captures + other.captures : Set(captures).union(other.captures).sorted()
    values.formUnion(other.values)
    details.formUnion(other.details)
    if let edge = other.first, first.map({ edge.sighting < $0.sighting }) ?? true { first = edge }
    if let edge = other.last, last.map({ $0.sighting < edge.sighting }) ?? true { last = edge }
    examples.merge(other.examples)
    solution = solution.flatMap { known in other.solution.map(known.union) }
  }

  /// Gives up to count records and events: what is told together may share some.
  mutating func forgetRecords() { (records, events) = (nil, nil) }
}

extension Aggregate.Edge: PartValue {
  func write(to part: inout PartWriter) {
    sighting.write(to: &part)
    place.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(sighting: try part.value(), place: try part.value()) }
}

extension Aggregate: PartValue {
  func write(to part: inout PartWriter) {
    recordDestination.write(to: &part)
    count.write(to: &part)
    part.write(records, events)
    captures.write(to: &part)
    values.write(to: &part)
    details.write(to: &part)
    part.write(first, last)
    examples.write(to: &part)
    solution.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    recordDestination = try part.value()
    count = try part.value()
    records = try part.value()
    events = try part.value()
    captures = try part.value()
    values = try part.value()
    details = try part.value()
    first = try part.value()
    last = try part.value()
    examples = try part.value()
    solution = try part.value()
  }

  /// The same where captures have other numbers, which are in the same order.
  mutating func renumber(_ numbers: CaptureNumbers) {
    captures = captures.map { numbers[$0] }
    if let capture = first?.sighting.capture { first?.sighting.capture = numbers[capture] }
    if let capture = last?.sighting.capture { last?.sighting.capture = numbers[capture] }
    examples.renumber(numbers)
  }
}
