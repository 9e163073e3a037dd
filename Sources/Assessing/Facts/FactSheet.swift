import Auditing
import Captures
package import Knowledge
import Redacting
import Vocabulary

/// The facts that controls need, as far as captures and policy establish them: whether each holds, with a sentence that says why.
package struct FactSheet: Sendable {
  package struct Standing: Sendable {
    package var holds: Bool
    /// What was seen, or what is missing.
    package var reason: String

    init(_ holds: Bool, _ reason: String) {
      self.holds = holds
      self.reason = reason
    }
  }

  private var standings: [Framework.Fact: Standing] = [:]

  package subscript(_ fact: Framework.Fact) -> Standing { standings[fact] ?? Standing(false, "It was not assessed.") }

  /// The facts of a report; `bundle` has destinations and samples as they are published.
  init(_ report: AuditReport, _ bundle: TrustCenterBundle, _ processing: [ProcessingActivity], _ configuration: Audit.Configuration) {
    for fact in Framework.Fact.allCases {
      standings[fact] = Self.standing(of: fact, report, bundle, processing, configuration)
    }
  }

  private static func standing(
    of fact: Framework.Fact, _ report: AuditReport, _ bundle: TrustCenterBundle, _ processing: [ProcessingActivity],
    _ configuration: Audit.Configuration
  ) -> Standing {
    switch fact {
    case .examined: return examined(report, bundle)
    case .destinationsKnown:
      return each(
        processing, "Every third party is a known vendor or listed in the policy.", missing: "Nothing is known of"
      ) {
        $0.destination.category != "unknown" || $0.isListed
      }
    case .destinationsDeclared: return declared(report, processing, configuration)
    case .purposesStated:
      return each(
        processing, "The policy states a purpose for each third party. telltale does not verify it.", missing: "No purpose is stated for"
      ) {
        $0.destination.purpose != nil
      }
    case .regionsStated:
      return each(processing, "The region of each third party is known.", missing: "No region is known for") {
        $0.destination.region != nil
      }
    case .transfersCovered:
      return each(
        processing, "Each third party is in the EEA, or the policy states what the transfer rests on.",
        missing: "No transfer mechanism is stated for"
      ) { $0.isInEEA || $0.terms.transfer != nil }
    case .contractsStated:
      return each(
        processing, "The policy states a contract with each third party. telltale does not verify it.", missing: "No contract is stated for"
      ) {
        $0.terms.contract != nil
      }
    case .retentionStated:
      return each(
        processing, "The policy states how long each third party keeps data. telltale does not verify it.",
        missing: "No retention is stated for"
      ) {
        $0.terms.retention != nil
      }
    case .optOutTested:
      let tested = report.captures.filter { $0.isOptedOut && $0.isExaminedWhole }
      return tested.isEmpty
        ? Standing(false, "No capture of a customer who opted out was examined whole.")
        : Standing(
          true, "\(counted(tested.count, "capture")) of a customer who opted out \(tested.count == 1 ? "was" : "were") examined whole.")
    case .refusalTested: return refusalTested(report)
    case .gpcTested: return gpcTested(report)
    case .consentSignalled: return consentSignalled(report)
    case .peopleKnown:
      // An account ID alone does not say who someone is.
      let facts = (report.learned?.facts ?? []).filter { $0.fact != .account }
      return facts.isEmpty
        ? Standing(false, "Neither the app's own traffic nor a persona shows whose data to search for.")
        : Standing(true, "The app's own traffic or personas show whose data to search for.")
    case .ownRequestsExamined:
      let own = report.traffic.contains { $0.party == .first && $0.records > 0 }
      return own
        ? Standing(true, "Requests to the app's own hosts were examined.")
        : Standing(false, "The captures hold no request to the app's own hosts.")
    case .redactedSamples:
      return bundle.samples.isEmpty
        ? Standing(false, "No redacted sample could be made.")
        : Standing(
          true,
          "\(counted(bundle.samples.count, "redacted sample")) \(bundle.samples.count == 1 ? "accompanies" : "accompany") this report.")
    case .manifestRead:
      return configuration.manifest == nil
        ? Standing(false, "No Forge manifest was given.") : Standing(true, "A Forge manifest was compared with the traffic.")
    case .answersRead:
      return configuration.declarations.contains { $0.kind == .marketplace }
        ? Standing(true, "The Privacy and Security answers were compared with the traffic.")
        : Standing(false, "No Privacy and Security answers were given.")
    case .countriesAnswered:
      let parties = configuration.declarations.filter { $0.kind == .marketplace }.flatMap { $0.thirdParties ?? [] }
      if parties.isEmpty { return Standing(false, "The answers name no third party, and so no country.") }
      let without = parties.filter { $0.countries.isEmpty }.map(\.name)
      return without.isEmpty
        ? Standing(true, "The answers name countries for each third party.")
        : Standing(false, "The answers name no country for \(list(without)).")
    case .noUserContent: return noUserContent(report)
    case .beyondTraffic: return Standing(false, "Traffic cannot show it.")
    }
  }

  private static func examined(_ report: AuditReport, _ bundle: TrustCenterBundle) -> Standing {
    if let capture = report.captures.first(where: { $0.error != nil }) {
      return Standing(false, "A capture could not be read: \(capture.error?.reason ?? "").")
    }
    let gaps = report.captures.reduce(0) { $0 + $1.gaps.count }
    if gaps > 0 { return Standing(false, "\(counted(gaps, "part")) of the captures could not be examined.") }
    let ignored = report.ignored
    if ignored > 0 { return Standing(false, "The policy left out \(counted(ignored, "record")) unexamined.") }
    let records = report.captures.reduce(0) { $0 + $1.records }
    guard records > 0 else { return Standing(false, "The captures hold nothing.") }
    guard bundle.payloads > 0 else { return Standing(false, "The captures hold nothing that was sent to a third party.") }
    return Standing(true, "\(counted(bundle.payloads, "payload")) to third parties examined, in every encoding that telltale knows.")
  }

  private static func noUserContent(_ report: AuditReport) -> Standing {
    let texts = report.findings.count { finding in
      guard finding.party != .platform, finding.severity > .info, let claim = Claim(about: finding.rule) else { return false }
      return claim == .texts || claim == .titles
    }
    return texts == 0
      ? Standing(true, "No text that a user wrote was found at a third party.")
      : Standing(false, "Third parties received text that users wrote, which may be about anything (\(counted(texts, "finding"))).")
  }

  private static func declared(
    _ report: AuditReport, _ processing: [ProcessingActivity], _ configuration: Audit.Configuration
  ) -> Standing {
    let lists =
      (configuration.policy.destinations == nil ? [] : ["the policy"])
      + configuration.declarations.filter { $0.thirdParties != nil }.map {
        $0.kind == .marketplace ? "the Marketplace answers" : "the list of sub-processors"
      }
    guard !lists.isEmpty else {
      return Standing(false, "Neither a policy nor a declaration lists who may receive data.")
    }
    let sentence = lists.joined(separator: " and ")
    return each(processing, "Each third party is named in \(sentence).", missing: "Not named in \(sentence):") { activity in
      (configuration.policy.destinations == nil || activity.isListed)
        && configuration.declarations.allSatisfy { declaration in
          declaration.thirdParties == nil
            || activity.destination.hosts.contains { declaration.thirdParty(vendor: activity.vendor, host: $0) != nil }
            || declaration.thirdParty(vendor: activity.vendor, host: "") != nil
        }
    }
  }

  /// Whether something holds for each third party; if none received anything, it is not known.
  private static func each(
    _ processing: [ProcessingActivity], _ all: String, missing: String, _ holds: (ProcessingActivity) -> Bool
  ) -> Standing {
    guard !processing.isEmpty else { return Standing(true, "No third party received anything.") }
    let without = processing.filter { !holds($0) }.map(\.destination.name)
    return without.isEmpty ? Standing(true, all) : Standing(false, "\(missing) \(Self.list(without)).")
  }

  private static func list(_ names: [String]) -> String {
    names.count > 6 ? names.prefix(5).joined(separator: ", ") + " and \(names.count - 5) more" : names.joined(separator: ", ")
  }
}

extension AuditedCapture {
  /// Whether it has records, and all of it was read and nothing ignored.
  var isExaminedWhole: Bool { complete && ignored == 0 && records > 0 }
}
