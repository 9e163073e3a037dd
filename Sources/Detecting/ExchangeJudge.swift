import Knowledge
internal import PCRE
import Vocabulary

/// Judges an exchange as a whole, also against the policy and the manifest.
struct ExchangeJudge {
  let book: RuleBook
  let expectations: Expectations
  let matcher: Matcher

  /// Whether the test applies to what `found.destination` received. The URL is empty in an event log.
  func fires(_ test: Rule.ExchangeTest, _ found: Detections, url: Span<UInt8>) -> Bool {
    let recordDestination = found.recordDestination
    let isExchange = !recordDestination.host.isEmpty
    switch test {
    case .plainHTTP:
      return isExchange && url.count > 7 && zip(url.indices, "http://".utf8).allSatisfy { url[$0] | 0x20 == $1 | 0x20 }
        && !BrowserHosts.shared.contains(recordDestination.host)
    case .unlistedDestination:
      return isExchange && recordDestination.destination == nil && declaration(of: recordDestination) == nil
    case .undeclaredDestination:
      return isKnown(recordDestination) && expectations.destinations != nil && declaration(of: recordDestination) == nil
    case .wrongRegion:
      guard let wanted = declaration(of: recordDestination)?.region,
        let actual = destination(recordDestination)?.region(of: recordDestination.host)
      else {
        return false
      }
      return wanted != actual
    case .connection: return isExchange && recordDestination.destination != nil
    case .onwardUnsaid:
      let id = recordDestination.id(in: book.destinations)
      return recordDestination.standing == .ownInstance && !(expectations.destinations?.contains { $0.through == id } ?? false)
    case .optedOutCustomer, .undeclaredOnward, .varyingNames: return false
    case .signalRefused, .signalLate, .gpcIgnored, .messagingAfterRefusal, .dntIgnored: return false
    case .optedOutEvent: return expectations.isOptedOut && speaks(found) && !isAsset(url, recordDestination)
    case .optedOutLoad: return expectations.isOptedOut && isAsset(url, recordDestination)
    case .undeclaredEgress: return egresses(to: recordDestination).map(\.isEmpty) ?? false
    case .undeclaredThirdParty, .undeclaredSubProcessor, .sharingDenied, .transferDenied, .logSharingDenied, .undeclaredCountry:
      return !expectations.declarations.isEmpty && DeclarationJudge(book: book, declarations: expectations.declarations).fires(test, found)
    case .endUserData:
      guard let egresses = egresses(to: recordDestination), !egresses.isEmpty else { return false }
      return egresses.allSatisfy { !$0.inScopeEUD } && found.holdsEndUserData(book)
    case .notAnalytics:
      guard let egresses = egresses(to: recordDestination), !egresses.isEmpty, egresses.allSatisfy(\.isAnalytics) else { return false }
      // The rule lists the vendors that are no tools of analytics or messaging. An unknown destination that received an event may be one.
      return recordDestination.destination == nil ? !found.events.contains { $0.type != nil } : !isAsset(url, recordDestination)
    case .backendOnly:
      guard let egresses = egresses(to: recordDestination), !egresses.isEmpty else { return false }
      return egresses.allSatisfy { !$0.isClient }
    }
  }

  private func destination(_ recordDestination: RecordDestination) -> Destination? {
    recordDestination.destination.map { book.destinations.destinations[$0] }
  }

  private func declaration(of recordDestination: RecordDestination) -> Policy.Destination? {
    expectations.declaration(id: recordDestination.id(in: book.destinations), host: recordDestination.host)
  }

  /// Whether the destination is known: the events of a log may have gone anywhere.
  private func isKnown(_ recordDestination: RecordDestination) -> Bool {
    !recordDestination.host.isEmpty || recordDestination.destination != nil
  }

  /// The manifest's declaration of a host; nil without a manifest or without a host.
  private func egresses(to recordDestination: RecordDestination) -> [Manifest.Egress]? {
    recordDestination.host.isEmpty ? nil : expectations.manifest?.egresses(to: recordDestination.host)
  }

  /// Whether data was sent: to a vendor, or in an event to anybody.
  private func speaks(_ found: Detections) -> Bool {
    found.recordDestination.destination != nil || found.events.contains { $0.type != nil }
  }

  /// Whether a URL only loads a vendor's code or settings.
  private func isAsset(_ url: Span<UInt8>, _ recordDestination: RecordDestination) -> Bool {
    destination(recordDestination)?.isAsset(url: url, matcher) ?? false
  }
}

extension Detections {
  /// Whether it contains what Atlassian calls in-scope end-user data: what identifies people, and what they wrote
  /// (https://developer.atlassian.com/platform/forge/runs-on-atlassian/).
  ///
  /// A connection reveals the user's IP address. It counts unless only the payload is in question.
  func holdsEndUserData(_ book: RuleBook, inPayload: Bool = false) -> Bool {
    detections.contains { detection in
      if inPayload, detection.field == nil { return false }
      let rule = book.rules[detection.rule]
      guard let severity = rule.severity[.third] else { return false }
      switch rule.category {
      case .personalData, .userContent: return severity >= .medium
      case .pageContext: return severity >= .high
      case .credential, .destination, .schema, .consent: return false
      }
    }
  }
}
