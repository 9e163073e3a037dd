/// A figure and its target.
struct Target {
  /// The limit for a figure.
  enum Limit {
    /// At most this; a second limit must hold in any case.
    case atMost(Double, inAnyCase: Double? = nil)
    case atLeast(Double)
    /// This figure, with a tolerance.
    case near(Double, within: Double)
  }

  var name: String
  var limit: Limit
  /// The decimals to print, and the unit.
  var decimals = 2
  var unit = ""
  /// Nil if it was not measured; `note` says why.
  var measured: Double?
  /// A remark.
  var note = ""

  /// Whether the figure is within its limit, in words.
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

  /// The heading above the lines.
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
