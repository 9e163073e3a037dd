import Bytes
import Detecting
import Knowledge
import Vocabulary

/// Makes the inventory once everything has been read.
extension InventoryCollector {
  /// The inventory, with these domains as the app's own.
  func inventory(firstParty: Set<String>, captures: [AuditedCapture], traffic: [DestinationTraffic]) -> Inventory {
    var table = table
    table.trim(atEnd: true)
    var destinations: [String: Inventory.Destination] = [:]
    for traffic in traffic where !traffic.through.isEmpty {
      destinations[traffic.id] = Inventory.Destination(
        id: traffic.id, name: traffic.name, category: traffic.category, party: traffic.party, events: [], through: traffic.through
      )
    }
    let fields = Dictionary(grouping: table.fields, by: \.event)
    for (number, event) in table.events.enumerated() {
      let id = event.key.destination
      let known = event.recordDestination.destination.map { book.destinations.destinations[$0] }
      var destination =
        destinations[id]
        ?? Inventory.Destination(
          id: id, name: known?.name ?? id, category: known?.category ?? "unknown",
          party: event.recordDestination.party(firstParty: firstParty),
          events: [])
      destination.events.append(self.event(event, fields[number] ?? []))
      destinations[id] = destination
    }
    return Inventory(
      captures: captures.count, records: captures.reduce(0) { $0 + $1.records - $1.ignored },
      gaps: captures.reduce(0) { $0 + $1.gaps.count + ($1.error == nil ? 0 : 1) }, omitted: table.omitted,
      destinations: destinations.values.map { destination in
        var destination = destination
        destination.events.sort { $0.precedes($1) }
        return destination
      }.sorted { $0.precedes($1) })
  }

  private func event(_ event: InventoryTable.Event, _ fields: [InventoryTable.Field]) -> Inventory.Event {
    let fields = fields.map { field($0, of: event) }.sorted { $0.wire < $1.wire }
    return Inventory.Event(
      kind: event.key.kind, name: event.key.name, count: max(event.count, fields.reduce(0) { max($0, $1.count) }), fields: fields)
  }

  private func field(_ field: InventoryTable.Field, of event: InventoryTable.Event) -> Inventory.Field {
    let place = FieldPlace(wire: field.wire, canonical: field.canonical)
    let kinds = field.kinds.sorted()
    var (dataClass, values) = kinds.first.map { ($0.dataClass, []) } ?? field.profile.judged(place)
    if kinds.isEmpty, field.canonical == "event.name", let name = event.key.name, field.isEventName {
      // It distinguishes events, and reports show it as the event's name.
      (dataClass, values) = (.enumeration, [name])
    } else if dataClass == .enumeration, mayGiveAway(values, of: field) {
      (dataClass, values) = (.identifier, [])
    }
    return Inventory.Field(
      wire: field.wire, keys: field.keys, canonical: field.canonical, types: Inventory.Field.Kind.allCases.filter(field.types.contains),
      count: field.count, dataClass: dataClass, kinds: kinds, values: values, example: field.example?.mask)
  }

  /// Whether a rule found anything in the same field elsewhere, or one of the words anywhere.
  func mayGiveAway(_ values: [String], of field: InventoryTable.Field) -> Bool {
    if values.isEmpty || values == ["false", "true"] { return false }
    return places.contains(field.wire) || field.canonical.map(places.contains) ?? false || traces.count >= Self.maximumTraces
      || values.contains { traces.contains(hash.hash(Array($0.utf8).span, isFolded: true)) }
  }
}
