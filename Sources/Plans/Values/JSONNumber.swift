/// An exact JSON number: decimal digits and an exponent, without zeros at either end.
package struct JSONNumber: Hashable, Sendable {
  private let isNegative: Bool
  /// The digits from the highest to the lowest that is not zero; empty for zero.
  private let digits: [UInt8]
  /// The power of ten of the last digit.
  private let exponent: Int

  /// Larger exponents are replaced by this one; no real number comes near it.
  private static let maximumExponent = 1_000_000
  /// Numbers with more digits are rejected.
  private static let maximumDigits = 10_000

  /// Reads a number by RFC 8259; nil for anything else.
  package init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    let whole = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(whole.count)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0"), rest.count <= Self.maximumDigits else { return nil }
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: Self.isDigit)
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(1 + fraction.count)
    }
    var power = 0
    if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      let isSmall = rest.first == UInt8(ascii: "-")
      if isSmall || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard !rest.isEmpty, rest.allSatisfy(Self.isDigit) else { return nil }
      for digit in rest { power = min(power * 10 + Int(digit - UInt8(ascii: "0")), Self.maximumExponent) }
      if isSmall { power = -power }
      rest = []
    }
    guard rest.isEmpty, whole.count <= Self.maximumDigits else { return nil }
    var all = (whole + fraction).drop { $0 == UInt8(ascii: "0") }.map { $0 - UInt8(ascii: "0") }
    var last = power - fraction.count
    while all.last == 0 {
      all.removeLast()
      last += 1
    }
    digits = all
    exponent = all.isEmpty ? 0 : last
  }

  package init(_ value: Int) {
    self = JSONNumber(String(value)) ?? Self.zero
  }

  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    (self.isNegative, self.digits, self.exponent) = (isNegative, digits, exponent)
  }

  private static let zero = JSONNumber(isNegative: false, digits: [], exponent: 0)

  /// Whether it has no fraction: `1.0` has none.
  package var isInteger: Bool { exponent >= 0 }

  /// The number as an integer; nil if it has a fraction or is too large.
  package var integer: Int? {
    guard isInteger, digits.count + exponent <= 18 else { return nil }
    let magnitude = (digits + [UInt8](repeating: 0, count: digits.isEmpty ? 0 : exponent)).reduce(0) { $0 * 10 + Int($1) }
    return isNegative ? -magnitude : magnitude
  }

  /// The number as JSON, as short as possible.
  package var text: String {
    if digits.isEmpty { return "0" }
    let sign = isNegative ? "-" : ""
    let shown = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    if exponent == 0 { return sign + shown }
    if exponent > 0 { return exponent <= 20 ? sign + shown + String(repeating: "0", count: exponent) : "\(sign)\(shown)e\(exponent)" }
    let point = digits.count + exponent
    if point > 0 { return sign + shown.prefix(point) + "." + shown.dropFirst(point) }
    return point > -20 ? sign + "0." + String(repeating: "0", count: -point) + shown : "\(sign)\(shown)e\(exponent)"
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.digits == b.digits && a.exponent == b.exponent && (a.isNegative == b.isNegative || a.digits.isEmpty)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(digits)
    hasher.combine(exponent)
  }

  /// Whether it is an integer multiple of another, exactly: `0.3` is a multiple of `0.1`.
  package func isMultiple(of divisor: Self) -> Bool {
    if digits.isEmpty { return true }
    if divisor.digits.isEmpty { return false }
    // No multiple of the divisor has a digit below the divisor's last.
    guard exponent >= divisor.exponent else { return false }
    guard divisor.digits.count <= 18 else { return self == divisor }
    let modulus = divisor.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
    let times = { (a: UInt64, b: UInt64) in
      let product = a.multipliedFullWidth(by: b)
      return modulus.dividingFullWidth((product.high % modulus, product.low)).remainder
    }
    var (remainder, power, factor) = (UInt64(0), exponent - divisor.exponent, 10 % modulus)
    for digit in digits { remainder = (times(remainder, 10 % modulus) + UInt64(digit)) % modulus }
    while power > 0 {
      if power & 1 == 1 { remainder = times(remainder, factor) }
      factor = times(factor, factor)
      power >>= 1
    }
    return remainder == 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}

extension JSONNumber: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    let (signA, signB) = (a.sign, b.sign)
    if signA != signB { return signA < signB }
    return signA < 0 ? b.isSmaller(than: a) : a.isSmaller(than: b)
  }

  private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

  /// Whether its magnitude is smaller than another's.
  private func isSmaller(than other: Self) -> Bool {
    let (high, otherHigh) = (digits.count + exponent, other.digits.count + other.exponent)
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if high != otherHigh { return high < otherHigh }
    for at in 0..<max(digits.count, other.digits.count) {
      let (mine, theirs) = (at < digits.count ? digits[at] : 0, at < other.digits.count ? other.digits[at] : 0)
      if mine != theirs { return mine < theirs }
    }
    return false
  }
}
