import Detecting
import Knowledge
import Vocabulary

/// Finds violations of the Segment spec, once everything has been read.
extension SpecCollector {
  /// One violation, with the places that show it.
  struct Fault {
    var test: Rule.SpecTest
    var recordDestination: RecordDestination
    var destination: String
    var field: String
    /// The name of the event, for a violation about names.
    var event: String?
    var detail: String
    var edges: [Aggregate.Edge]
  }

  /// All violations, in order.
  func faults(_ book: DestinationBook) -> [Fault] {
    var faults: [Fault] = []
    for (name, forms) in types.sorted(by: { $0.key < $1.key }) where forms.first.count > 1 {
      faults.append(fault(.typeDrift, name.destination, name.name, forms, forms.first.keys.sorted().joined(separator: ", ")))
    }
    for (name, forms) in events.sorted(by: { $0.key < $1.key }) where forms.first.count > 1 {
      var fault = fault(.nameVariants, name.destination, "event.name", forms, forms.first.keys.sorted().joined(separator: ", "))
      fault.event = forms.first.keys.min()
      faults.append(fault)
    }
    for (name, forms) in properties.sorted(by: { $0.key < $1.key }) where forms.first.count > 1 {
      let names = forms.first.keys.sorted()
      faults.append(fault(.nameVariants, name.destination, names[0], forms, names.joined(separator: ", ")))
    }
    return faults + order + integrations(book)
  }

  private func fault(_ test: Rule.SpecTest, _ destination: String, _ field: String, _ forms: Forms, _ detail: String) -> Fault {
    Fault(
      test: test, recordDestination: forms.recordDestination, destination: destination, field: field, detail: detail,
      edges: forms.first.values.sorted { $0.sighting < $1.sighting })
  }

  /// Sessions with a track call before the first group call.
  private var order: [Fault] {
    var faults: [String: Fault] = [:]
    for (call, forms) in calls.sorted(by: { $0.key < $1.key }) where call.what == Self.group {
      let track = Call(capture: call.capture, destination: call.destination, what: Self.track)
      guard let group = forms.first[""], let first = calls[track]?.first[""], first.sighting < group.sighting else { continue }
      if faults[call.destination] == nil {
        faults[call.destination] = fault(.trackBeforeGroup, call.destination, "", forms, "the first track call comes before it")
        faults[call.destination]?.edges = []
      }
      faults[call.destination]?.edges.append(first)
    }
    return faults.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Tools that are switched off, and that the browser contacts anyway.
  private func integrations(_ book: DestinationBook) -> [Fault] {
    var faults: [Name: Fault] = [:]
    for (call, forms) in switchedOff.sorted(by: { $0.key < $1.key }) {
      guard let tool = Int(call.what), book.destinations.indices.contains(tool), contacts[call.capture]?.contains(tool) ?? false,
        let edge = forms.first[""]
      else { continue }
      let vendor = book.destinations[tool]
      let name = Name(destination: call.destination, name: vendor.id)
      if faults[name] == nil {
        faults[name] = fault(.integrationLoadsAnyway, call.destination, "integrations.\(vendor.id)", forms, "\(vendor.name) was contacted")
        faults[name]?.edges = []
      }
      faults[name]?.edges.append(edge)
    }
    return faults.sorted { $0.key < $1.key }.map(\.value)
  }
}

extension FindingCollector {
  /// Adds violations of the Segment spec as a whole; `paths` are the paths of the captures.
  mutating func add(_ spec: SpecCollector) {
    for fault in spec.faults(book.destinations) {
      let destination = fault.recordDestination.destination.map { book.destinations.destinations[$0] }
      for rule in book.specRules[fault.test] ?? [] where book.rules[rule].conditions.hold(destination, nil, nil) {
        add(fault, rule)
      }
    }
  }

  private mutating func add(_ fault: SpecCollector.Fault, _ rule: Int) {
    let key = Key(
      rule: rule, destination: names.number(of: fault.destination), event: fault.event.map { names.number(of: $0) } ?? -1,
      field: names.number(of: fault.field), standIn: -1)
    let at = numbers[key] ?? number(of: key, fault.recordDestination)
    for (number, edge) in fault.edges.enumerated() {
      var sighting = edge.sighting
      // After everything that was found in the record itself.
      sighting.number = 1_000_000 + number
      aggregates[at].add(sighting, event: nil, edge.place)
      aggregates[at].solution = nil
      let occurrence = Finding.Occurrence(
        capture: edge.place.capture, record: edge.place.record, path: "", field: fault.field, layers: [], start: 0, end: 0,
        line: edge.place.line, column: 1, excerpt: "", value: nil)
      let example = Examples.Example(sighting: sighting, occurrence: occurrence)
      if aggregates[at].examples.wants(sighting) { aggregates[at].examples.insert(example) }
      stream(occurrence, key)
    }
    aggregates[at].forgetRecords()
    aggregates[at].details.insert(fault.detail)
  }
}
