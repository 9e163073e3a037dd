/// What somebody may have meant who wrote a name that is not known: an id, a key of a file.
package enum Suggestion {
  /// The known names that a name is like, the likest first: those it is a part of or that are a part of it, and those a slip or two away.
  ///
  /// The order depends on the names alone, not on the order of `known`.
  package static func names(like written: String, among known: some Sequence<String>, limit: Int = 5) -> [String] {
    let word = Array(written.lowercased().utf8)
    guard !word.isEmpty else { return [] }
    let near = known.compactMap { name -> (distance: Int, name: String)? in
      let other = Array(name.lowercased().utf8)
      if word.count >= 3, name.lowercased().contains(written.lowercased()) { return (other.count - word.count, name) }
      if other.count >= 3, written.lowercased().contains(name.lowercased()) { return (word.count - other.count, name) }
      // `jwt-in-url` may be `jwt-in-page-url`: it has all the words.
      if isPart(written.lowercased(), of: name.lowercased()) { return (other.count - word.count, name) }
      // A slip in a short word makes it another word; a long one bears a slip for every third letter, and no more than three.
      let bearable = min(3, max(word.count, other.count) / 3)
      guard abs(word.count - other.count) <= bearable else { return nil }
      let distance = distance(word, other)
      return distance <= bearable ? (distance, name) : nil
    }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
  }

  /// Whether a name of several words has all the words of another, in their order.
  private static func isPart(_ written: String, of name: String) -> Bool {
    var words = written.split(separator: "-")[...]
    guard words.count > 1 else { return false }
    for word in name.split(separator: "-") where word == words.first { words.removeFirst() }
    return words.isEmpty
  }

  /// The question whether one of the known names was meant; nil if none is like it.
  package static func question(about written: String, among known: some Sequence<String>) -> String? {
    let names = names(like: written, among: known)
    return names.isEmpty ? nil : "Did you mean \(names.joined(separator: ", "))?"
  }

  /// How many slips one word is from another: letters added, left out, replaced, or swapped with the next (optimal string alignment).
  package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = before
    var row = Array(0...b.count)
    for i in a.indices {
      (before, last) = (last, row)
      row[0] = i + 1
      for j in b.indices {
        row[j + 1] = min(last[j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], before[j - 1] + 1) }
      }
    }
    return row[b.count]
  }
}
