extension String {
  /// The text up to the end of its first sentence: a full stop, or the like, before a space and a capital letter, a digit or a
  /// quotation mark.
  ///
  /// A text without such an end is one sentence. A stop after a single letter, in `e.g.` and in `etc.` does not end a sentence.
  package var firstSentence: String {
    var at = startIndex
    while let stop = self[at...].firstIndex(where: { ".!?".contains($0) }) {
      at = index(after: stop)
      var next = at
      while next < endIndex, self[next] == ")" || self[next] == "\"" { next = index(after: next) }
      let end = next
      guard end < endIndex else { return self }
      guard self[end].isWhitespace else { continue }
      guard let follower = self[end...].first(where: { !$0.isWhitespace }) else { return self }
      let word = self[..<stop].reversed().prefix { $0.isLetter || $0 == "." }
      let isShort = word.count == 1 || ["g.e", "cte", "e.i"].contains(String(word))
      if !isShort, follower.isUppercase || follower.isNumber || follower == "\"" || follower == "'" { return String(self[..<end]) }
    }
    return self
  }
}
