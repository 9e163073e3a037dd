import Knowledge
internal import PCRE
import Payloads

/// Judges events and exchanges as a whole, after their fields were scanned.
extension Scanner {
  func judgeEvents(_ payload: borrowing Payload, _ recordDestination: RecordDestination, _ found: inout Detections, _ record: Span<UInt8>) {
    let isBareRequest = isBareRequest(payload, found, record)
    for index in found.events.indices {
      let event = found.events[index]
      let isRequest = index == 0 && isBareRequest
      guard event.node >= 0 && event.type != nil || isRequest else { continue }
      let supplied = supplied(to: index, event, payload, recordDestination)
      let makesChanges = editor?.makesChanges ?? false
      var facts = event.facts
      if makesChanges { for (bits, _) in supplied { facts |= bits } }
      if isRequest { for event in found.events { facts |= event.facts } }
      var parent = event.parent
      while parent >= 0 {
        facts |= found.events[parent].facts
        parent = found.events[parent].parent
      }
      for number in tablesOfEvents[index].eventRules {
        guard case .event(let absent, let present, let requests) = book.rules[number].test, requests || !isRequest, !has(absent, facts),
          present.allSatisfy({ has([$0], facts) })
        else { continue }
        var detection = Detection(rule: number, field: nil, range: 0..<0, event: index, canonical: absent.first?.field)
        detection.change = makesChanges ? nil : supplied.first { has(absent, $0.facts) }?.change
        found.detections.append(detection)
      }
    }
  }

  /// Whether a vendor received a request without a recognised event.
  private func isBareRequest(_ payload: borrowing Payload, _ found: Detections, _ record: Span<UInt8>) -> Bool {
    guard let number = found.recordDestination.destination, !found.recordDestination.host.isEmpty,
      !found.events.contains(where: { $0.type != nil })
    else {
      return false
    }
    let destination = book.destinations.destinations[number]
    return !(withPath(payload, record) { destination.isAsset($0, matcher) } ?? false)
  }

  /// Calls `body` with the path of the request's URL; nil if there is none.
  func withPath<Result>(_ payload: borrowing Payload, _ record: Span<UInt8>, _ body: (Span<UInt8>) -> Result?) -> Result? {
    let isURL = { (node: Payload.Node) in node.step == .place && self.paths.entries[node.path].key == "url" }
    guard let url = payload.fields.first(where: { isURL(payload.nodes[$0.node]) }) else { return nil }
    return payload.withBytes(of: url.layer, record: record) { bytes in
      let text = bytes.extracting(url.range)
      guard let path = Navigation.path(of: text) else { return nil }
      return body(text.extracting(path))
    }
  }

  /// The facts that changes would add to an event.
  private func supplied(
    to number: Int, _ event: Event, _ payload: borrowing Payload, _ recordDestination: RecordDestination
  ) -> [(facts: UInt64, change: Change)] {
    guard let editor else { return [] }
    let table = table(of: event, recordDestination)
    return editor.supplied(to: number, event, of: payload, recordDestination).map { supplied in
      let watch = table.watch(of: supplied.path)
      return (watch.valueFacts.reduce(watch.facts) { $1.fact.holds(supplied.value.span) ? $0 | $1.bit : $0 }, supplied.change)
    }
  }

  /// Whether any of the wanted facts holds.
  private func has(_ wanted: [EventFact], _ bits: UInt64) -> Bool {
    wanted.contains { fact in facts.firstIndex(of: fact).map { bits & 1 << UInt64($0) != 0 } ?? false }
  }

  func judgeExchange(
    _ payload: borrowing Payload, _ recordDestination: RecordDestination, _ expectations: Expectations, _ found: inout Detections,
    _ record: Span<UInt8>
  ) {
    let rules = tablesOfEvents[0].exchangeRules
    guard !rules.isEmpty else { return }
    let judge = ExchangeJudge(book: book, expectations: expectations, matcher: matcher)
    let url = recordDestination.host.isEmpty ? nil : payload.fields.firstIndex { payload.nodes[$0.node].step == .place }
    // Nothing was sent to a host if there is no URL, or one of a file or of data.
    if url == nil, !recordDestination.host.isEmpty { return }
    let range = url.map { payload.fields[$0].range } ?? 0..<0
    let fired = payload.withBytes(of: url.map { payload.fields[$0].layer } ?? 0, record: record) { bytes in
      rules.compactMap { number, test in judge.fires(test, found, url: bytes.extracting(range)) ? number : nil }
    }
    if expectations.optOut.namesAnybody, let number = rules.first(where: { $0.test == .optedOutCustomer })?.number {
      let dialect = recogniser.dialect(of: recordDestination)
      for event in optOut.events(of: expectations.optOut, in: found, payload, dialect, paths, record) {
        found.detections.append(Detection(rule: number, field: nil, range: 0..<0, event: event, canonical: nil))
      }
    }
    if recordDestination.destination != nil { found.namesRule = rules.first { $0.test == .varyingNames }?.number }
    for number in fired {
      // A finding that is reported once is about the destination, and not about this URL.
      let place = book.probes[number].isToldOnce ? nil : url
      found.detections.append(
        Detection(rule: number, field: place, range: place == nil ? 0..<0 : range, event: 0, canonical: nil))
    }
  }

  // MARK: Tools behind a data platform

  /// Judges that events are forwarded to the tool that a data platform calls `name`.
  func judge(onward name: String, _ expectations: Expectations) -> Detections {
    let index = book.destinations.index(named: name)
    let recordDestination = RecordDestination(destination: index, standing: index == nil ? .domain(name) : .vendor, host: "")
    var found = Detections(recordDestination: recordDestination, events: [Event(node: -1, parent: -1)], detections: [])
    guard let number = book.exchangeRules.first(where: { book.rules[$0].judges(.undeclaredOnward) }), expectations.destinations != nil,
      expectations.declaration(onward: name, id: recordDestination.id(in: book.destinations)) == nil
    else { return found }
    found.detections.append(Detection(rule: number, field: nil, range: 0..<0, event: 0, canonical: nil))
    return found
  }
}
