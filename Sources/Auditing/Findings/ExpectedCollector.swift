import Captures
import Detecting
import Knowledge

/// Compares captures with what the policy expects them to contain, and lists what is missing.
struct ExpectedCollector {
  /// What met one expectation, in all captures or in one.
  fileprivate struct Tally {
    var records = 0
    var destinations: Set<Int> = []
    var events: Set<Int> = []
  }

  private let policy: Policy
  private let book: DestinationBook
  /// For each expectation what met it, by the number of the capture; -1 for all together.
  private var tallies: [[Int: Tally]]

  init(_ policy: Policy, _ book: DestinationBook) {
    self.policy = policy
    self.book = book
    tallies = policy.expected.map { $0.captures == nil ? [-1: Tally()] : [:] }
  }

  /// Begins the capture with this number.
  mutating func begin(_ capture: Int, path: String) {
    for (number, expected) in policy.expected.enumerated() where expected.captures?.matches(path: path) ?? false {
      tallies[number][capture] = Tally()
    }
  }

  mutating func add(_ found: Detections, in capture: Int) {
    for (number, expected) in policy.expected.enumerated() {
      let key = expected.captures == nil ? -1 : capture
      guard var tally = tallies[number][key] else { continue }
      tally.records += 1
      let (id, host) = (found.recordDestination.id(in: book), found.recordDestination.host)
      for (at, wanted) in expected.destinations.enumerated() where !tally.destinations.contains(at) {
        if wanted == id || HostPattern(wanted)?.matches(host) ?? false { tally.destinations.insert(at) }
      }
      for (at, wanted) in expected.events.enumerated() where !tally.events.contains(at) {
        if found.events.contains(where: { event in event.name.map { wanted.matches($0) } ?? false }) { tally.events.insert(at) }
      }
      tallies[number][key] = tally
    }
  }

  /// Adds what was found in other records.
  mutating func merge(_ other: Self) {
    for (number, others) in other.tallies.enumerated() {
      for (capture, theirs) in others {
        var tally = tallies[number][capture] ?? Tally()
        tally.records += theirs.records
        tally.destinations.formUnion(theirs.destinations)
        tally.events.formUnion(theirs.events)
        tallies[number][capture] = tally
      }
    }
  }

  func write(to part: inout PartWriter) { tallies.write(to: &part) }

  mutating func read(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    let read: [[Int: Tally]] = try part.value()
    guard read.count == tallies.count else { throw .damaged }
    tallies = read.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key < 0 ? $0.key : captures[$0.key], $0.value) }) }
  }

  /// What is missing, by the number of the capture: that of the first for all together.
  var gaps: [(capture: Int, gap: Gap)] {
    policy.expected.enumerated().flatMap { number, expected in
      tallies[number].sorted { $0.key < $1.key }.flatMap { capture, tally in
        missing(expected, tally).map { what in
          let reason = "\(policy.file):\(expected.line) expects \(what): record again, or change the policy"
          return (max(0, capture), Gap(place: Gap.capture, reason: reason))
        }
      }
    }
  }

  /// Expectations of captures that were not audited.
  var notes: [Note] {
    policy.expected.enumerated().filter { tallies[$0.offset].isEmpty }.map {
      Note(file: policy.file, line: $0.element.line, message: "no capture was audited of which this is expected")
    }
  }

  private func missing(_ expected: Expected, _ tally: Tally) -> [String] {
    var missing: [String] = []
    if let records = expected.records, tally.records < records { missing.append("\(records) records, and \(tally.records) are there") }
    for (at, wanted) in expected.destinations.enumerated() where !tally.destinations.contains(at) {
      missing.append("something sent to \(wanted), and nothing was")
    }
    for (at, wanted) in expected.events.enumerated() where !tally.events.contains(at) {
      missing.append("the event \(wanted), and it was not sent")
    }
    return missing
  }
}

extension ExpectedCollector.Tally: PartValue {
  func write(to part: inout PartWriter) {
    records.write(to: &part)
    part.write(destinations, events)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(records: try part.value(), destinations: try part.value(), events: try part.value())
  }
}
