package import Knowledge
package import Known
import Vocabulary

/// A consent signal in a capture, for the report.
package struct SeenSignal: Sendable {
  /// The number of the capture.
  package var capture: Int
  package var kind: ConsentSignal.Kind
  /// The consent tool, or the standard.
  package var name: String
  /// Its field: `cookie.OptanonConsent`.
  package var field: String
  package var verdict: ConsentVerdict
  /// The index of the first record that carries it.
  package var record: Int
  /// How many requests carry it; nil if only changes were noted.
  package var requests: Int?
  /// Whether a third party that needs consent had received something about the visit before.
  package internal(set) var isAfterData = false
  /// Whether it was in a response.
  var isAnswered = false
}

/// Collects consent signals, and when others first received something about a visit.
struct SignalCollector: Sendable {
  fileprivate struct Contact: Sendable {
    var recordDestination: RecordDestination
    /// The index of the first record.
    var record: Int
  }

  fileprivate struct Capture: Sendable {
    var signals: [SeenSignal] = []
    var contacts: [String: Contact] = [:]

    /// The maximum number of destinations whose first contact is kept.
    private static let most = 64

    mutating func add(_ contact: Contact, of id: String) {
      guard contact.record < contacts[id]?.record ?? .max else { return }
      contacts[id] = contact
      guard contacts.count > Self.most else { return }
      if let last = contacts.max(by: { ($0.value.record, $0.key) < ($1.value.record, $1.key) }) { contacts[last.key] = nil }
    }
  }

  private var captures: [Int: Capture] = [:]

  /// Adds the signals of a capture.
  mutating func add(_ signals: ConsentSignals, of capture: Int) {
    var seen = signals.list.map { signal in
      SeenSignal(
        capture: capture, kind: signal.kind, name: signal.name, field: signal.origin.field, verdict: signal.verdict,
        record: signal.origin.record, isAnswered: signal.isAnswered)
    }
    for kind in ConsentSignal.Kind.allCases {
      guard let headers = signals.headers[kind] else { continue }
      let signal = ConsentSignal.header(kind, record: headers.record, capture: headers.capture)
      seen.append(
        SeenSignal(
          capture: capture, kind: kind, name: signal.name, field: signal.origin.field, verdict: signal.verdict, record: headers.record,
          requests: headers.requests))
    }
    guard !seen.isEmpty else { return }
    captures[capture, default: Capture()].signals += seen
  }

  /// Notes that a destination that needs consent received something about the visit.
  mutating func add(contact recordDestination: RecordDestination, _ id: String, record: Int, of capture: Int) {
    captures[capture, default: Capture()].add(Contact(recordDestination: recordDestination, record: record), of: id)
  }

  mutating func merge(_ other: Self) {
    for (number, theirs) in other.captures {
      captures[number, default: Capture()].signals += theirs.signals
      for (id, contact) in theirs.contacts { captures[number]?.add(contact, of: id) }
    }
  }

  /// The captures in which a consent tool signalled something.
  var signalled: Set<Int> { Set(captures.filter { $0.value.signals.contains { $0.kind.isOfTool } }.keys) }

  /// The signals in the order of captures and records.
  func signals(firstParty: Set<String>) -> [SeenSignal] {
    captures.sorted { $0.key < $1.key }.flatMap { _, capture in
      let firstContact = capture.contacts.values.filter { $0.recordDestination.party(firstParty: firstParty) == .third }.map(\.record).min()
      var signals = capture.signals.enumerated().sorted { ($0.element.record, $0.offset) < ($1.element.record, $1.offset) }.map(\.element)
      for at in signals.indices {
        signals[at].isAfterData =
          firstContact.map { $0 < signals[at].record || $0 == signals[at].record && signals[at].isAnswered } ?? false
      }
      return signals
    }
  }

  // MARK: Sums

  func write(to part: inout PartWriter) { captures.write(to: &part) }

  mutating func read(from part: inout PartReader, captures numbers: CaptureNumbers) throws(PartError) {
    let read: [Int: Capture] = try part.value()
    for (number, var capture) in read {
      for at in capture.signals.indices { capture.signals[at].capture = numbers[number] }
      captures[numbers[number]] = capture
    }
  }
}

extension SignalCollector.Capture: PartValue {
  func write(to part: inout PartWriter) {
    signals.write(to: &part)
    contacts.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    signals = try part.value()
    contacts = try part.value()
  }
}

extension SignalCollector.Contact: PartValue {
  func write(to part: inout PartWriter) {
    recordDestination.write(to: &part)
    record.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(recordDestination: try part.value(), record: try part.value()) }
}

extension SeenSignal: PartValue {
  func write(to part: inout PartWriter) {
    part.write(kind.rawValue, name, field)
    part.write(ConsentPurpose.allCases.map { verdict[$0]?.rawValue })
    part.write(capture, record)
    part.write(requests, isAnswered)
  }

  init(from part: inout PartReader) throws(PartError) {
    let (kind, name, field): (String, String, String) = (try part.value(), try part.value(), try part.value())
    let choices: [String?] = try part.value()
    guard let kind = ConsentSignal.Kind(rawValue: kind), choices.count == ConsentPurpose.allCases.count else { throw .damaged }
    let stated = zip(ConsentPurpose.allCases, choices.map { $0.flatMap(ConsentChoice.init) })
    let verdict = ConsentVerdict(Dictionary(uniqueKeysWithValues: stated).compactMapValues(\.self))
    self.init(
      capture: try part.value(), kind: kind, name: name, field: field, verdict: verdict, record: try part.value(),
      requests: try part.value(), isAnswered: try part.value())
  }
}
