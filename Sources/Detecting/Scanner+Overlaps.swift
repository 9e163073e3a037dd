import Vocabulary

/// Which of several rules speaks.
extension Scanner {
  /// Of rules of one category that found the same text, the highest in rank stays; among equals the first in the book.
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

  /// The same with proofs taken in: what another rule found anyway, and holds to be as severe, is proved by them, and of what a rule only
  /// guessed to be less the proof speaks.
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

  /// Whether a rule speaks of what a proof is about: of a person; or of a text, as content or as the title of a page.
  private func isAboutTheSame(_ hit: Detection, _ proof: Detection) -> Bool {
    let (probe, against) = (book.probes[hit.rule], book.probes[proof.rule])
    if probe.category == against.category { return !probe.isAlongside }
    return against.category == .userContent && probe.category == .pageContext && probe.isAboutTitle
  }
}
