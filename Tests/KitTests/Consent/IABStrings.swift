/// Makes strings of the IAB's standards, field by field.
struct IABStrings {
  private var bits: [Bool] = []

  mutating func add(_ number: Int, _ count: Int) {
    for shift in (0..<count).reversed() { bits.append(number >> shift & 1 == 1) }
  }

  /// A number in Fibonacci coding.
  mutating func add(fibonacci number: Int) {
    var weights = [1, 2]
    while weights[weights.count - 1] <= number { weights.append(weights[weights.count - 1] + weights[weights.count - 2]) }
    var rest = number
    var code: [Bool] = []
    for weight in weights.dropLast().reversed() where !code.isEmpty || weight <= rest {
      code.append(weight <= rest)
      if weight <= rest { rest -= weight }
    }
    bits += code.reversed() + [true]
  }

  var text: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let padded = bits + [Bool](repeating: false, count: (6 - bits.count % 6) % 6)
    return String(
      stride(from: 0, to: padded.count, by: 6).map { at in alphabet[padded[at..<at + 6].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }] })
  }

  /// A TC string that consents to these purposes for these vendors.
  static func tcf(
    _ purposes: [Int], interests: [Int] = [], vendors: [Int] = [10, 755], asRange: ClosedRange<Int>? = nil, version: Int = 2,
    leavesOutPurposeOne: Bool = false
  ) -> String {
    var bits = IABStrings()
    for (number, count) in [
      (version, 6), (17_000_000_000, 36), (17_000_000_000, 36), (31, 12), (1, 12), (0, 6), (4, 6), (13, 6), (200, 12),
    ] {
      bits.add(number, count)
    }
    bits.add(4, 6)
    bits.add(2, 2)
    bits.add(0, 12)
    for list in [purposes, interests] { for purpose in 1...24 { bits.add(list.contains(purpose) ? 1 : 0, 1) } }
    bits.add(leavesOutPurposeOne ? 1 : 0, 1)
    bits.add(3 << 6 | 4, 12)
    if let range = asRange {
      bits.add(range.upperBound, 16)
      bits.add(1, 1)
      bits.add(1, 12)
      bits.add(1, 1)
      bits.add(range.lowerBound, 16)
      bits.add(range.upperBound, 16)
    } else {
      bits.add(vendors.max() ?? 0, 16)
      bits.add(0, 1)
      for vendor in 1..<(vendors.max() ?? 0) + 1 { bits.add(vendors.contains(vendor) ? 1 : 0, 1) }
    }
    bits.add(0, 17)
    return bits.text
  }

  /// A GPP string with these sections.
  static func gpp(_ sections: [(id: Int, text: String)]) -> String {
    var bits = IABStrings()
    bits.add(3, 6)
    bits.add(1, 6)
    bits.add(sections.count, 12)
    var last = 0
    for section in sections {
      bits.add(0, 1)
      bits.add(fibonacci: section.id - last)
      last = section.id
    }
    return ([bits.text] + sections.map(\.text)).joined(separator: "~")
  }

  /// A section of the United States: its version and fields of two bits.
  static func section(version: Int = 1, _ fields: [Int]) -> String {
    var bits = IABStrings()
    bits.add(version, 6)
    for field in fields { bits.add(field, 2) }
    bits.add(0, 24)
    return bits.text
  }
}
