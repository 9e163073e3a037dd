/// Words that are searched for inside longer ones, by their first bytes.
struct WordParts: Sendable {
  /// The minimum length of a part in bytes.
  private static let shortest = 3

  private var parts: [UInt32: [[UInt8]]] = [:]

  init(_ words: some Sequence<String> = []) {
    // Sorted by bytes, which is also the order of their code points, without decoding them.
    let long = words.map { Array($0.utf8) }.filter { $0.count >= Self.shortest }.sorted { $0.lexicographicallyPrecedes($1) }
    for bytes in long { parts[Self.head(bytes, at: 0), default: []].append(bytes) }
  }

  /// The end of the first part in a word; nil if it has none.
  func end(of word: [UInt8]) -> Int? {
    guard word.count >= Self.shortest else { return nil }
    for start in 0...word.count - Self.shortest {
      for part in parts[Self.head(word, at: start)] ?? [] where start + part.count <= word.count {
        if part.indices.allSatisfy({ word[start + $0] == part[$0] }) { return start + part.count }
      }
    }
    return nil
  }

  private static func head(_ word: [UInt8], at start: Int) -> UInt32 {
    UInt32(word[start]) << 16 | UInt32(word[start + 1]) << 8 | UInt32(word[start + 2])
  }
}
