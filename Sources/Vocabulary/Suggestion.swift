/// What was meant by an unknown name, such as an ID or a key of a file.
package enum Suggestion {
  /// The known names that are similar to a name, most similar first: names that contain it or are contained in it, and names with a
  /// typo or two.
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
      // A typo in a short word makes another word. A long word may have a typo for every third letter, and three at most.
      let bearable = min(3, max(word.count, other.count) / 3)
      guard abs(word.count - other.count) <= bearable else { return nil }
      let distance = distance(word, other)
      return distance <= bearable ? (distance, name) : nil
    }
    return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
  }

  /// Whether a name has all the words of another, in their order.
  private static func isPart(_ written: String, of name: String) -> Bool {
    var words = written.split(separator: "-")[...]
    guard words.count > 1 else { return false }
    for word in name.split(separator: "-") where word == words.first { words.removeFirst() }
    return words.isEmpty
  }

  /// A question that suggests one of the known names; nil if none is similar.
  package static func question(about written: String, among known: some Sequence<String>) -> String? {
    let names = names(like: written, among: known)
    return names.isEmpty ? nil : "Did you mean \(names.joined(separator: ", "))?"
  }

  /// The number of typos between two words: letters added, left out, replaced, or swapped with the next (optimal string alignment).
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
