import Auditing
import Knowledge
import Vocabulary

/// The vendor's own settings that help at one destination.
struct DestinationSettings {
  let destination: String
  /// The settings that stop a finding, the most effective first.
  let controls: [Destination.Control]
}

extension AuditReport {
  /// The settings that help, each once: for each destination the fewest that stop everything that any setting stops.
  ///
  /// Settings without an effect are in `telltale explain`.
  var settings: [DestinationSettings] {
    let open = causes.filter(isActionable).flatMap(\.findings).filter { $0.disposition.isOpen && $0.severity > .info }
    return open.grouped(by: \.destination).compactMap { findings in
      let controls = Self.fewest(of: findings)
      return controls.isEmpty ? nil : DestinationSettings(destination: findings[0].destination, controls: controls)
    }
  }

  /// Takes the setting that stops most, then the one that stops most of the rest, and so on.
  private static func fewest(of findings: [Finding]) -> [Destination.Control] {
    var (rest, chosen) = (findings, [Destination.Control]())
    while true {
      let offers = rest.flatMap { $0.controls.filter(\.isEffective) }.grouped(by: \.set)
      guard let best = offers.max(by: { $0.count < $1.count }) else { return chosen }
      chosen.append(best[0])
      rest.removeAll { finding in finding.controls.contains { $0.isEffective && $0.set == best[0].set } }
    }
  }
}

extension AuditReport {
  /// Whether a cause needs action: it fails the gate, or it is open and more than information.
  func isActionable(_ cause: Cause) -> Bool {
    cause.isOpen && cause.severity != .info || cause.findings.contains { $0.fails(at: verdict.failOn) }
  }
}

extension Cause {
  /// The fields of open findings; all fields if none is open.
  var openReachedFields: [ReachedField] {
    let all = reachedFields
    let open = all.filter { $0.first.disposition.isOpen && $0.first.severity > .info }
    return open.isEmpty ? all : open
  }
}
