import Bytes
package import Captures
package import Knowledge
package import Known
package import Payloads
import Vocabulary

/// The pipeline for every record: unwrap ──▶ recognise ──▶ scan.
///
/// Audits, redactions, samples of a bundle, and the examples of rules and destinations all use it. Between records it remembers the meaning
/// of paths, the destination of the capture's events, and what the captures reveal.
package struct RecordScanner: ~Copyable {
  package let book: RuleBook
  package let paths = PathTable()
  package let recogniser: Recogniser
  /// Holds the payload of the current record.
  package private(set) var unwrapper: Unwrapper
  private let editing: (any PayloadEditing)?
  let isThorough: Bool
  private var scanners: [CaptureKind: Scanner] = [:]
  /// The destination of the last events in the current capture, which also received what stands beside them.
  package var eventDestination: RecordDestination?
  /// What the captures reveal.
  package var witness: Witness
  /// The number of the current record. The witness uses it to tell what came before.
  package internal(set) var number = 0
  /// The path of the current capture.
  package var capture = ""
  private var ownTrafficReader: OwnTrafficReader

  /// `coverage` says how much of each record is unwrapped, and `editing` stands between unwrapping and scanning. With `isThorough`,
  /// findings that another rule already made, or that a mitigation weakens, are kept. `firstParty` are the app's hosts, if they are named.
  /// `given` is what is known of people and texts from the start.
  package init(
    _ book: RuleBook, firstParty: [String] = [], given: OwnTraffic = OwnTraffic(), coverage: Unwrapper.Coverage = .sent,
    editing: (any PayloadEditing)? = nil, isThorough: Bool = false
  ) {
    witness = Witness(firstParty: firstParty, given: given)
    self.book = book
    self.editing = editing
    self.isThorough = isThorough
    unwrapper = Unwrapper(paths: paths, coverage: coverage)
    recogniser = Recogniser(book.destinations, paths: paths)
    ownTrafficReader = OwnTrafficReader(paths: paths, plain: book.plainWords, words: book.ownTrafficWords)
  }

  /// The people that the app's own traffic revealed so far.
  package var knownPeople: [PersonValue] { witness.ownTraffic.people.values }

  /// Begins the capture at a path. With `keepsKnown`, what earlier captures revealed of people and texts counts for it too.
  package mutating func begin(_ capture: String = "", keepsKnown: Bool = false) {
    (eventDestination, self.capture) = (nil, capture)
    witness.begin(keepsKnown: keepsKnown)
  }

  /// Everything that the rules find in a record; its ranges refer to `bytes`.
  ///
  /// `navigation` is what the exchange says about its page, if that was already read. `attachments` are the files that the record may refer
  /// to, and `expectations` come from policy and manifest. The record determines its destination unless it is `known`.
  package mutating func detections(
    in record: borrowing Record, _ bytes: Span<UInt8>, navigation: Navigation? = nil, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations(), receivedBy known: RecordDestination? = nil
  ) -> Detections {
    number += 1
    let recordDestination = destination(of: record, bytes, beside: attachments, expectations, known: known)
    let scanner = scanner(of: record.captureKind)
    var found = scanner.scan(unwrapper.payload, receivedBy: recordDestination, expectations, by: witness, number, record: bytes)
    if case .exchange(let exchange) = record.content {
      let navigation = navigation ?? note(exchange, bytes)
      witness.publicDocuments.note(exchange, navigation, bytes, of: number)
      note(exchange, navigation, found, record.index, bytes)
      noteSignals(exchange, navigation, record.index, bytes)
      mitigate(&found, bytes)
      judgeSignals(exchange, scanner, record.index, &found, bytes)
    }
    return found
  }

  /// The same for a record that the witness already knows by `number`.
  package mutating func detections(
    in record: borrowing Record, _ bytes: Span<UInt8>, number: Int, beside attachments: Attachments,
    expecting expectations: Expectations = Expectations(), receivedBy known: RecordDestination? = nil
  ) -> Detections {
    let recordDestination = destination(of: record, bytes, beside: attachments, expectations, known: known)
    let scanner = scanner(of: record.captureKind)
    var found = scanner.scan(unwrapper.payload, receivedBy: recordDestination, expectations, by: witness, number, record: bytes)
    self.number = number
    if case .exchange(let exchange) = record.content {
      mitigate(&found, bytes)
      judgeSignals(exchange, scanner, record.index, &found, bytes)
    }
    return found
  }

  /// Unwraps a record and determines its destination.
  private mutating func destination(
    of record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments, _ expectations: Expectations,
    known: RecordDestination?
  ) -> RecordDestination {
    unwrapper.unwrap(record, bytes, beside: attachments)
    return known ?? recognise(record, bytes, expectations)
  }

  // MARK: What the captures say of themselves

  /// Notes what an exchange says about its page. ``detections(in:_:navigation:beside:expecting:receivedBy:)`` does so itself unless it is
  /// given `navigation`.
  package mutating func note(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Navigation {
    let navigation = Navigation(exchange, bytes)
    witness.note(navigation) { book.destinations.isVendor(host: $0) }
    return navigation
  }

  /// Releases what the witness keeps for records up to the current one. Until a batch of records has its copy, they may need it.
  package mutating func forgetEarlierRecords() { witness.ownTraffic.forget(before: number + 1) }

  /// Informs the witness of a record that is scanned elsewhere, with its page.
  /// - Returns: The record's number for the witness.
  package mutating func tell(
    _ record: borrowing Record, _ navigation: Navigation?, _ bytes: Span<UInt8>, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations()
  ) -> Int {
    number += 1
    guard case .exchange(let exchange) = record.content, let navigation else { return number }
    witness.publicDocuments.note(exchange, navigation, bytes, of: number)
    noteSignals(exchange, navigation, record.index, bytes)
    // Only the app's own server, and whoever signs its users in, can reveal people and texts. Few requests go there.
    guard let host = navigation.host, isOwn(host) || SignIn(exchange, bytes) != nil else { return number }
    let recordDestination = destination(of: record, bytes, beside: attachments, expectations, known: nil)
    let scanner = scanner(of: .har)
    note(exchange, navigation, scanner.events(unwrapper.payload, receivedBy: recordDestination, record: bytes), record.index, bytes)
    return number
  }

  /// Informs the witness of a record that is not scanned.
  package mutating func learn(from record: borrowing Record, _ bytes: Span<UInt8>) {
    guard case .exchange(let exchange) = record.content else { return }
    _ = tell(record, note(exchange, bytes), bytes, expecting: Expectations())
  }

  /// Informs the witness of a request to the app's own server, or of a response from it, which is JSON.
  package mutating func tell(own text: String) {
    if text.hasPrefix("{") { ownTrafficReader.read(answer: text, into: &witness.ownTraffic) }
    let bytes = Array(text.utf8)
    if !text.hasPrefix("{") { witness.ownTraffic.add(bytes.span, Origin(.sent)) }
    witness.ownTraffic.add(mailboxesIn: bytes.span, Origin(.sent))
  }

  /// The destination of a record that is scanned elsewhere. If it is an event, what stands beside it went there too.
  package mutating func destination(
    of record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations()
  ) -> RecordDestination {
    destination(of: record, bytes, beside: attachments, expectations, known: nil)
  }

  /// Whether a host may be the app's own or Atlassian's, by what the captures have shown so far.
  private func isOwn(_ host: String) -> Bool {
    book.destinations.isPlatform(host: host)
      || !book.destinations.isVendor(host: host) && witness.parties.isOwnSoFar(host, platform: book.destinations.isPlatform)
  }

  /// Notes the values in an exchange with the app's own server, to recognise them in later records.
  private mutating func note(_ exchange: Exchange, _ navigation: Navigation, _ found: Detections, _ record: Int, _ bytes: Span<UInt8>) {
    guard let host = navigation.host else { return }
    let place = OwnTrafficReader.Place(number: number, record: record, capture: capture, host: host)
    let isPlatform = book.destinations.isPlatform(host: host)
    guard
      isPlatform
        || found.recordDestination.destination == nil && witness.parties.isOwnSoFar(host, platform: book.destinations.isPlatform)
    else {
      if let signIn = SignIn(exchange, bytes) { ownTrafficReader.read(signIn, exchange, bytes, at: place, into: &witness.ownTraffic) }
      return
    }
    ownTrafficReader.read(
      exchange, unwrapper.payload, isEvent: found.events.contains { $0.type != nil }, bytes, at: place, into: &witness.ownTraffic)
  }

  /// Unwraps the response of the current record instead of what was sent; see ``Unwrapper/unwrapResponse(_:_:)``.
  package mutating func unwrapResponse(_ exchange: borrowing Exchange, _ bytes: Span<UInt8>) { unwrapper.unwrapResponse(exchange, bytes) }

  /// Judges that events are forwarded to the tool that the data platform `platform` calls `name`.
  package mutating func detections(onward name: String, from platform: RecordDestination, expecting expectations: Expectations)
    -> Detections
  {
    scanner(of: platform.host.isEmpty ? .events : .har).judge(onward: name, expectations)
  }

  /// The destination of the current payload. Whoever received the events of a list also received what stands beside it.
  private mutating func recognise(_ record: borrowing Record, _ bytes: Span<UInt8>, _ expectations: Expectations) -> RecordDestination {
    if record.member != nil, let eventDestination { return eventDestination }
    var recordDestination = recogniser.recordDestination(of: unwrapper.payload, host: record.host(in: bytes), record: bytes)
    if case .collector = recordDestination.standing,
      expectations.isSelfHosted(id: recordDestination.id(in: book.destinations), host: recordDestination.host)
    {
      recordDestination.standing = .ownInstance
    }
    if record.member == nil, case .event = record.content { eventDestination = recordDestination }
    return recordDestination
  }

  private mutating func scanner(of kind: CaptureKind) -> Scanner {
    if let known = scanners[kind] { return known }
    let scanner = Scanner(book, capture: kind, recogniser, paths: paths, editing: editing, isThorough: isThorough)
    scanners[kind] = scanner
    return scanner
  }
}

extension Record {
  /// The kind of capture: a HAR for an exchange, and an event log otherwise.
  package var captureKind: CaptureKind { if case .exchange = content { .har } else { .events } }

  /// The host of an exchange, empty if its URL has none; nil if the record is no exchange.
  fileprivate func host(in bytes: Span<UInt8>) -> String? {
    guard case .exchange(let exchange) = content else { return nil }
    return exchange.url.flatMap { Navigation.host(of: $0, bytes) } ?? ""
  }
}
