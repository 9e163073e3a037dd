/// The listed occurrences of a finding: the same ones in any order of reading.
///
/// The first occurrence of each of the first captures is included, and the remaining room goes to the earliest occurrences.
struct Examples: Sendable {
  struct Example: Sendable {
    var sighting: Sighting
    var occurrence: Finding.Occurrence
  }

  /// The maximum number of occurrences; nil for all.
  private let limit: Int?
  /// The earliest occurrences, in order.
  private var earliest: [Example] = []
  /// The first occurrence of each of the first captures, in order.
  private var firsts: [Example] = []

  init(limit: Int?) {
    self.limit = limit
  }

  /// Whether an occurrence may be included: only then it must be built.
  func wants(_ sighting: Sighting) -> Bool {
    guard let limit, earliest.count >= limit else { return true }
    if limit == 0 { return false }
    return sighting < earliest[limit - 1].sighting || isFirst(sighting, of: limit)
  }

  /// Whether an occurrence is the first in one of the first captures.
  private func isFirst(_ sighting: Sighting, of limit: Int) -> Bool {
    guard let last = firsts.last else { return true }
    // Captures usually come in order.
    if sighting.capture > last.sighting.capture { return firsts.count < limit }
    if sighting.capture == last.sighting.capture { return sighting < last.sighting }
    return firsts.first { $0.sighting.capture == sighting.capture }.map { sighting < $0.sighting } ?? true
  }

  mutating func insert(_ example: Example) {
    Self.insert(example, into: &earliest)
    guard let limit else { return }
    if earliest.count > limit { earliest.removeLast() }
    guard isFirst(example.sighting, of: limit) else { return }
    firsts.removeAll { $0.sighting.capture == example.sighting.capture }
    Self.insert(example, into: &firsts)
    if firsts.count > limit { firsts.removeLast() }
  }

  mutating func merge(_ other: Self) {
    for example in other.firsts + other.earliest where wants(example.sighting) && !holds(example.sighting) { insert(example) }
  }

  /// The occurrences in order.
  var occurrences: [Finding.Occurrence] {
    guard let limit else { return earliest.map(\.occurrence) }
    var chosen = Array(firsts.prefix(limit))
    let known = Set(chosen.map(\.sighting))
    chosen += earliest.lazy.filter { !known.contains($0.sighting) }.prefix(limit - chosen.count)
    return chosen.sorted { $0.sighting < $1.sighting }.map(\.occurrence)
  }

  private func holds(_ sighting: Sighting) -> Bool { earliest.contains { $0.sighting == sighting } }

  private static func insert(_ example: Example, into list: inout [Example]) {
    var at = list.count
    while at > 0, example.sighting < list[at - 1].sighting { at -= 1 }
    list.insert(example, at: at)
  }
}

extension Examples: PartValue {
  func write(to part: inout PartWriter) {
    limit.write(to: &part)
    earliest.write(to: &part)
    firsts.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(limit: try part.value())
    earliest = try part.value()
    firsts = try part.value()
  }

  /// Changes the numbers of captures, whose order stays the same.
  mutating func renumber(_ numbers: CaptureNumbers) {
    for at in earliest.indices { earliest[at].sighting.capture = numbers[earliest[at].sighting.capture] }
    for at in firsts.indices { firsts[at].sighting.capture = numbers[firsts[at].sighting.capture] }
  }
}
