import Vocabulary

/// Which of several rules speaks.
extension Scanner {
  /// Of rules of one category that found the same text, the highest in rank stays; among equals the first in the book.
  func withoutOverlaps(_ hits: [Detection]) -> [Detection] {
    func rank(_ hit: Detection) -> (Int, Int) { (book.probes[hit.rule].rank, -hit.rule) }
    var kept: [Detection] = []
    for hit in hits.sorted(by: { rank($0) > rank($1) }) {
      let category = book.probes[hit.rule].category
      if !kept.contains(where: { book.probes[$0.rule].category == category && $0.range.overlaps(hit.range) }) { kept.append(hit) }
    }
    return kept.sorted { ($0.range.lowerBound, $0.rule) < ($1.range.lowerBound, $1.rule) }
  }
}
