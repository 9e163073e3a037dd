import Captures
package import Detecting
package import Knowledge
package import Vocabulary

/// What an audit found: everything that a report tells.
package struct AuditReport: Sendable {
  /// The rules that were looked for.
  package var rules: [Rule]
  package var captures: [AuditedCapture]
  /// The policy that it went by, as messages name the file; nil for none.
  package var policy: String?
  /// The findings that were there before, where the audit was told of them.
  package var baseline: Baseline?
  package var traffic: [DestinationTraffic]
  package var findings: [Finding]
  /// The findings by what they come from.
  package var causes: [Cause]
  package var verdict: Verdict
  /// What should be put right in policy and baseline.
  package var notes: [Note]
  /// Whether occurrences hold values.
  package var showsValues: Bool
  /// The registrable domains that were taken for the app's own, and why.
  package var ownDomains: [OwnDomain] = []
  /// What payloads were scanned with besides the rules; nil for nothing.
  package var editing: (any PayloadEditing)?
  /// What the report rests on; nil where nobody said.
  package var evidence: Evidence?
  /// The URL of a folder with this repository's documents, without a slash at the end; nil where nobody said.
  package var documents: String?
  /// A plan of what is sent, where one was asked for.
  package var planSketch: PlanSketch?
  /// What is told together because there was too much of it, in sentences.
  package var folding: [String] = []
  /// What was learned of people and of users' texts from the app's own traffic, and looked for.
  package var learned: Learned?
  /// How many people's data each destination received; empty where nobody asked for an inventory.
  package var exposures: [Exposure] = []
  /// What the captures signal of consent, in the order of captures and records.
  package var signals: [SeenSignal] = []
  /// Every field that was sent; nil where nobody asked.
  package var inventory: Inventory?
  /// The filter that the findings and causes went through; nil for none.
  package var filtering: Filtering?

  /// All findings, also those that a filter leaves out.
  package var allFindings: [Finding] { findings + (filtering?.hidden ?? []) }

  /// The captures of customers who opted out in which the rules of consent found nothing, and everything was examined.
  package var silentCaptures: [AuditedCapture] {
    let spoken = Set(allFindings.filter { $0.rule.category == .consent }.flatMap(\.captures))
    return captures.enumerated().filter { number, capture in
      capture.isOptedOut && capture.complete && capture.ignored == 0 && !spoken.contains(number)
    }.map(\.element)
  }

  /// The registrable domains that were taken for the app's own.
  package var firstParty: Set<String> { Set(ownDomains.map(\.domain)) }

  /// Which domains were taken for the app's own, and why, in a sentence; nil where only events were audited, which name no hosts.
  package var ownership: String? {
    guard captures.contains(where: { $0.kind == .har && $0.records > 0 }) else { return nil }
    let told = ownDomains.prefix(Self.maximumDomains).map { "\($0.domain) (\($0.reason))" }
    let more = ownDomains.count > told.count ? " and \(ownDomains.count - told.count) more" : ""
    let sentence =
      told.isEmpty ? "No first-party host is known" : "Treated as first-party: \(told.joined(separator: ", "))\(more)"
    return sentence + (ownDomains.allSatisfy(\.isGuess) ? ". Name the app's hosts with --first-party to be sure." : ".")
  }

  /// What has to be said before the findings: whose hosts were taken for the app's own, whose data was looked for, and what is told together; nil for nothing.
  package var preamble: String? {
    let sentences = [ownership, learned?.sentence].compactMap(\.self) + folding
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// How many domains of the app are told.
  private static let maximumDomains = 8

  /// That an opt-out held, in a sentence that claims no more than was looked for; nil where there is nothing to claim.
  package var silence: String? {
    let count = silentCaptures.count
    return count == 0
      ? nil
      : "The customer opted out, and no known analytics, replay, messaging or advertising service received anything: \(counted(count, "capture"))."
  }

  /// What an app owes to Atlassian for accounts that it told others names of, in sentences; nil for nothing.
  package var reportingDuty: String? {
    let told = traffic.filter { $0.party == .third && $0.accounts.number > 0 }
    guard !told.isEmpty else { return nil }
    let list = told.prefix(Self.maximumDomains).map { "\($0.name) (\($0.accounts.description))" }.joined(separator: ", ")
    let more = told.count > Self.maximumDomains ? " and \(told.count - Self.maximumDomains) more" : ""
    return
      "Account IDs with a name, an email address or a picture: \(list)\(more). Atlassian's personal data reporting covers what is stored there."
  }

  /// What a destination is called, by its id.
  package func name(of destination: String) -> String { traffic.first { $0.id == destination }?.name ?? destination }

  /// How many records went to hosts that the policy leaves out.
  package var ignored: Int { captures.reduce(0) { $0 + $1.ignored } }

  /// The switches that stop a cause at its destinations, and those that are said to and do not: a sentence each, by destination.
  package func controls(of cause: Cause) -> [String] {
    cause.reachedFieldsByDestination.flatMap { destination, reachedFields in
      var seen: Set<String> = []
      return reachedFields.flatMap(\.first.controls).filter { seen.insert($0.set).inserted }.map {
        "\(name(of: destination)): \($0.advice)"
      }
    }
  }
}

/// What a gate makes of the findings.
package struct Verdict: Equatable, Sendable {
  package enum Status: String, Sendable {
    case pass, fail, incomplete
  }

  package var status: Status
  package var failOn: Severity
  /// How many findings of each severity the gate minds.
  package var counts: [Severity: Int]
  /// How many findings it does not mind, by ``Disposition/name``.
  package var accepted: [String: Int]

  /// Whether a capture could not even be opened: wrongly named or forbidden, which nothing excuses.
  package var isUnreadable: Bool

  /// A failed gate outranks incomplete coverage.
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

  /// 0, 1 or 2, as a gate in CI expects it; `allowIncomplete` lets a capture pass that was not examined whole.
  package func exitCode(allowIncomplete: Bool) -> Int32 {
    switch status {
    case .pass: 0
    case .fail: 1
    case .incomplete: allowIncomplete && !isUnreadable ? 0 : 2
    }
  }
}
