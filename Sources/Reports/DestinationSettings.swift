import Auditing
import Knowledge
import Vocabulary

/// The vendor's own settings that help at one destination.
struct DestinationSettings {
  let destination: String
  /// Those that stop something that was found; the one that stops most first.
  let controls: [Destination.Control]
}

extension AuditReport {
  /// The settings that help, each once: the fewest of each destination that stop whatever any of its settings stops.
  ///
  /// Settings that do nothing are in `telltale explain`.
  var settings: [DestinationSettings] {
    let open = causes.filter(isActionable).flatMap(\.findings).filter { $0.disposition.isOpen && $0.severity > .info }
    return open.grouped(by: \.destination).compactMap { findings in
      let controls = Self.fewest(of: findings)
      return controls.isEmpty ? nil : DestinationSettings(destination: findings[0].destination, controls: controls)
    }
  }

  /// Takes the setting that stops most, then the one that stops most of the rest, until no setting stops any more.
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
  /// Whether somebody should act on a cause: it fails the gate, or counts and is more than a note.
  func isActionable(_ cause: Cause) -> Bool {
    cause.isOpen && cause.severity != .info || cause.findings.contains { $0.fails(at: verdict.failOn) }
  }
}

extension Cause {
  /// Where it went, of what counts; everything where nothing does.
  var openReachedFields: [ReachedField] {
    let all = reachedFields
    let open = all.filter { $0.first.disposition.isOpen && $0.first.severity > .info }
    return open.isEmpty ? all : open
  }
}
