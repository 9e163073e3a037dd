import Bytes
import Knowledge
import Known
import Payloads
import Vocabulary

/// What is judged by the signals of consent in the capture: who was told something although a signal says no, or before there was one.
extension Scanner {
  /// The signals that the record of a number is judged by, and the headers of its own.
  struct SignalView {
    var signals: ConsentSignals
    var number: Int
    var gpc: ConsentSignal?
    var dnt: ConsentSignal?
  }

  /// Adds what a record does in spite of the signals to what was `found` in it.
  func judge(_ view: SignalView, _ payload: borrowing Payload, _ found: inout Detections, _ record: Span<UInt8>) {
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    // Of others than vendors it is known that they were told something where they received an event.
    guard let purpose = ConsentPurpose(category: destination?.category ?? "unknown"),
      destination != nil || found.events.contains(where: { $0.type != nil }), !found.recordDestination.host.isEmpty,
      !(destination.flatMap { known in withPath(payload, record) { known.isAsset($0, matcher) } } ?? false)
    else { return }
    found.isContact = purpose == .functional || found.events.contains { $0.type != nil } || found.detections.contains(where: tellsOfVisit)
    if found.isContact, view.signals.isSilent(at: view.number) { found.earlyRule = number(of: .signalLate) }
    let verdicts = Verdicts(view, purpose)
    guard !verdicts.isEmpty else { return }
    let url = payload.fields.firstIndex { payload.nodes[$0.node].step == .place }
    if purpose == .functional, let refusal = verdicts.refusal {
      // A messenger that speaks at all tells who is there.
      return add(.messagingAfterRefusal, refusal, nil, url, 0, payload, &found)
    }
    for event in identified(payload, purpose, found, record) {
      // One signal speaks of an event: whoever was refused has not to be told of an opt-out that says less.
      let sells = purpose == .advertising
      if let refusal = verdicts.refusal { add(.signalRefused, refusal, nil, url, event, payload, &found) }
      if let sale = verdicts.sale, sells || verdicts.refusal == nil {
        add(.gpcIgnored, sale, sells ? nil : .notKnownToSell, url, event, payload, &found)
      } else if let dnt = view.dnt, verdicts.refusal == nil {
        add(.dntIgnored, dnt, nil, url, event, payload, &found)
      }
    }
  }

  /// What the signals say to a purpose.
  private struct Verdicts {
    var refusal: ConsentSignal?
    var sale: ConsentSignal?
    var isEmpty: Bool

    init(_ view: SignalView, _ purpose: ConsentPurpose) {
      refusal =
        purpose == .functional
        ? view.signals.refusalOfMessaging(at: view.number) : view.signals.refusal(of: purpose, at: view.number)
      sale = view.gpc ?? view.signals.refusal(of: .sale, at: view.number)
      isEmpty = refusal == nil && sale == nil && view.dnt == nil
    }
  }

  /// The number of the rule of a test, where its conditions hold for the record at hand.
  private func number(of test: Rule.ExchangeTest) -> Int? {
    guard let number = book.signalRules[test], tablesOfEvents[0].exchangeRules.contains(number) else { return nil }
    return number
  }

  private func add(
    _ test: Rule.ExchangeTest, _ signal: ConsentSignal, _ mitigation: Mitigation?, _ url: Int?, _ event: Int, _ payload: borrowing Payload,
    _ found: inout Detections
  ) {
    guard let rule = number(of: test) else { return }
    // What an event itself says of consent is the same once more.
    if test == .signalRefused || test == .messagingAfterRefusal { found.detections.removeAll { book.probes[$0.rule].readsConsent } }
    var detection = Detection(
      rule: rule, field: url, range: url.map { payload.fields[$0].range } ?? 0..<0, event: event, canonical: nil, mitigation: mitigation)
    detection.source = signal.source
    found.detections.append(detection)
  }

  // MARK: What was told

  /// Whether a detection is of something that was said of the visit, and not of the connection.
  private func tellsOfVisit(_ detection: Detection) -> Bool {
    guard detection.field != nil else { return false }
    switch book.probes[detection.rule].category {
    case .credential, .personalData, .pageContext, .userContent: return true
    case .destination, .schema, .consent: return false
    }
  }

  /// The events that say whose they are, or hold personal data or what users wrote; a request without events counts as one.
  private func identified(
    _ payload: borrowing Payload, _ purpose: ConsentPurpose, _ found: Detections, _ record: Span<UInt8>
  ) -> [Int] {
    let dialect = recogniser.dialect(of: found.recordDestination)
    let isWithoutStorage = payload.fields.contains { field in
      guard field.range.count == 4, paths.entries[payload.nodes[field.node].path].name == "gcs" else { return false }
      return payload.withBytes(of: field.layer, record: record) { GoogleConsent.gcs(String(copying: $0.extracting(field.range))) }?[purpose]
        == .denied
    }
    var told = Set(found.detections.filter(holdsPerson).map(\.event))
    for field in payload.fields where !field.isContainer && !field.isNull && 1...256 ~= field.range.count {
      let event = found.eventOfNode[field.node]
      let meaning = dialect.meaning(of: payload.nodes[field.node].path)
      guard meaning.isOwn, let canonical = meaning.canonical(in: found.events[event].type) else { continue }
      // Without the storage Google's tag makes an identifier up for each page, which ties nothing together.
      if canonical == "user.id" || canonical == "user.anonymousId" && !isWithoutStorage { told.insert(event) }
    }
    let typed = found.events.indices.filter { found.events[$0].type != nil }
    guard !typed.isEmpty else { return told.isEmpty ? [] : [0] }
    // What is said beside a list of events is said of all of them.
    return typed.filter { event in
      var event = event
      while event >= 0, !told.contains(event) { event = found.events[event].parent }
      return event >= 0
    }
  }

  /// Whether a detection is of a person, or of what somebody wrote.
  private func holdsPerson(_ detection: Detection) -> Bool {
    let probe = book.probes[detection.rule]
    guard detection.field != nil, probe.severity >= .medium else { return false }
    return probe.category == .personalData || probe.category == .userContent
  }
}
