import Vocabulary

/// Decides which of several rules is reported.
extension Scanner {
  /// Of the rules of one category that found the same text, the one with the highest rank stays; among equals, the first in the book.
  func withoutOverlaps(_ hits: [Detection]) -> [Detection] {
    let hits = proved(hits)
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

  /// Merges proofs: a finding of another rule that is at least as severe is marked as proved; a guess that is less severe gives way to the
  /// proof.
  private func proved(_ hits: [Detection]) -> [Detection] {
    guard hits.contains(where: { book.probes[$0.rule].isProof }) else { return hits }
    var others = hits.filter { !book.probes[$0.rule].isProof }
    var proofs: [Detection] = []
    for proof in hits where book.probes[proof.rule].isProof {
      let severity = book.probes[proof.rule].severity
      let same = others.indices.filter { others[$0].range.overlaps(proof.range) && isAboutTheSame(others[$0], proof) }
      let found = same.filter { book.probes[others[$0].rule].severity >= severity }
      for at in found where others[at].source == nil { others[at].source = proof.source }
      guard found.isEmpty else { continue }
      for at in same.reversed() { others.remove(at: at) }
      proofs.append(proof)
    }
    return others + proofs
  }

  /// Whether a rule is about the same thing as a proof: a person, or a text as content or as a page's title.
  private func isAboutTheSame(_ hit: Detection, _ proof: Detection) -> Bool {
    let (probe, against) = (book.probes[hit.rule], book.probes[proof.rule])
    if probe.category == against.category { return !probe.isAlongside }
    return against.category == .userContent && probe.category == .pageContext && probe.isAboutTitle
  }
}
