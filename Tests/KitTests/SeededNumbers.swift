/// The same numbers on every run (SplitMix64, Steele, Lea and Flood 2014): a failure is reproducible.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `count - 1`, quickly and nearly evenly.
  mutating func below(_ count: Int) -> Int { Int(truncatingIfNeeded: next() >> 33) % count }

  /// A text of up to `length` of these pieces.
  mutating func text(of pieces: [String], length: Int) -> String {
    (0..<below(length + 1)).map { _ in pieces[below(pieces.count)] }.joined()
  }
}
