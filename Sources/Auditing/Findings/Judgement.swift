import Knowledge
import Vocabulary

/// Decides the severity of each finding and whether it counts at the gate, by policy and baseline.
struct Judgement {
  private let policy: Policy
  private let baseline: Baseline?
  /// The disclosures, waivers and fingerprints of the baseline that matched a finding.
  private var disclosures: Set<Int> = []
  private var waivers: Set<Int> = []
  private var known: Set<String> = []

  init(_ policy: Policy, baseline: Baseline?) {
    self.policy = policy
    self.baseline = baseline
  }

  /// The severity of a rule's finding at a party, if the rule itself says `severity`. The policy changes severities at third
  /// parties; what is harmless at the app's own server stays so.
  func severity(of rule: Rule, at party: Party, otherwise severity: Severity) -> Severity {
    party == .third || rule.severity[.third] == nil ? policy.severities[rule.id] ?? severity : severity
  }

  /// Whether a finding counts at the gate. Disclosures and waivers take precedence over the baseline, which does not replace an
  /// expired waiver.
  mutating func disposition(of finding: Finding) -> Disposition {
    let disclosing = policy.disclosures.indices.filter { policy.disclosures[$0].covers(finding) }
    let covering = policy.waivers.indices.filter { policy.waivers[$0].covers(finding) }
    let isKnown = baseline?.holds(finding.fingerprint) ?? false
    disclosures.formUnion(disclosing)
    waivers.formUnion(covering)
    if isKnown { known.insert(finding.fingerprint) }
    if let number = disclosing.first {
      return .disclosed(reason: policy.disclosures[number].reason, link: policy.disclosures[number].link)
    }
    // The longest of several waivers decides.
    if let number = covering.max(by: { policy.waivers[$0].expires < policy.waivers[$1].expires }) {
      let waiver = policy.waivers[number]
      return waiver.isOver
        ? .expired(reason: waiver.reason, owner: waiver.owner, expires: waiver.expires)
        : .waived(reason: waiver.reason, owner: waiver.owner, expires: waiver.expires)
    }
    return isKnown ? .known : .open
  }

  /// The entries of policy and baseline that match no finding any more, in the order of the file.
  var notes: [Note] {
    var notes: [Note] = []
    for (number, disclosure) in policy.disclosures.enumerated() where !disclosures.contains(number) {
      notes.append(Note(file: policy.file, line: disclosure.line, message: "nothing was found that this disclosure covers"))
    }
    for (number, waiver) in policy.waivers.enumerated() where !waivers.contains(number) {
      notes.append(Note(file: policy.file, line: waiver.line, message: "this waiver covers no finding: remove it"))
    }
    if let baseline, baseline.count > known.count {
      let gone = baseline.count - known.count
      notes.append(
        Note(file: baseline.file, line: 1, message: "\(gone) of \(baseline.count) known findings are gone: regenerate the baseline"))
    }
    return notes.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }
}

/// A remark about a file of the reviewer's that does not change the verdict.
package struct Note: Equatable, Sendable, CustomStringConvertible {
  package var file: String
  package var line: Int
  package var message: String

  package var description: String { "\(file):\(line): \(message)" }
}

extension Policy.Disclosure {
  /// A disclosure says what a field is sent for. It never covers a credential, nor a person in a field that is about something
  /// else; other findings must be named by their rule.
  package func covers(_ finding: Finding) -> Bool {
    guard finding.rule.category != .credential, field.matches(finding.field), event?.matches(finding.event ?? "") ?? true,
      destination?.matches(finding.destination) ?? true
    else { return false }
    if let rule { return rule == finding.rule.id }
    switch finding.rule.category {
    case .pageContext, .userContent: return true
    case .personalData: return ["user.", "group.", "client."].contains(where: finding.field.hasPrefix) || finding.rule.isAboutField
    case .credential, .destination, .schema, .consent: return false
    }
  }
}

extension Policy.Waiver {
  func covers(_ finding: Finding) -> Bool {
    guard event?.matches(finding.event ?? "") ?? true, destination?.matches(finding.destination) ?? true else { return false }
    switch subject {
    case .fingerprint(let fingerprint): return finding.fingerprint == fingerprint
    case .rule(let rule, let path): return finding.rule.id == rule && path.matches(finding.field)
    }
  }
}

extension Rule {
  /// Whether it judges a field by its name, not by its content.
  fileprivate var isAboutField: Bool { if case .field = test { true } else { false } }
}
