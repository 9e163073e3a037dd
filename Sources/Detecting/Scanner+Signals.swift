import Bytes
import Knowledge
import Known
import Payloads
import Vocabulary

/// Judges by the signals of consent in the capture: who received data although a signal refuses it, or before there was any signal.
extension Scanner {
  /// The signals that apply to the record with this number, and those in its own headers.
  struct SignalView {
    var signals: ConsentSignals
    var number: Int
    var gpc: ConsentSignal?
    var dnt: ConsentSignal?
  }

  /// Adds to `found` what a record does against the signals.
  func judge(_ view: SignalView, _ payload: borrowing Payload, _ found: inout Detections, _ record: Span<UInt8>) {
    let destination = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    // A destination that is no known vendor counts only if it received an event.
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
      // Any request to a messenger reveals who is there.
      return add(.messagingAfterRefusal, refusal, nil, url, 0, payload, &found)
    }
    let sells = purpose == .advertising
    let identified = identified(payload, purpose, found, record)
    for event in identified {
      if let refusal = verdicts.refusal { add(.signalRefused, refusal, nil, url, event, payload, &found) }
      // One finding per event: a refusal says more than an opt-out.
      guard verdicts.refusal == nil else { continue }
      if let sale = verdicts.sale {
        if !sells { add(.gpcIgnored, sale, .notKnownToSell, url, event, payload, &found) }
      } else if let dnt = view.dnt {
        add(.dntIgnored, dnt, nil, url, event, payload, &found)
      }
    }
    // Advertising identifies people by its own cookies, which captures leave out.
    guard sells, let sale = verdicts.sale, found.isContact, !isRestricted(payload, record) else { return }
    add(.gpcIgnored, sale, nil, url, identified.first ?? found.events.firstIndex { $0.type != nil } ?? 0, payload, &found)
  }

  /// Whether a request asks the vendor to process its data for the app's makers alone: Meta's limited data use, Google's restricted data
  /// processing, limited data use at TikTok and others.
  private func isRestricted(_ payload: borrowing Payload, _ record: Span<UInt8>) -> Bool {
    payload.fields.contains { field in
      guard 1...5 ~= field.range.count, Self.restrictions.contains(paths.entries[payload.nodes[field.node].path].name) else { return false }
      let value = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      return ["ldu", "1", "true"].contains(value.lowercased())
    }
  }

  private static let restrictions: Set = ["dpo", "dataprocessingoptions", "rdp", "restricteddataprocessing", "limiteddatause", "ldu"]

  /// What the signals say about a purpose.
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

  /// The rule for a test, if its conditions hold for the current record.
  private func number(of test: Rule.ExchangeTest) -> Int? {
    guard let number = book.signalRules[test], tablesOfEvents[0].exchangeRules.contains(where: { $0.number == number }) else { return nil }
    return number
  }

  private func add(
    _ test: Rule.ExchangeTest, _ signal: ConsentSignal, _ mitigation: Mitigation?, _ url: Int?, _ event: Int, _ payload: borrowing Payload,
    _ found: inout Detections
  ) {
    guard let rule = number(of: test) else { return }
    // An event's own statement about consent repeats the same fact.
    if test == .signalRefused || test == .messagingAfterRefusal { found.detections.removeAll { book.probes[$0.rule].readsConsent } }
    var detection = Detection(
      rule: rule, field: url, range: url.map { payload.fields[$0].range } ?? 0..<0, event: event, canonical: nil, mitigation: mitigation)
    detection.source = signal.source
    found.detections.append(detection)
  }

  // MARK: What was told

  /// Whether a detection is about the visit rather than the connection.
  private func tellsOfVisit(_ detection: Detection) -> Bool {
    guard detection.field != nil else { return false }
    switch book.probes[detection.rule].category {
    case .credential, .personalData, .pageContext, .userContent: return true
    case .destination, .schema, .consent: return false
    }
  }

  /// The events that identify a person, or contain personal data or user content. A request without events counts as one.
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
      // Without storage, Google's tag makes up an identifier for each page, which links nothing.
      if canonical == "user.id" || canonical == "user.anonymousId" && !isWithoutStorage { told.insert(event) }
    }
    let typed = found.events.indices.filter { found.events[$0].type != nil }
    guard !typed.isEmpty else { return told.isEmpty ? [] : [0] }
    // What stands beside a list of events applies to all of them.
    return typed.filter { event in
      var event = event
      while event >= 0, !told.contains(event) { event = found.events[event].parent }
      return event >= 0
    }
  }

  /// Whether a detection is personal data or user content.
  private func holdsPerson(_ detection: Detection) -> Bool {
    let probe = book.probes[detection.rule]
    guard detection.field != nil, probe.severity >= .medium else { return false }
    return probe.category == .personalData || probe.category == .userContent
  }
}
