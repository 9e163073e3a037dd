package import Captures
package import Knowledge
package import Payloads
import Vocabulary

/// The line that every record walks: unwrap ──▶ recognise ──▶ scan.
///
/// An audit, a redaction, the samples of a bundle, and the examples of rules and destinations all walk it here. Between records it
/// remembers what paths mean, and which destination received the events of the capture at hand.
package struct RecordScanner: ~Copyable {
  package let book: RuleBook
  package let paths = PathTable()
  package let recogniser: Recogniser
  /// Holds the payload of the record at hand.
  package private(set) var unwrapper: Unwrapper
  private let editing: (any PayloadEditing)?
  private let isThorough: Bool
  private var scanners: [CaptureKind: Scanner] = [:]
  /// Who received the events of the capture at hand that were scanned last, and so what stands beside them.
  package private(set) var eventDestination: RecordDestination?
  /// What anybody can read of the capture at hand.
  private var publicDocuments = PublicDocuments()
  /// What the app's own traffic of the capture at hand says.
  let ownTraffic = OwnTraffic()
  /// Whose hosts are whose, as far as the captures have told.
  package private(set) var parties: Parties

  /// `coverage` says how much of each record is unwrapped, `editing` what stands between unwrapping and scanning, and `isThorough` whether
  /// what a rule finds counts although another rule has found it already. `firstParty` are the app's hosts, where they are named.
  package init(
    _ book: RuleBook, firstParty: [String] = [], coverage: Unwrapper.Coverage = .sent, editing: (any PayloadEditing)? = nil,
    isThorough: Bool = false
  ) {
    parties = Parties(firstParty: firstParty)
    self.book = book
    self.editing = editing
    self.isThorough = isThorough
    unwrapper = Unwrapper(paths: paths, coverage: coverage)
    recogniser = Recogniser(book.destinations, paths: paths)
  }

  /// Begins a capture.
  package mutating func begin() {
    eventDestination = nil
    publicDocuments.removeAll()
    ownTraffic.removeAll()
    parties.begin()
  }

  /// Everything that the rules find in a record, of which `bytes` are the ones that its ranges speak of.
  ///
  /// `navigation` is what an exchange tells of its page, where that is known already, `attachments` are the files that the record may refer to, and `expectations` what policy and manifest say of the capture. The record
  /// tells which destination received it, unless that is `known` already.
  package mutating func detections(
    in record: borrowing Record, _ bytes: Span<UInt8>, navigation: Navigation? = nil, beside attachments: Attachments = .unknown,
    expecting expectations: Expectations = Expectations(), receivedBy known: RecordDestination? = nil
  ) -> Detections {
    unwrapper.unwrap(record, bytes, beside: attachments)
    let recordDestination = known ?? recognise(record, bytes, expectations)
    var found = scanner(of: record.captureKind).scan(unwrapper.payload, receivedBy: recordDestination, expectations, record: bytes)
    if case .exchange(let exchange) = record.content {
      let navigation = navigation ?? note(exchange, bytes)
      publicDocuments.note(exchange, navigation, bytes)
      note(exchange, navigation, found, bytes)
      mitigate(&found, bytes)
    }
    return found
  }

  /// Notes what an exchange tells of its page, which ``detections(in:_:navigation:beside:expecting:receivedBy:)`` does where it is not told.
  package mutating func note(_ exchange: Exchange, _ bytes: Span<UInt8>) -> Navigation {
    let navigation = Navigation(exchange, bytes)
    parties.note(navigation) { book.destinations.isVendor(host: $0) }
    return navigation
  }

  /// Notes what an exchange with the app's own server says of values that others receive later.
  private mutating func note(_ exchange: Exchange, _ navigation: Navigation, _ found: Detections, _ bytes: Span<UInt8>) {
    guard let host = navigation.host else { return }
    let isPlatform = book.destinations.isPlatform(host: host)
    guard isPlatform || found.recordDestination.destination == nil && parties.isOwnSoFar(host, platform: book.destinations.isPlatform)
    else { return }
    ownTraffic.note(mailboxesIn: bytes)
    // What an app tells its own analytics is no text of its users.
    if !found.events.contains(where: { $0.type != nil }), exchange.requestBody != nil {
      ownTraffic.note(unwrapper.payload, paths, record: bytes)
    }
  }

  /// Notes what makes detections of the record at hand worth less than their rules say.
  private func mitigate(_ found: inout Detections, _ bytes: Span<UInt8>) {
    for at in found.detections.indices {
      let detection = found.detections[at]
      guard let index = detection.field else { continue }
      let rule = book.rules[detection.rule]
      found.detections[at].mitigation = unwrapper.payload.withBytes(of: unwrapper.payload.fields[index].layer, record: bytes) { layer in
        let value = layer.extracting(detection.range)
        switch rule.category {
        case .credential: return TokenParties.name(found.recordDestination.host, in: value) ? .ownToken : nil
        case .userContent, .pageContext: return !rule.isAboutVisitor && publicDocuments.hold(value) ? .publicDocument : nil
        case .personalData, .destination, .schema, .consent: return nil
        }
      }
    }
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
    let scanner = Scanner(book, capture: kind, recogniser, paths: paths, editing: editing, isThorough: isThorough, beside: ownTraffic)
    scanners[kind] = scanner
    return scanner
  }
}

extension Record {
  /// What kind of capture the record stands in: an exchange in a HAR, and anything else in a log.
  fileprivate var captureKind: CaptureKind { if case .exchange = content { .har } else { .events } }

  /// The host that an exchange went to, empty for a URL without one; nil for what is no exchange.
  fileprivate func host(in bytes: Span<UInt8>) -> String? {
    guard case .exchange(let exchange) = content else { return nil }
    return exchange.url.flatMap { Navigation.host(of: $0, bytes) } ?? ""
  }
}
