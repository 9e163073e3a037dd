import Bytes
package import Captures
package import Knowledge
package import Known
package import Payloads
import Vocabulary

/// The line that every record walks: unwrap ──▶ recognise ──▶ scan.
///
/// An audit, a redaction, the samples of a bundle, and the examples of rules and destinations all walk it here. Between records it
/// remembers what paths mean, which destination received the events of the capture at hand, and what the captures say of themselves.
package struct RecordScanner: ~Copyable {
  package let book: RuleBook
  package let paths = PathTable()
  package let recogniser: Recogniser
  /// Holds the payload of the record at hand.
  package private(set) var unwrapper: Unwrapper
  private let editing: (any PayloadEditing)?
  let isThorough: Bool
  private var scanners: [CaptureKind: Scanner] = [:]
  /// Who received the events of the capture at hand that were scanned last, and so what stands beside them.
  package var eventDestination: RecordDestination?
  /// What the captures say of themselves.
  package var witness: Witness
  /// The number of the record at hand, by which the witness tells what came before it.
  package internal(set) var number = 0
  /// The path of the capture at hand.
  package var capture = ""
  private var ownTrafficReader: OwnTrafficReader

  /// `coverage` says how much of each record is unwrapped, `editing` what stands between unwrapping and scanning, and `isThorough` whether
  /// what a rule finds counts although another rule has found it already, or something makes it worth less. `firstParty` are the app's hosts,
  /// where they are named, and `given` is what is known of people and texts from the beginning.
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

  /// What the app's own traffic told of people so far.
  package var knownPeople: [PersonValue] { witness.ownTraffic.people.values }

  /// Begins the capture at a path; `keepsKnown` says whether what the captures before it told of people and texts counts for it too.
  package mutating func begin(_ capture: String = "", keepsKnown: Bool = false) {
    (eventDestination, self.capture) = (nil, capture)
    witness.begin(keepsKnown: keepsKnown)
  }

  /// Everything that the rules find in a record, of which `bytes` are the ones that its ranges speak of.
  ///
  /// `navigation` is what an exchange tells of its page, where that is noted already, `attachments` are the files that the record may refer
  /// to, and `expectations` what policy and manifest say of the capture. The record tells which destination received it, unless that is
  /// `known` already.
  package mutating func detections(
    in record: borrowing Record, _ bytes: Span<UInt8>, navigation: Navigation? = nil, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations(), receivedBy known: RecordDestination? = nil
  ) -> Detections {
    number += 1
    let recordDestination = receiver(of: record, bytes, beside: attachments, expectations, known: known)
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

  /// The same for a record of which the witness has been told already that it is the one of a `number`.
  package mutating func detections(
    in record: borrowing Record, _ bytes: Span<UInt8>, number: Int, beside attachments: Attachments,
    expecting expectations: Expectations = Expectations(), receivedBy known: RecordDestination? = nil
  ) -> Detections {
    let recordDestination = receiver(of: record, bytes, beside: attachments, expectations, known: known)
    let scanner = scanner(of: record.captureKind)
    var found = scanner.scan(unwrapper.payload, receivedBy: recordDestination, expectations, by: witness, number, record: bytes)
    self.number = number
    if case .exchange(let exchange) = record.content {
      mitigate(&found, bytes)
      judgeSignals(exchange, scanner, record.index, &found, bytes)
    }
    return found
  }

  /// Unwraps a record and tells who received it.
  private mutating func receiver(
    of record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments, _ expectations: Expectations,
    known: RecordDestination?
  ) -> RecordDestination {
    unwrapper.unwrap(record, bytes, beside: attachments)
    return known ?? recognise(record, bytes, expectations)
  }

  // MARK: What the captures say of themselves

  /// Notes what an exchange tells of its page, which ``detections(in:_:navigation:beside:expecting:receivedBy:)`` does where it is not told.
  package mutating func note(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Navigation {
    let navigation = Navigation(exchange, bytes)
    witness.note(navigation) { book.destinations.isVendor(host: $0) }
    return navigation
  }

  /// Tells the witness of a record that is scanned elsewhere, with what was noted of its page.
  /// - Returns: The number by which the witness knows it.
  package mutating func tell(
    _ record: borrowing Record, _ navigation: Navigation?, _ bytes: Span<UInt8>, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations()
  ) -> Int {
    number += 1
    guard case .exchange(let exchange) = record.content, let navigation else { return number }
    witness.publicDocuments.note(exchange, navigation, bytes, of: number)
    noteSignals(exchange, navigation, record.index, bytes)
    // Few requests go to the app's own server, and of these alone the body is asked for.
    guard let host = navigation.host, isOwn(host) || SignIn(exchange, bytes) != nil else { return number }
    let recordDestination = receiver(of: record, bytes, beside: attachments, expectations, known: nil)
    let scanner = scanner(of: .har)
    note(exchange, navigation, scanner.events(unwrapper.payload, receivedBy: recordDestination, record: bytes), record.index, bytes)
    return number
  }

  /// Tells the witness of a record that is not scanned at all.
  package mutating func learn(from record: borrowing Record, _ bytes: Span<UInt8>) {
    guard case .exchange(let exchange) = record.content else { return }
    _ = tell(record, note(exchange, bytes), bytes, expecting: Expectations())
  }

  /// Tells the witness what the app's own server was sent, or what it answered with, which is JSON.
  package mutating func tell(own text: String) {
    if text.hasPrefix("{") { ownTrafficReader.read(answer: text, into: &witness.ownTraffic) }
    let bytes = Array(text.utf8)
    if !text.hasPrefix("{") { witness.ownTraffic.add(bytes.span, Origin(.sent)) }
    witness.ownTraffic.add(mailboxesIn: bytes.span, Origin(.sent))
  }

  /// Who received a record that is scanned elsewhere, and, of an event, so what stands beside it.
  package mutating func receiver(
    of record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations()
  ) -> RecordDestination {
    receiver(of: record, bytes, beside: attachments, expectations, known: nil)
  }

  /// Whether a host may be the app's own or Atlassian's, as far as the captures have told.
  private func isOwn(_ host: String) -> Bool {
    book.destinations.isPlatform(host: host)
      || !book.destinations.isVendor(host: host) && witness.parties.isOwnSoFar(host, platform: book.destinations.isPlatform)
  }

  /// Notes what an exchange with the app's own server says of values that others receive later.
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

  /// Notes what makes detections of the record at hand worth less than their rules say.
  private func mitigate(_ found: inout Detections, _ bytes: Span<UInt8>) {
    guard !isThorough else { return }
    for at in found.detections.indices {
      let detection = found.detections[at]
      guard let index = detection.field else { continue }
      let probe = book.probes[detection.rule]
      found.detections[at].mitigation = unwrapper.payload.withBytes(of: unwrapper.payload.fields[index].layer, record: bytes) { layer in
        let value = layer.extracting(detection.range)
        switch probe.category {
        case .credential: return TokenParties.name(found.recordDestination.host, in: value) ? .ownToken : nil
        case .userContent, .pageContext:
          if probe.isAboutVisitor { return nil }
          return owner(of: value) ?? (probe.isAboutTitle ? owner(ofTitle: value) : nil)
        case .personalData:
          return book.rules[detection.rule].placeholder == .email && witness.ownTraffic.texts.isLabel(value, upTo: number) ? .ownLabel : nil
        case .destination, .schema, .consent: return nil
        }
      }
    }
  }

  /// What shows that a text is nobody's content.
  private func owner(of text: Span<UInt8>) -> Mitigation? {
    if witness.publicDocuments.hold(text, upTo: number) { return .publicDocument }
    return witness.ownTraffic.texts.isLabel(text, upTo: number) ? .ownLabel : nil
  }

  /// The same of a title that is put together of a text of the app's own and the app's name.
  private func owner(ofTitle title: Span<UInt8>) -> Mitigation? {
    let parts = StockTexts.parts(of: String(copying: title))
    guard parts.count > 1 else { return nil }
    let owners = parts.map { owner(of: Array($0.utf8).span) }
    let others = zip(parts, owners).filter { $1 == nil }
    return others.count <= 1 && others.allSatisfy { !$0.0.contains(" ") } ? owners.lazy.compactMap(\.self).first : nil
  }

  /// Unwraps the response of the record at hand in place of what was sent; see ``Unwrapper/unwrapResponse(_:_:)``.
  package mutating func unwrapResponse(_ exchange: borrowing Exchange, _ bytes: Span<UInt8>) { unwrapper.unwrapResponse(exchange, bytes) }

  /// What is wrong with events going on to the tool that the data platform `platform` calls `name`.
  package mutating func detections(onward name: String, from platform: RecordDestination, expecting expectations: Expectations)
    -> Detections
  {
    scanner(of: platform.host.isEmpty ? .events : .har).judge(onward: name, expectations)
  }

  /// Who received the payload at hand. Who received the events of a list also received what stands beside it.
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
  /// What kind of capture the record stands in: an exchange in a HAR, and anything else in a log.
  package var captureKind: CaptureKind { if case .exchange = content { .har } else { .events } }

  /// The host that an exchange went to, empty for a URL without one; nil for what is no exchange.
  fileprivate func host(in bytes: Span<UInt8>) -> String? {
    guard case .exchange(let exchange) = content else { return nil }
    return exchange.url.flatMap { Navigation.host(of: $0, bytes) } ?? ""
  }
}
