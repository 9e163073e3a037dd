/// A small generator of pseudorandom numbers: the same seed gives the same numbers on every machine.
///
/// Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators (2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// - Parameters:
  ///   - seed: where to begin.
  ///   - stream: another sequence of the same seed.
  init(seed: UInt64, stream: Int = 0) {
    state = seed &+ UInt64(truncatingIfNeeded: stream) &* 0x9E37_79B9_7F4A_7C15
    state = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in a range. Unlike `Int.random(in:using:)`, it does not depend on the version of Swift.
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// A number in a range; small ones are common and large ones rare, like sizes of files.
  mutating func skewed(_ range: ClosedRange<Int>) -> Int {
    let share = Double(next() >> 11) / Double(1 << 53)
    return range.lowerBound + Int(Double(range.count - 1) * share * share * share)
  }

  /// True once in `times`.
  mutating func one(in times: Int) -> Bool {
    int(1...times) == 1
  }

  /// A random element.
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[int(0...elements.count - 1)]
  }

  private static let hexDigits = Array("0123456789abcdef")
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

  mutating func hex(_ count: Int) -> String {
    String((0..<count).map { _ in pick(Self.hexDigits) })
  }

  mutating func letters(_ count: Int) -> String {
    String((0..<count).map { _ in pick(Self.letters) })
  }

  /// A random UUID (RFC 9562, version 4).
  mutating func uuid() -> String {
    "\(hex(8))-\(hex(4))-4\(hex(3))-\(pick(["8", "9", "a", "b"]))\(hex(3))-\(hex(12))"
  }
}
