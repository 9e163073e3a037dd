/// Recorded counts compared with current ones.
struct Comparison {
  var recorded: Instructions
  var counted: Instructions
  /// The relative change within which a count is unchanged.
  var tolerance: Double

  /// The change of one run since it was recorded.
  struct Change: Equatable {
    enum Verdict: Equatable {
      case same, grew, shrank, unrecorded, uncounted
    }

    var name: String
    var recorded: Int?
    var counted: Int?
    var verdict: Verdict
    /// The change relative to the recorded count.
    var share: Double?

    /// `+4.20 %`.
    fileprivate var percent: String { share.map { "\($0 < 0 ? "" : "+")\((100 * $0).formatted(2)) %" } ?? "-" }
  }

  /// All runs by name.
  var changes: [Change] {
    Set(recorded.counts.keys).union(counted.counts.keys).sorted().map { name in
      let (old, new) = (recorded.counts[name], counted.counts[name])
      guard let old, let new else {
        return Change(name: name, recorded: old, counted: new, verdict: new == nil ? .uncounted : .unrecorded)
      }
      let share = Double(new - old) / Double(max(1, old))
      return Change(
        name: name, recorded: old, counted: new, verdict: share > tolerance ? .grew : share < -tolerance ? .shrank : .same, share: share)
    }
  }

  /// Why the comparison fails; empty if it does not.
  var failures: [String] {
    changes.compactMap { change in
      switch change.verdict {
      case .grew: "\(change.name) grew by \(change.percent.dropFirst())"
      case .unrecorded: "\(change.name) is not recorded: make count COUNT=--record"
      case .uncounted: "\(change.name) is recorded and was not counted"
      case .same, .shrank: nil
      }
    }
  }

  /// Remarks that are not failures.
  var remarks: [String] {
    var remarks = changes.filter { $0.verdict == .shrank }.map {
      "\($0.name) shrank by \($0.percent.dropFirst()): record that it did, with make count COUNT=--record"
    }
    for (what, old, new) in [
      ("the compiler", recorded.origin.swift, counted.origin.swift), ("the processor", recorded.origin.processor, counted.origin.processor),
    ] where old != new {
      remarks.append("\(what) was another when the counts were recorded, so they may differ for that alone: \(old), now \(new)")
    }
    return remarks
  }

  /// One line for each run, then failures and remarks.
  var text: String {
    let heading = "\("instructions".padded(to: 36))\("recorded".aligned(to: 16))\("counted".aligned(to: 16))\("change".aligned(to: 12))"
    let rows = changes.map { change in
      let cells = [change.recorded.map(String.init) ?? "-", change.counted.map(String.init) ?? "-"].map { $0.aligned(to: 16) }
      let mark = [.same, .shrank].contains(change.verdict) ? "" : "  !"
      return change.name.padded(to: 36) + cells.joined() + change.percent.aligned(to: 12) + mark
    }
    let notes = failures + remarks
    return ([heading] + rows + (notes.isEmpty ? [] : [""] + notes)).joined(separator: "\n")
  }
}
