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

  /// A known text in another text.
  struct Match {
    var range: Range<Int>
    var origin: Origin
    /// Whether it is the complete known text.
    var isWhole: Bool
  }

  private var sources: [Source] = []
  /// The fingerprints, each with the number of the first source that had it.
  private var wholes = HashIndex()
  private var parts = HashIndex()
  /// The beginnings of texts whose last word is truncated, with the number of the source.
  private var starts = HashIndex()
  /// The numbers of words of the texts that are recognised as a whole inside other texts, as bits.
  private var lengths = 0
  /// The texts of the app itself, each with the first record that showed it.
  private var labels = HashIndex()
  /// Whether some were dropped because there were too many.
  package private(set) var isFull = false

  /// The maximum numbers of texts, fingerprints and labels.
  static let mostSources = 10_000
  private static let mostParts = 60_000
  private static let mostStarts = 60_000
  private static let mostLabels = 100_000
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

  var isEmpty: Bool { sources.isEmpty }

  /// The number of known texts, and how many of them come from this run's own records.
  package var count: Int { sources.count }
  package var learnedCount: Int { sources.count { $0.origin.number >= 0 } }

  /// The same texts, as known before the first record of a run.
  var given: KnownTexts {
    var given = self
    for at in given.sources.indices { given.sources[at].origin.number = -1 }
    given.labels = labels.mapped { _ in -1 }
    return given
  }

  // MARK: Taking in

  /// Adds a text that was seen in the session of a customer, if the customer is known.
  mutating func add(_ text: Span<UInt8>, _ origin: Origin, customer: String? = nil) {
    let units = TextUnits(text)
    guard units.count > 0 else { return }
    guard sources.count < Self.mostSources, parts.count < Self.mostParts else {
      isFull = true
      return
    }
    let whole = units.whole
    if let known = wholes[whole] {
      return note(sources[Int(known)], again: origin, customer: customer, isShort: units.count <= Self.longestLabel)
    }
    let number = Int32(sources.count)
    sources.append(Source(origin: origin, whole: whole, customer: customer))
    wholes.insert(number, at: whole)
    if 2...Self.longestWhole ~= units.count { lengths |= 1 << units.count }
    addStarts(of: text, units, number)
    guard units.count > Self.window else { return }
    for start in 0...min(units.count - Self.window, Self.mostOfOne) {
      parts.insert(number, at: units.hash(start..<start + Self.window))
    }
  }

  /// Adds the beginning of a text for recognising it truncated within a word, as in lists and window titles. Four words in a row are
  /// recognised anyway.
  private mutating func addStarts(of text: Span<UInt8>, _ units: TextUnits, _ number: Int32) {
    guard units.count > 1, starts.count < Self.mostStarts else { return }
    let words = units.units.prefix(Self.window)
    let end = words[words.count - 1].range.upperBound
    // For a short text the larger half, for a longer one more than two words.
    let least = units.count <= Self.window ? end / 2 : words[1].range.upperBound + 1
    for word in words.dropFirst() {
      for cut in max(word.range.lowerBound + 1, least, Self.shortestStart)..<max(word.range.upperBound, least, Self.shortestStart)
      where cut < word.range.upperBound && text[cut] & 0xC0 != 0x80 {
        starts.insert(number, at: TextUnits(text.extracting(0..<cut)).whole)
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
    let units = TextUnits(text)
    if units.count > 0 { labels.insert(Int32(clamping: number), at: units.whole) }
  }

  // MARK: Recognising

  /// Whether a text is the app's own, by what was seen up to a record.
  package func isLabel(_ text: Span<UInt8>, upTo number: Int) -> Bool {
    guard !labels.isEmpty else { return false }
    let units = TextUnits(text)
    return units.count > 0 && isLabel(units.whole, upTo: number)
  }

  private func isLabel(_ whole: UInt64, upTo number: Int) -> Bool { labels[whole].map { Int($0) <= number } ?? false }

  /// The first user-written text in a text, by what was seen before a record.
  func match(in units: TextUnits, before number: Int) -> Match? {
    guard !sources.isEmpty, units.count > 0 else { return nil }
    if let origin = origin(wholes[units.whole], before: number) {
      return Match(range: units.place(of: 0..<units.count), origin: origin, isWhole: true)
    }
    if units.count > 1, units.count <= Self.window, let origin = origin(starts[units.whole], before: number) {
      return Match(range: units.place(of: 0..<units.count), origin: origin, isWhole: false)
    }
    for start in 0..<units.count {
      if let match = part(of: units, from: start, number) ?? text(in: units, from: start, number) { return match }
    }
    return nil
  }

  /// A row of words that a longer known text has in this order.
  private func part(of units: TextUnits, from start: Int, _ number: Int) -> Match? {
    guard start + Self.window <= units.count, let origin = origin(parts[units.hash(start..<start + Self.window)], before: number) else {
      return nil
    }
    var end = start + Self.window
    while end < units.count, self.origin(parts[units.hash(end + 1 - Self.window..<end + 1)], before: number) != nil { end += 1 }
    let range = units.place(of: start..<end)
    return range.count >= Self.shortestPart ? Match(range: range, origin: origin, isWhole: false) : nil
  }

  /// A short known text inside another, such as a title before the name of the app.
  private func text(in units: TextUnits, from start: Int, _ number: Int) -> Match? {
    for count in (2...Self.longestWhole).reversed() where lengths & 1 << count != 0 && start + count <= units.count {
      guard let origin = origin(wholes[units.hash(start..<start + count)], before: number) else { continue }
      let range = units.place(of: start..<start + count)
      if range.count >= Self.shortestWhole { return Match(range: range, origin: origin, isWhole: false) }
    }
    return nil
  }

  private func origin(_ source: Int32?, before number: Int) -> Origin? {
    guard let source else { return nil }
    let known = sources[Int(source)]
    return known.origin.number < number && !isLabel(known.whole, upTo: number) ? known.origin : nil
  }
}
