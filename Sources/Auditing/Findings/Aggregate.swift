import Detecting
import Knowledge

/// The sum of all occurrences of one finding. Sums can be added, and are as large for one occurrence as for millions.
struct Aggregate: Sendable {
  /// The first or the last occurrence.
  struct Edge: Sendable {
    var sighting: Sighting
    var place: Finding.Place
  }

  var recordDestination: RecordDestination
  private(set) var count = 0
  /// The numbers of records and events; nil if kinds were combined, which may share some.
  private(set) var records: Int? = 0
  private(set) var events: Int? = 0
  /// The numbers of the captures, in order.
  private(set) var captures: [Int] = []
  var values = DistinctValues()
  /// What was expected each time, for findings about a plan or the spec.
  var details = FewTexts()
  private(set) var first: Edge?
  private(set) var last: Edge?
  var examples: Examples
  /// The changes that remove all occurrences; nil as soon as one remains.
  var solution: Set<Change>? = []
  /// The events of the current record with the finding.
  private var eventsOfRecord: [Int] = []

  init(_ recordDestination: RecordDestination, examples limit: Int?) {
    self.recordDestination = recordDestination
    examples = Examples(limit: limit)
  }

  /// Counts an occurrence, in the event with this number if it is in one.
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
    // Events come in order, but members around them come before and after.
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

  /// Stops counting records and events: combined kinds may share some.
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

  /// Changes the numbers of captures, whose order stays the same.
  mutating func renumber(_ numbers: CaptureNumbers) {
    captures = captures.map { numbers[$0] }
    if let capture = first?.sighting.capture { first?.sighting.capture = numbers[capture] }
    if let capture = last?.sighting.capture { last?.sighting.capture = numbers[capture] }
    examples.renumber(numbers)
  }
}
