/// A figure beside what it should be.
struct Target {
  /// What a figure must keep to.
  enum Limit {
    /// At most this; a second limit is what is asked for in any case.
    case atMost(Double, inAnyCase: Double? = nil)
    case atLeast(Double)
    /// As near to this as that.
    case near(Double, within: Double)
  }

  var name: String
  var limit: Limit
  /// The decimals to print, and the unit.
  var decimals = 2
  var unit = ""
  /// Nil where it was not measured, which `note` says why.
  var measured: Double?
  /// What else is to be said.
  var note = ""

  /// Whether the figure keeps to its limit; nil where it was not measured.
  var verdict: String {
    guard let measured else { return "not measured" }
    switch limit {
    case .atMost(let most, let inAnyCase):
      if measured <= most { return "ok" }
      return inAnyCase.map { measured <= $0 } == true ? "MISSED, yet not by the worst" : "MISSED"
    case .atLeast(let least): return measured >= least ? "ok" : "MISSED"
    case .near(let center, let distance): return abs(measured - center) <= distance ? "ok" : "MISSED"
    }
  }

  var line: String {
    let value = measured.map { "\($0.formatted(decimals))\(unit)" } ?? "-"
    let remark = note.isEmpty ? "" : " (\(note))"
    return "\(name.padded(to: 50))\(limit.text(decimals, unit).padded(to: 24))\(value.padded(to: 12))\(verdict)\(remark)"
  }

  /// What stands above the lines.
  static let heading = "\("target".padded(to: 50))\("limit".padded(to: 24))\("measured".padded(to: 12))"
}

extension Target.Limit {
  fileprivate func text(_ decimals: Int, _ unit: String) -> String {
    let value = { (number: Double) in "\(number.formatted(decimals))\(unit)" }
    return switch self {
    case .atMost(let most, let inAnyCase): "≤ \(value(most))" + (inAnyCase.map { ", at worst \(value($0))" } ?? "")
    case .atLeast(let least): "≥ \(value(least))"
    case .near(let center, let distance): "\(value(center)) ± \(value(distance))"
    }
  }
}
