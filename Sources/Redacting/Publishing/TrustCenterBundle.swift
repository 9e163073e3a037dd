package import Auditing
import Captures
import Detecting
package import Knowledge
import Payloads
package import Vocabulary

/// What may be published about what an app sends: samples, inventory, destinations, what is not sent, and what is missing.
package struct TrustCenterBundle: Sendable {
  /// A destination as it is published.
  package struct Destination: Sendable {
    package var id: String
    package var name: String
    package var category: String
    package var hosts: [String]
    package var records: Int
    /// The purpose, from the policy; nil if it has none.
    package var purpose: String?
    /// Where the data is kept: according to the hosts that received it, or else to the policy.
    package var region: String?
    /// The region in the policy, if the hosts show another.
    package var statedRegion: String?
    /// The names of the data platforms that forward events to it.
    package var through: [String] = []

    /// The category in plain words.
    package var kind: String {
      switch category {
      case "cdp": "customer data platform"
      case "apm": "performance monitoring"
      case "unknown": "not known to telltale"
      default: category.replacing("-", with: " ")
      }
    }
  }

  /// Something that is sent on purpose, according to the policy.
  package struct Disclosure: Sendable {
    package var what: String
    package var reason: String
    package var link: String?
    /// Whether the captures contain it.
    package var wasSeen: Bool
  }

  /// A capture that the bundle was made from.
  package struct Source: Sendable {
    package var name: String
    package var digest: String
    package var records: Int
    /// What recorded it and when, in short words.
    package var origin: String

    package init(name: String, digest: String, records: Int, origin: String = "") {
      self.origin = origin
      self.name = name
      self.digest = digest
      self.records = records
    }
  }

  package var date: Day
  package var sources: [Source]
  /// The SHA-256 of the rules, and of the policy if there is one.
  package var rules: String
  package var policyDigest: String?
  package var samples: [Sample]
  package var inventory: Inventory
  package var destinations: [Destination]
  package var absences: [Absence]
  /// What is sent on purpose and publicly disclosed.
  package var disclosures: [Disclosure]
  /// A sentence that says that the captures fail their audit; nil if they pass.
  package var failure: String?
  /// The destinations that browsers connect to, which therefore see users' IP addresses, and those of them that may keep these, by
  /// ID.
  package var connected: [String]
  package var loggers: [String]
  /// The destinations that are reached only through servers of the app's own, and see no user's IP address.
  package var proxied: [String]
  /// The result of testing opt-out, in a sentence; and whether it is a gap.
  package var optOut: (statement: String, isGap: Bool)
  /// What was not examined or could not be redacted, in sentences.
  package var unexamined: [String]
  /// What the policy does not state, or states differently from the captures, in sentences.
  package var unstated: [String]
  /// Whether something was not examined or could not be redacted, so that nothing may be claimed about it.
  package var isIncomplete: Bool

  /// What is missing, in sentences.
  package var gaps: [String] { unexamined + unstated }

  /// The number of requests and events of third parties that were examined.
  package var payloads: Int { destinations.reduce(0) { $0 + $1.records } }

  // MARK: Making one

  /// Combines everything about captures. `report` is their audit with an inventory, `refusals` are those that could not be
  /// redacted.
  package init(
    _ report: AuditReport, samples: [Sample], policy: Policy, sources: [Source], refusals: [String], evidence: Evidence
  ) {
    date = evidence.date
    policyDigest = evidence.policy
    self.sources = sources
    rules = evidence.rules
    self.samples = samples
    var inventory = report.inventory ?? .empty
    inventory.destinations.removeAll { $0.party != .third }
    inventory.withholdExamples()
    self.inventory = inventory
    destinations = report.traffic.filter { $0.party == .third }.map { Self.destination($0, policy, report) }
    absences = Absence.all(of: report)
    disclosures = policy.disclosures.map { Self.disclosure($0, report) }
    let failing = report.findings.count { $0.fails(at: report.verdict.failOn) }
    failure =
      report.verdict.status == .fail
      ? "The captures fail their audit: \(counted(failing, "finding")) of \(report.verdict.failOn.name) or above. They are listed under what was found."
      : nil
    let direct = report.traffic.filter { $0.party == .third && !$0.hosts.isEmpty && !$0.isProxied }
    connected = direct.map(\.id)
    let logging = Set(report.findings.filter { $0.rule.isAboutConnection && $0.severity > .info }.map(\.destination))
    loggers = connected.filter(logging.contains)
    proxied = report.traffic.filter { $0.party == .third && $0.isProxied }.map(\.id)
    optOut = Self.optOut(report)
    isIncomplete = !refusals.isEmpty || !report.captures.allSatisfy(\.complete) || !inventory.isComplete
    unexamined = Self.unexamined(report, inventory, refusals)
    unstated = Self.unstated(destinations)
  }

  private static func destination(_ traffic: DestinationTraffic, _ policy: Policy, _ report: AuditReport) -> Destination {
    let listed = policy.listing(of: traffic)
    let seen = traffic.regions.map(\.rawValue)
    let stated = listed?.region?.rawValue
    return Destination(
      id: traffic.id, name: traffic.name, category: traffic.category, hosts: traffic.hosts, records: traffic.records,
      purpose: listed?.purpose, region: seen.isEmpty ? stated : seen.joined(separator: ", "),
      statedRegion: seen.isEmpty || seen == stated.map { [$0] } ?? seen ? nil : stated, through: traffic.through.map(report.name(of:)))
  }

  private static func disclosure(_ disclosure: Policy.Disclosure, _ report: AuditReport) -> Disclosure {
    let parts = [disclosure.event.map { "event \($0.description)" }, disclosure.destination.map { "to \($0.description)" }].compactMap(
      \.self)
    let wasSeen = report.findings.contains(where: disclosure.covers)
    return Disclosure(
      what: disclosure.field.description + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"), reason: disclosure.reason,
      link: disclosure.link, wasSeen: wasSeen)
  }

  private static func optOut(_ report: AuditReport) -> (statement: String, isGap: Bool) {
    let spoken = report.findings.filter { $0.rule.category == .consent && $0.severity > .low }
    if !spoken.isEmpty {
      let names = spoken.map { report.name(of: $0.destination) }.grouped { $0 }.compactMap(\.first).sorted()
      return ("Although a customer opted out, something was sent to \(names.joined(separator: ", ")).", true)
    }
    if let silence = report.silence { return (silence, false) }
    return ("No capture of a customer who opted out was examined, so nothing is said about opting out.", true)
  }

  private static func unexamined(_ report: AuditReport, _ inventory: Inventory, _ refusals: [String]) -> [String] {
    var gaps = refusals.map { "Could not be redacted: \($0)" }
    for (number, capture) in report.captures.enumerated() {
      if let error = capture.error { gaps.append("Capture \(number + 1) could not be read: \(error.reason)") }
      for gap in capture.gaps {
        let record = gap.record.map { "record \($0), " } ?? ""
        gaps.append("Capture \(number + 1), \(record)\(gap.place): \(gap.reason)")
      }
    }
    if inventory.omitted > 0 { gaps.append("\(counted(inventory.omitted, "value")) in fields that are not listed, for there are too many") }
    return gaps
  }

  private static func unstated(_ destinations: [Destination]) -> [String] {
    var gaps: [String] = []
    for destination in destinations where destination.purpose == nil {
      gaps.append("No purpose is stated for \(destination.name).")
    }
    for destination in destinations {
      guard let stated = destination.statedRegion, let region = destination.region else { continue }
      gaps.append("\(destination.name): the policy says \(stated.uppercased()), and data was sent to hosts of \(region.uppercased()).")
    }
    return gaps
  }
}

extension Policy {
  /// The policy's entry for a destination, or for one that a data platform forwards events to; nil if there is none.
  package func listing(of traffic: DestinationTraffic) -> Destination? {
    destinations?.first { listed in
      listed.id == traffic.id || listed.host.map { host in traffic.hosts.contains(where: host.matches) } ?? false
        || listed.through != nil && PathTable.name(of: listed.id) == PathTable.name(of: traffic.id)
    }
  }
}

extension Inventory {
  /// Keeps only the length of personal examples: three letters are too much to publish.
  fileprivate mutating func withholdExamples() {
    for destination in destinations.indices {
      for event in destinations[destination].events.indices {
        for field in destinations[destination].events[event].fields.indices {
          let known = destinations[destination].events[event].fields[field]
          guard known.dataClass >= .text, let example = known.example, let mark = example.firstIndex(of: "…") else { continue }
          destinations[destination].events[event].fields[field].example = String(example[mark...])
        }
      }
    }
  }
}
