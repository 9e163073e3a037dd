import Foundation

extension String {
  /// The text with spaces after it, at least `width` characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The text with spaces before it, at least `width` characters.
  func aligned(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

extension Double {
  /// The number with this many decimals and a point, whatever the locale.
  func formatted(_ decimals: Int) -> String {
    String(format: "%.\(decimals)f", self)
  }
}
