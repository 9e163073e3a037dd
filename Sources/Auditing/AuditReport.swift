import Captures
package import Detecting
package import Knowledge
package import Vocabulary

/// The result of an audit: everything that a report can show.
package struct AuditReport: Sendable {
  /// The rules that were used.
  package var rules: [Rule]
  package var captures: [AuditedCapture]
  /// The path of the policy, as messages name it; nil if there is none.
  package var policy: String?
  /// The findings that were accepted before, if a baseline was given.
  package var baseline: Baseline?
  package var traffic: [DestinationTraffic]
  package var findings: [Finding]
  /// The findings grouped by cause.
  package var causes: [Cause]
  package var verdict: Verdict
  /// Stale entries of policy and baseline.
  package var notes: [Note]
  /// Whether occurrences contain values.
  package var showsValues: Bool
  /// The registrable domains that counted as the app's own, and why.
  package var ownDomains: [OwnDomain] = []
  /// The changes that were tried or applied; nil for none.
  package var editing: (any PayloadEditing)?
  /// The inputs of the report; nil if they were not given.
  package var evidence: Evidence?
  /// The URL of a folder with this repository's documents, without a slash at the end; nil if it was not given.
  package var documents: String?
  /// A plan of what is sent, if requested.
  package var planSketch: PlanSketch?
  /// What was combined because there was too much of it, in sentences.
  package var folding: [String] = []
  /// The people and user-written texts that were learned from the app's own traffic and searched for.
  package var learned: Learned?
  /// How many people's data each destination received; empty without an inventory.
  package var exposures: [Exposure] = []
  /// The consent signals in the captures, in the order of captures and records.
  package var signals: [SeenSignal] = []
  /// Every field that was sent; nil if it was not requested.
  package var inventory: Inventory?
  /// The filter that was applied to findings and causes; nil for none.
  package var filtering: Filtering?

  /// All findings, including those that a filter hides.
  package var allFindings: [Finding] { findings + (filtering?.hidden ?? []) }

  /// The captures of customers who opted out in which everything was examined and the rules of consent found nothing.
  package var silentCaptures: [AuditedCapture] {
    let spoken = Set(allFindings.filter { $0.rule.category == .consent }.flatMap(\.captures))
    return captures.enumerated().filter { number, capture in
      capture.isOptedOut && capture.complete && capture.ignored == 0 && !spoken.contains(number)
    }.map(\.element)
  }

  /// The registrable domains that counted as the app's own.
  package var firstParty: Set<String> { Set(ownDomains.map(\.domain)) }

  /// Which domains counted as the app's own, and why, in a sentence; nil if only events without hosts were audited.
  package var ownership: String? {
    guard captures.contains(where: { $0.kind == .har && $0.records > 0 }) else { return nil }
    let listed = ownDomains.prefix(Self.maximumDomains).map { "\($0.domain) (\($0.reason))" }
    let more = ownDomains.count > listed.count ? " and \(ownDomains.count - listed.count) more" : ""
    let sentence =
      listed.isEmpty ? "No first-party host is known" : "Treated as first-party: \(listed.joined(separator: ", "))\(more)"
    return sentence + (ownDomains.allSatisfy(\.isGuess) ? ". Name the app's hosts with --first-party to be sure." : ".")
  }

  /// What must be said before the findings: whose hosts counted as the app's own, whose data was searched for, and what was
  /// combined; nil if nothing.
  package var preamble: String? {
    let sentences = [ownership, learned?.sentence].compactMap(\.self) + folding
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// The maximum number of domains of the app that are listed.
  private static let maximumDomains = 8

  /// That an opt-out was respected, in a sentence that claims no more than was tested; nil if there is nothing to claim.
  package var silence: String? {
    let count = silentCaptures.count
    return count == 0
      ? nil
      : "The customer opted out, and no known analytics, replay, messaging or advertising service received anything: \(counted(count, "capture"))."
  }

  /// What an app must report to Atlassian about accounts whose names it disclosed, in sentences; nil if nothing.
  package var reportingDuty: String? {
    let listed = traffic.filter { $0.party == .third && $0.accounts.number > 0 }
    guard !listed.isEmpty else { return nil }
    let list = listed.prefix(Self.maximumDomains).map { "\($0.name) (\($0.accounts.description))" }.joined(separator: ", ")
    let more = listed.count > Self.maximumDomains ? " and \(listed.count - Self.maximumDomains) more" : ""
    return
      "Account IDs with a name, an email address or a picture: \(list)\(more). Atlassian's personal data reporting covers what is stored there."
  }

  /// The name of a destination, by its ID.
  package func name(of destination: String) -> String { traffic.first { $0.id == destination }?.name ?? destination }

  /// How many records went to hosts that the policy ignores.
  package var ignored: Int { captures.reduce(0) { $0 + $1.ignored } }

  /// The settings that stop a cause at its destinations, and those that claim to and do not: one sentence each, by destination.
  package func controls(of cause: Cause) -> [String] {
    cause.reachedFieldsByDestination.flatMap { destination, reachedFields in
      var seen: Set<String> = []
      return reachedFields.flatMap(\.first.controls).filter { seen.insert($0.set).inserted }.map {
        "\(name(of: destination)): \($0.advice)"
      }
    }
  }
}

/// The result of the gate.
package struct Verdict: Equatable, Sendable {
  package enum Status: String, Sendable {
    case pass, fail, incomplete
  }

  package var status: Status
  package var failOn: Severity
  /// The number of open findings of each severity.
  package var counts: [Severity: Int]
  /// The number of accepted findings, by ``Disposition/name``.
  package var accepted: [String: Int]

  /// Whether a capture could not even be opened (missing or forbidden), which no option accepts.
  package var isUnreadable: Bool

  /// A failed gate takes precedence over gaps.
  package init(_ findings: [Finding], failOn: Severity, captures: [AuditedCapture]) {
    self.failOn = failOn
    (counts, accepted) = ([:], [:])
    for finding in findings {
      if finding.disposition.isOpen {
        counts[finding.severity, default: 0] += 1
      } else {
        accepted[finding.disposition.name, default: 0] += 1
      }
    }
    isUnreadable = captures.contains { if case .unreadable = $0.error { true } else { false } }
    let isFailed = findings.contains { $0.fails(at: failOn) }
    status = if isFailed { .fail } else if captures.allSatisfy(\.complete) { .pass } else { .incomplete }
  }

  /// 0, 1 or 2, for a gate in CI; `allowIncomplete` accepts captures with gaps.
  package func exitCode(allowIncomplete: Bool) -> Int32 {
    switch status {
    case .pass: 0
    case .fail: 1
    case .incomplete: allowIncomplete && !isUnreadable ? 0 : 2
    }
  }
}
