import Captures
package import Detecting
import Knowledge
import Payloads
import Vocabulary

/// The sum of captures before judging: first-party hosts, causes, consent and the gate are decided when everything is known.
package struct AuditSum {
  package private(set) var captures: [AuditedCapture]
  private var tally: AuditTally
  private var parties: Parties

  init(captures: [AuditedCapture], tally: AuditTally, parties: Parties) {
    self.captures = captures
    self.tally = tally
    self.parties = parties
  }

  // MARK: Judge

  /// The report of a configuration, which must be the one of the audit.
  package func report(_ configuration: Audit.Configuration, _ book: RuleBook) -> AuditReport {
    let ownDomains = parties.ownDomains { book.destinations.isPlatform(host: $0) }
    let firstParty = Set(ownDomains.map(\.domain))
    let traffic = tally.traffic.traffic(firstParty: firstParty)
    var captures = captures
    for (number, tallied) in tally.captures where captures.indices.contains(number) {
      captures[number].span = tallied.span
      if captures[number].error == nil, let reason = captures[number].nothingExamined(tallied, traffic) {
        captures[number].gaps.append(Gap(place: Gap.capture, reason: reason))
      }
    }
    for (number, gaps) in tally.gaps.gaps(firstParty: firstParty) where captures.indices.contains(number) { captures[number].gaps += gaps }
    for (number, gap) in tally.expected.gaps where captures.indices.contains(number) { captures[number].gaps.append(gap) }
    var judgement = Judgement(configuration.policy, baseline: configuration.baseline)
    var collected = tally.findings
    collected.add(tally.spec)
    collected.settle(signalled: tally.signals.signalled)
    let (findings, traces) = collected.findings(firstParty: firstParty, &judgement)
    var report = AuditReport(
      rules: book.rules, captures: captures, policy: configuration.policy.file.isEmpty ? nil : configuration.policy.file,
      baseline: configuration.baseline, traffic: traffic, findings: findings,
      causes: CauseFinder.causes(of: findings, traces: traces),
      verdict: Verdict(findings, failOn: configuration.failOn, captures: captures), notes: judgement.notes + tally.expected.notes,
      showsValues: configuration.showValues, ownDomains: ownDomains, editing: configuration.editing)
    report.folding = collected.folding.notes
    report.signals = tally.signals.signals(firstParty: firstParty)
    var learned = tally.learned
    learned.add(configuration.given, of: -1, hash: tally.findings.hash)
    report.learned = learned.learned(findings)
    report.exposures = tally.exposures?.exposures() ?? []
    report.planSketch = tally.sketch?.sketch
    report.inventory = tally.inventory?.inventory(firstParty: firstParty, captures: captures, traffic: traffic)
    return report
  }

  /// The occurrences of findings that could be judged only at the end.
  func concluded() -> [FindingCollector.StreamedOccurrence] {
    var collected = tally.findings
    collected.add(tally.spec)
    return collected.drain()
  }

  // MARK: Parts

  /// The sum as a partial result.
  package func part(_ basis: AuditPart.Basis) -> AuditPart {
    var writer = PartWriter()
    captures.write(to: &writer)
    parties.evidence.write(to: &writer)
    tally.write(to: &writer)
    return AuditPart(basis: basis, sums: writer.bytes)
  }

  /// The sum of partial results, in any order; all have the same basis.
  /// - Throws: ``PartError`` for one that is damaged, and for a capture that is in several.
  package init(of parts: [AuditPart], _ configuration: Audit.Configuration, _ book: RuleBook) throws(PartError) {
    var read: [(captures: [AuditedCapture], evidence: Parties.Evidence, rest: PartReader)] = []
    for part in parts {
      var reader = part.reader
      reader.destinations = book.destinations.destinations.count
      read.append((try reader.value(), try reader.value(), reader))
    }
    // In the order of an audit of all captures.
    let order = read.indices.flatMap { part in read[part].captures.indices.map { (part: part, number: $0) } }
      .sorted { one, other in
        let files = (read[one.part].captures[one.number].file, read[other.part].captures[other.number].file)
        return files.0 == files.1 ? (one.part, one.number) < (other.part, other.number) : CapturePaths.precedes(files.0, files.1)
      }
    var numbers = read.map { [Int](repeating: 0, count: $0.captures.count) }
    captures = []
    var owner: (file: String, part: Int)?
    for (part, number) in order {
      let capture = read[part].captures[number]
      if let owner, owner.file == capture.file, owner.part != part {
        throw PartError(reason: "\(capture.file) is in another partial result too")
      }
      owner = (capture.file, part)
      numbers[part][number] = captures.count
      captures.append(capture)
    }
    tally = AuditWorker.emptyTally(configuration, book)
    parties = Parties(firstParty: configuration.firstParty)
    for number in read.indices {
      var part = AuditWorker.emptyTally(configuration, book)
      try part.read(from: &read[number].rest, captures: CaptureNumbers(numbers[number]))
      guard read[number].rest.isAtEnd else { throw .damaged }
      tally.merge(part)
      parties.merge(read[number].evidence)
    }
  }
}

extension AuditedCapture {
  /// Why a completely read capture shows nothing about an app; nil if it does.
  fileprivate func nothingExamined(_ tallied: AuditTally.Capture, _ traffic: [DestinationTraffic]) -> String? {
    if let document = tallied.document { return document.reason }
    if kind == .har {
      guard gaps.isEmpty else { return nil }
      if records == 0 { return "a HAR without requests: record again, with the network panel open before the page is loaded" }
      guard traffic.allSatisfy(\.id.isEmpty) else { return nil }
      return ignored == records ? "every request went to a host that the policy ignores" : "no request names the host it went to"
    }
    guard tallied.events == 0, gaps.isEmpty else { return nil }
    return records == 0
      ? "a log without events" : "JSON without a recognised event: give a HAR, or a log whose lines are events as they were sent"
  }
}
