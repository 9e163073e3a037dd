import Vocabulary

/// Which of several rules speaks.
extension Scanner {
  /// Of rules of one category that found the same text, the highest in rank stays; among equals the first in the book.
  func withoutOverlaps(_ hits: [Detection]) -> [Detection] {
    let hits = withoutProved(hits)
    func rank(_ hit: Detection) -> (Int, Int) { (book.probes[hit.rule].rank, -hit.rule) }
    var kept: [Detection] = []
    for hit in hits.sorted(by: { rank($0) > rank($1) }) {
      let probe = book.probes[hit.rule]
      let isSaid = kept.contains { other in
        let known = book.probes[other.rule]
        return !known.isAlongside && known.category == probe.category && other.range.overlaps(hit.range)
      }
      if probe.isAlongside || !isSaid { kept.append(hit) }
    }
    return kept.sorted { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
  }

  /// Without the proofs of what its form alone tells, and without the guesses about a title or an address in which a user's text is proved.
  private func withoutProved(_ hits: [Detection]) -> [Detection] {
    guard hits.contains(where: { book.probes[$0.rule].isProof }) else { return hits }
    return hits.filter { hit in
      let probe = book.probes[hit.rule]
      return !hits.contains { other in
        let against = book.probes[other.rule]
        guard other.range.overlaps(hit.range) else { return false }
        return probe.isProof
          ? against.isCertain && against.category == probe.category
          : against.isProof && against.category == .userContent && probe.category == .pageContext && !probe.isCertain
      }
    }
  }
}
