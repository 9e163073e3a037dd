/// Separates random strings from words: keys, tokens, hashes and session IDs from identifiers, slugs and names.
///
/// It sums evidence, in quarters of a bit: how much likelier each character is in a random string than in words. The sum never
/// falls below zero, so that a readable prefix cannot outvote a random part after it. Evidence comes from the class of a character
/// after the two before it, from pairs of letters, and from the order of vowels and consonants. A run of hex digits has its own
/// rule, because its characters give too little evidence.
enum Randomness {
  /// Whether a string of letters, digits, hyphens and underscores looks random.
  static func isRandom(_ text: Span<UInt8>) -> Bool {
    let threshold = base + (perByte * min(text.count, 64)) >> 3
    let (evidence, pairs) = (evidence, pairs)
    var score = 0
    // The classes of the two previous characters, and the previous character.
    var (before, last, previous) = (separator, separator, 0)
    // The number of letters of the current word so far, and which of the last three are vowels.
    var (letters, shape) = (0, 0)
    // How long the sum has been above zero.
    var span = 0
    var hex = HexRun()
    for at in text.indices {
      let byte = Int(text[at])
      let kind = kind(of: text[at])
      let folded = byte | 32
      var gain = Int(evidence[before * 16 + last * 4 + kind])
      if kind < digit {
        // A hump begins a word.
        if last < digit, !(last == lower && kind == upper) {
          gain += 4 * Int(pairs[((previous | 32) - 97) * 26 + folded - 97]) - neutralPair
          letters += 1
        } else {
          letters = 1
        }
        shape = (shape * 2 + 0x110_4111 >> (folded - 97) & 1) & 7
        if letters >= 3 { gain += vowels[shape] }
      } else {
        letters = 0
      }
      if kind == separator, last == separator { gain = 0 }
      // `aaaa`, `0123` and the alphabet are neither words nor random.
      let isNext = abs(byte - previous) <= 1
      if isNext, gain > 0 { gain = 0 }
      score = max(0, score + gain)
      span = score > 0 ? span + 1 : 0
      if score >= threshold && span >= shortestSpan || hex.add(kind, folded, last, isNext) { return true }
      // Two separators count as one.
      if kind != separator || last != separator { before = last }
      (last, previous) = (kind, byte)
    }
    return false
  }

  /// A run of hex digits in one case of letters.
  private struct HexRun {
    private var count = 0
    /// Neighbours that are neither equal nor consecutive, so that `0123456789abcdef` does not count.
    private var jumps = 0
    /// 1 for lower case, 2 for capitals, 0 before the first letter.
    private var letterCase = 0
    private var isMixed = false
    /// 2 for each letter but 1 for an e: a single e is an exponent (`551115123125783e-17`).
    private var letters = 0

    /// Adds a character; true if the run looks random.
    mutating func add(_ kind: Int, _ folded: Int, _ last: Int, _ isNext: Bool) -> Bool {
      guard kind == digit || kind < digit && folded <= 102 else {
        (count, letterCase) = (0, 0)
        return false
      }
      if kind < digit, letterCase != 0, letterCase != kind + 1 { count = 0 }
      if count == 0 {
        (jumps, letterCase, isMixed, letters) = (0, 0, false, 0)
      } else {
        if !isNext { jumps += 1 }
        if (kind == digit) != (last == digit) { isMixed = true }
      }
      if kind < digit {
        letterCase = kind + 1
        letters += folded == 101 ? 1 : 2
      }
      count += 1
      return count >= 16 && isMixed && letters >= 2 && jumps >= 7
    }
  }

  private static let lower = 0
  private static let upper = 1
  private static let digit = 2
  private static let separator = 3

  private static func kind(of byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit
    default: separator
    }
  }

  // The threshold grows with the length up to 64 characters: a long string has more chances of a coincidence.
  private static let base = 66
  private static let perByte = 7
  /// A hash of eight characters in a name is not a secret.
  private static let shortestSpan = 10
  /// The rarity of a pair of letters that is equally likely in both.
  private static let neutralPair = 17
  /// The evidence of the last three letters of a word, a bit for each vowel, the latest in the lowest bit.
  private static let vowels = [4, 2, 0, 1, -1, 2, 3, 5]

  /// The evidence of a class (lower, upper, digit, separator) after the two classes of the row. A hump and a capital at the start
  /// of a word are cheap.
  private static let evidence: [Int8] = [
    -1, 5, 10, -6,  // lower, lower
    0, 4, 24, 20,  // lower, upper
    17, 19, 0, -4,  // lower, digit
    -7, 0, -9, 6,  // lower, separator
    -5, 20, 24, 17,  // upper, lower
    5, 0, 22, -8,  // upper, upper
    24, 5, -5, -9,  // upper, digit
    2, 2, 2, 13,  // upper, separator
    1, 5, 11, -11,  // digit, lower
    5, 10, -4, -2,  // digit, upper
    16, 9, -1, -4,  // digit, digit
    -7, 5, -5, 15,  // digit, separator
    -2, 8, 14, 14,  // separator, lower
    1, -3, 6, -10,  // separator, upper
    24, 21, 0, -10,  // separator, digit
    15, 8, 22, -8,  // separator, separator
  ]

  /// How rare each letter is after the letter of the row, as -log2 of its share in the word lists of twelve European languages, 1 to 9.
  private static let pairs: [UInt8] = [
    "65447757575343959343568867",
    "36882989367398399458399959",
    "39693992494599399564599977",
    "37862878388676389557488967",
    "56546657576443768234767676",
    "39983489298498399465499979",
    "38982955397474489356499969",
    "29982999388667399574588969",
    "46454658775452469534859885",
    "29872999497787349938398998",
    "37772867386585379545487969",
    "36752777387367379855479958",
    "25882899399657349868499979",
    "38433638386775489843669968",
    "76557658675442659344455986",
    "39873896498488349364499979",
    "58888888688588888888168888",
    "37652768386655379544569967",
    "48493785385667459842478966",
    "39792995398687379454588959",
    "55554657565343759333778986",
    "29991979299788499678699979",
    "28882985297785379458799969",
    "47483787397668538852577668",
    "36554767596444429534576987",
    "27872988397577389977487965",
  ].flatMap { $0.utf8.map { $0 - 48 } }
}
