import Bytes
import Knowledge

/// Fingerprints of texts that users wrote, as far as the app's own traffic shows: in responses of its server, and in what was sent
/// to it.
///
/// No word of a text is kept. A text is recognised as a whole, and by four words in a row.
package struct KnownTexts: Sendable {
  /// The origin of a text, its hash, and the customer in whose session it was seen.
  private struct Source {
    var origin: Origin
    var whole: UInt64
    var customer: String?
  }

  /// Texts that were learned one after the other. The oldest generation is forgotten as a whole, so that nothing has to be removed from an
  /// index.
  private struct Generation {
    var sources: [Source] = []
    /// The fingerprints, each with the number of the first source that had it.
    var wholes = HashIndex()
    var parts = HashIndex()
    /// The beginnings of texts whose last word is truncated, with the number of the source.
    var starts = HashIndex()
    /// The numbers of words of the texts that are recognised as a whole inside other texts, as bits.
    var lengths = 0
    /// The record that began it.
    var first = -1

    init(first: Int = -1) { self.first = first }

    func isFull(mostSources: Int, mostParts: Int) -> Bool { sources.count >= mostSources || parts.count >= mostParts }
  }

  /// A known text in another text.
  struct Match {
    var range: Range<Int>
    var origin: Origin
    /// Whether it is the complete known text.
    var isWhole: Bool
  }

  /// The texts that were learned one after the other, the oldest first.
  private var generations = [Generation()]
  /// The texts of the app itself, each with the first record that showed it.
  private var labels = HashIndex()
  /// The number of known texts, and how many of them come from this run's own records.
  package private(set) var count = 0
  package private(set) var learnedCount = 0
  /// Whether some are no longer known because there were too many.
  package private(set) var hasForgotten = false

  /// The maximum numbers of texts and fingerprints of a generation, and of labels.
  static let mostSources = 5_000
  private static let mostParts = 30_000
  private static let mostStarts = 30_000
  private static let mostLabels = 100_000
  /// The number of generations that a record is judged by: the one that was the last before it, and those before that.
  static let mostGenerations = 3
  /// The number of words in a fingerprint.
  private static let window = 4
  /// The minimum number of bytes of a truncated text.
  private static let shortestStart = 10
  /// The number of words from which parts of a text are recognised as well as the whole.
  private static let longestWhole = 8
  /// The maximum number of fingerprints of one text.
  private static let mostOfOne = 64
  /// The maximum number of words of a label that several customers see.
  private static let longestLabel = 3
  /// The minimum number of bytes of a part.
  private static let shortestPart = 20
  /// The minimum number of bytes of a complete text inside another.
  private static let shortestWhole = 8

  var isEmpty: Bool { count == 0 }

  /// The same texts, as known before the first record of a run.
  var given: KnownTexts {
    var given = self
    for at in given.generations.indices {
      given.generations[at].first = -1
      for source in given.generations[at].sources.indices { given.generations[at].sources[source].origin.number = -1 }
    }
    given.labels = labels.mapped { _ in -1 }
    given.learnedCount = 0
    return given
  }

  // MARK: Taking in

  /// Adds a text that was seen in the session of a customer, if the customer is known.
  mutating func add(_ text: Span<UInt8>, _ origin: Origin, customer: String? = nil) {
    let units = TextUnits(text)
    guard units.count > 0 else { return }
    let whole = units.whole
    var source = Source(origin: origin, whole: whole, customer: customer)
    let last = generations.count - 1
    if let at = generations.indices.suffix(Self.mostGenerations).last(where: { generations[$0].wholes[whole] != nil }),
      let number = generations[at].wholes[whole]
    {
      let known = generations[at].sources[Int(number)]
      note(known, again: origin, customer: customer, isShort: units.count <= Self.longestLabel)
      guard at < last else { return }
      // It was seen again and stays.
      source.customer = known.customer
    } else {
      count += 1
      if origin.number >= 0 { learnedCount += 1 }
    }
    if generations[last].isFull(mostSources: Self.mostSources, mostParts: Self.mostParts) {
      if generations.count >= Self.mostGenerations { hasForgotten = true }
      generations.append(Generation(first: origin.number))
    }
    add(source, text, units)
  }

  private mutating func add(_ source: Source, _ text: Span<UInt8>, _ units: TextUnits) {
    let last = generations.count - 1
    let number = Int32(generations[last].sources.count)
    generations[last].sources.append(source)
    generations[last].wholes.insert(number, at: source.whole)
    if 2...Self.longestWhole ~= units.count { generations[last].lengths |= 1 << units.count }
    addStarts(of: text, units, number)
    guard units.count > Self.window else { return }
    for start in 0...min(units.count - Self.window, Self.mostOfOne) {
      generations[last].parts.insert(number, at: units.hash(start..<start + Self.window))
    }
  }

  /// Releases the texts that no record from `number` on is judged by. Until then they are kept, because a batch of records is judged when all
  /// of it has been read.
  mutating func forget(before number: Int) {
    let unused = window(before: number).lowerBound
    if unused > 0 { generations.removeFirst(unused) }
  }

  /// Adds the beginning of a text for recognising it truncated within a word, as in lists and window titles. Four words in a row are
  /// recognised anyway.
  private mutating func addStarts(of text: Span<UInt8>, _ units: TextUnits, _ number: Int32) {
    let last = generations.count - 1
    guard units.count > 1, generations[last].starts.count < Self.mostStarts else { return }
    let words = units.units.prefix(Self.window)
    let end = words[words.count - 1].range.upperBound
    // For a short text the larger half, for a longer one more than two words.
    let least = units.count <= Self.window ? end / 2 : words[1].range.upperBound + 1
    for word in words.dropFirst() {
      for cut in max(word.range.lowerBound + 1, least, Self.shortestStart)..<max(word.range.upperBound, least, Self.shortestStart)
      where cut < word.range.upperBound && text[cut] & 0xC0 != 0x80 {
        if let start = TextUnits.whole(of: text.extracting(0..<cut)) { generations[last].starts.insert(number, at: start) }
      }
    }
  }

  /// Adds a short text as a label if people of two customers see it.
  private mutating func note(_ known: Source, again origin: Origin, customer: String?, isShort: Bool) {
    guard isShort, known.origin.way == .received, origin.way == .received, let one = known.customer, let other = customer, one != other
    else { return }
    labels.insert(Int32(clamping: origin.number), at: known.whole)
  }

  /// Adds a text that is the app's own, which everyone gets.
  mutating func add(label text: Span<UInt8>, number: Int) {
    guard labels.count < Self.mostLabels else { return }
    if let whole = TextUnits.whole(of: text) { labels.insert(Int32(clamping: number), at: whole) }
  }

  // MARK: Recognising

  /// Whether a text is the app's own, by what was seen up to a record.
  package func isLabel(_ text: Span<UInt8>, upTo number: Int) -> Bool {
    guard !labels.isEmpty, let whole = TextUnits.whole(of: text) else { return false }
    return isLabel(whole, upTo: number)
  }

  private func isLabel(_ whole: UInt64, upTo number: Int) -> Bool { labels[whole].map { Int($0) <= number } ?? false }

  /// The first user-written text in a text, by what was seen before a record.
  func match(in units: TextUnits, before number: Int) -> Match? {
    guard count > 0, units.count > 0 else { return nil }
    let search = Search(units: units, number: number, window: window(before: number))
    if let origin = origin(.whole, units.whole, search) {
      return Match(range: units.place(of: 0..<units.count), origin: origin, isWhole: true)
    }
    if units.count > 1, units.count <= Self.window, let origin = origin(.start, units.whole, search) {
      return Match(range: units.place(of: 0..<units.count), origin: origin, isWhole: false)
    }
    let lengths = generations[search.window].reduce(0) { $0 | $1.lengths }
    for start in 0..<units.count {
      if let match = part(from: start, search) ?? text(from: start, lengths, search) { return match }
    }
    return nil
  }

  /// A text to search, and what it is judged by.
  private struct Search {
    var units: TextUnits
    var number: Int
    var window: Range<Int>
  }

  /// The generations that a record is judged by. This depends on the record alone, and so not on how many cores read the capture.
  private func window(before number: Int) -> Range<Int> {
    var end = generations.count
    while end > 0, generations[end - 1].first >= number { end -= 1 }
    return max(0, end - Self.mostGenerations)..<end
  }

  /// A row of words that a longer known text has in this order.
  private func part(from start: Int, _ search: Search) -> Match? {
    let units = search.units
    guard start + Self.window <= units.count, let origin = origin(.part, units.hash(start..<start + Self.window), search) else {
      return nil
    }
    var end = start + Self.window
    while end < units.count, self.origin(.part, units.hash(end + 1 - Self.window..<end + 1), search) != nil { end += 1 }
    let range = units.place(of: start..<end)
    return range.count >= Self.shortestPart ? Match(range: range, origin: origin, isWhole: false) : nil
  }

  /// A short known text inside another, such as a title before the name of the app.
  private func text(from start: Int, _ lengths: Int, _ search: Search) -> Match? {
    let units = search.units
    for count in (2...Self.longestWhole).reversed() where lengths & 1 << count != 0 && start + count <= units.count {
      guard let origin = origin(.whole, units.hash(start..<start + count), search) else { continue }
      let range = units.place(of: start..<start + count)
      if range.count >= Self.shortestWhole { return Match(range: range, origin: origin, isWhole: false) }
    }
    return nil
  }

  private enum Fingerprint {
    case whole, part, start
  }

  /// The origin of the oldest text with a fingerprint, unless it is a label.
  private func origin(_ kind: Fingerprint, _ hash: UInt64, _ search: Search) -> Origin? {
    for at in search.window {
      let number =
        switch kind {
        case .whole: generations[at].wholes[hash]
        case .part: generations[at].parts[hash]
        case .start: generations[at].starts[hash]
        }
      guard let number else { continue }
      let known = generations[at].sources[Int(number)]
      if known.origin.number < search.number, !isLabel(known.whole, upTo: search.number) { return known.origin }
    }
    return nil
  }
}
