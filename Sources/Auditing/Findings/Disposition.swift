package import Vocabulary

/// Whether a finding counts at the gate and, if not, why.
package enum Disposition: Equatable, Sendable {
  /// It counts.
  case open
  /// It was sent on purpose and publicly disclosed.
  case disclosed(reason: String, link: String?)
  /// It was accepted until the end of a day.
  case waived(reason: String, owner: String?, expires: Day)
  /// The waiver has expired: the finding fails the gate whatever its severity.
  case expired(reason: String, owner: String?, expires: Day)
  /// It is in the baseline.
  case known

  /// Whether it counts at the gate.
  package var isOpen: Bool {
    switch self {
    case .open, .expired: true
    case .disclosed, .waived, .known: false
    }
  }

  /// A word for programs.
  package var name: String {
    switch self {
    case .open: "open"
    case .disclosed: "disclosed"
    case .waived: "waived"
    case .expired: "expired"
    case .known: "known"
    }
  }

  /// Half a sentence for people; nil for an open finding.
  package var explanation: String? {
    switch self {
    case .open: nil
    case .disclosed(let reason, let link): "disclosed: \(reason)" + (link.map { " (\($0))" } ?? "")
    case .waived(let reason, let owner, let expires): "waived until \(expires)" + by(owner) + ": \(reason)"
    case .expired(let reason, let owner, let expires): "the waiver ended on \(expires)" + by(owner) + ": \(reason)"
    case .known: "in the baseline"
    }
  }

  private func by(_ owner: String?) -> String { owner.map { " by \($0)" } ?? "" }
}

extension Finding {
  /// The message with the disposition, for lists without a column for it.
  package var messageWithStanding: String { message + (disposition.explanation.map { " (\($0))" } ?? "") }

  /// Whether it fails a gate at a severity.
  package func fails(at severity: Severity) -> Bool {
    if case .expired = disposition { true } else { disposition.isOpen && self.severity >= severity }
  }
}
