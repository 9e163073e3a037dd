package import Vocabulary

/// Whether the gate minds a finding and, where it does not, why.
package enum Disposition: Equatable, Sendable {
  /// It counts.
  case open
  /// It was sent on purpose and said so publicly.
  case disclosed(reason: String, link: String?)
  /// Somebody accepted it until the end of a day.
  case waived(reason: String, owner: String?, expires: Day)
  /// Somebody accepted it until a day that is over: it fails whatever it is worth.
  case expired(reason: String, owner: String?, expires: Day)
  /// It was there before, as a baseline says.
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

  /// A half sentence for people; nil for a finding that is simply open.
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
  /// Its message with how it stands, for lists that have no other place for that.
  package var messageWithStanding: String { message + (disposition.explanation.map { " (\($0))" } ?? "") }

  /// Whether it fails a gate that stands at a severity.
  package func fails(at severity: Severity) -> Bool {
    if case .expired = disposition { true } else { disposition.isOpen && self.severity >= severity }
  }
}
