package import Auditing

/// A difference, and the gate for it.
package struct DiffReport: Sendable {
  package var diff: InventoryDiff
  package var gate: DiffGate

  package init(_ diff: InventoryDiff, _ gate: DiffGate) {
    self.diff = diff
    self.gate = gate
  }
}

/// What a release may not add.
package struct DiffGate: Sendable {
  /// The classes that may not be new at a third party.
  package var failOn: Set<FieldClass>
  /// Whether an inventory may be incomplete.
  package var allowsIncomplete: Bool

  package init(failOn: Set<FieldClass>, allowsIncomplete: Bool) {
    self.failOn = failOn
    self.allowsIncomplete = allowsIncomplete
  }

  /// A failed gate takes precedence over an incomplete inventory.
  package func status(of diff: InventoryDiff) -> Verdict.Status {
    if !diff.failing(failOn).isEmpty { .fail } else if diff.incompleteness.isEmpty || allowsIncomplete { .pass } else { .incomplete }
  }

  package func exitCode(of diff: InventoryDiff) -> Int32 {
    switch status(of: diff) {
    case .pass: 0
    case .fail: 1
    case .incomplete: 2
    }
  }

  /// The verdict in a sentence.
  func sentence(of diff: InventoryDiff) -> String {
    switch status(of: diff) {
    case .pass where diff.destinations.isEmpty: "nothing is different"
    case .pass where failOn.isEmpty: "no class of data fails"
    case .pass: "nothing new of the classes \(Self.list(failOn))"
    case .fail: "new at a third party: \(diff.failing(failOn).map(\.rawValue).joined(separator: ", "))"
    case .incomplete: "one of the two is incomplete"
    }
  }

  private static func list(_ classes: Set<FieldClass>) -> String { classes.sorted().map(\.rawValue).joined(separator: ", ") }
}
