import Bytes

/// Titles, pronouns and signs around a person's name where it is shown.
extension Words {
  /// Whether the number of words, without particles, fits a person's name.
  var hasFewNames: Bool {
    guard words.count > 5 else { return !words.isEmpty }
    return words.count <= 10 && 1...5 ~= words.count { !Self.particles.contains(string($0)) }
  }

  /// The name without titles before it, and without a bracket (pronouns, `[X]`) or signs after it; nil if it has none of these.
  var bareName: Words? {
    guard words.count > 1 else { return nil }
    var rest = words[...]
    if let last = rest.last, ")]".utf8.contains(bytes[last.upperBound - 1]),
      let open = rest.dropFirst().firstIndex(where: { "([".utf8.contains(bytes[$0.lowerBound]) }),
      last.upperBound - rest[open].lowerBound <= Self.longestAddition
    {
      rest = rest[..<open]
    }
    while rest.count > 1, let last = rest.last, bytes[last.lowerBound] >= 0xE2, !string(last).contains(where: \.isLetter) {
      rest.removeLast()
    }
    while rest.count > 1, let first = rest.first, isTitle(first) { rest.removeFirst() }
    return rest.count == words.count ? nil : Words(bytes: bytes, words: Array(rest))
  }

  private static let longestAddition = 20

  private func isTitle(_ word: Range<Int>) -> Bool {
    guard 2...6 ~= word.count, bytes[word.lowerBound] < 0x80 else { return false }
    let isShort = bytes[word.upperBound - 1] == UInt8(ascii: ".")
    let text = string(word).lowercased()
    return isShort ? Self.abbreviations.contains(String(text.dropLast())) : Self.titles.contains(text)
  }

  private static let titles: Set<String> = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "sir", "dame", "herr", "frau", "mme", "mlle", "don", "doña",
  ]
  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "hr", "fr", "mme", "mlle", "sr", "sra", "srta", "dra", "dott", "ing", "dipl", "mag", "med",
    "rer",
    "nat", "phil", "jur", "st", "rev", "hon", "lic", "mgr",
  ]
}
