import Bytes
import Knowledge

/// Finds what is known of people in texts, in all its forms, all in one pass however many there are.
///
/// It has a table of what the forms begin with; where the bytes at hand are in it, the forms are compared. Each worker has one of its own, and
/// adds to it what it has been told since.
struct PersonSearch {
  /// A form that stands in a text.
  struct Match {
    var value: Int
    var form: PersonForm
    var range: Range<Int>
  }

  private struct Needle {
    var value: Int32
    var form: PersonForm
    /// The form as it is compared, its ASCII letters in lower case.
    var bytes: [UInt8]
    /// Whether a letter or a digit may stand beside it, as in scripts without blanks.
    var standsAlone: Bool
  }

  private var needles: [Needle] = []
  /// The needles by their first bytes.
  private var heads: [UInt32: [Int32]] = [:]
  private var bits = [UInt64](repeating: 0, count: 1 << 10)
  /// Initials, which count only where the field is called so.
  private var initials: [(text: String, value: Int32)] = []
  private let words: PlainWords
  /// How many values it has been told.
  private(set) var count = 0

  /// The least bytes of a form.
  private static let shortest = 4

  init(words: PlainWords) {
    self.words = words
  }

  /// Takes in the values that it has not been told yet.
  mutating func take(_ values: [PersonValue]) {
    while count < values.count {
      let value = values[count]
      if value.fact != .account {
        for form in PersonForm.all(of: value.fact, value.text) { add(form, of: count) }
      }
      count += 1
    }
  }

  private mutating func add(_ form: PersonForm, of value: Int) {
    if form.shape == .initials { return initials.append((form.text, Int32(value))) }
    guard form.isTelling || form.text.utf8.count >= Self.shortest && !words.contains(form.text) else { return }
    let bytes = form.text.utf8.map(ByteClass.folded)
    guard bytes.count >= Self.shortest else { return }
    let head = Self.head(bytes)
    let others = heads[head] ?? []
    // The same bytes are the same form of the same value, in another case.
    guard !others.contains(where: { needles[Int($0)].bytes == bytes }) else { return }
    let isAlone = bytes[0] < 0xE3 && bytes[bytes.count - 1] < 0xE0
    heads[head, default: []].append(Int32(needles.count))
    needles.append(Needle(value: Int32(value), form: form, bytes: bytes, standsAlone: isAlone || bytes.allSatisfy { $0 < 0xE0 }))
    let hash = Self.hash(head)
    bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
  }

  /// The forms of values in a text, the longest where several overlap, of the values that `isKnown` takes; `areInitials` says that the field is called so.
  func matches(in text: Span<UInt8>, areInitials: Bool, isKnown: (Int) -> Bool) -> [Match] {
    if areInitials, !initials.isEmpty { return initials(text, isKnown) }
    guard text.count >= Self.shortest, !needles.isEmpty else { return [] }
    var matches: [Match] = []
    var head: UInt32 = 0
    for at in 0..<text.count {
      head = head << 8 | UInt32(ByteClass.folded(text[at]))
      guard at >= Self.shortest - 1 else { continue }
      let hash = Self.hash(head)
      guard bits[Int(hash >> 6)] & 1 << UInt64(hash & 63) != 0, let candidates = heads[head] else { continue }
      let start = at + 1 - Self.shortest
      for number in candidates {
        let needle = needles[Int(number)]
        guard isKnown(Int(needle.value)), stands(needle, text, start) else { continue }
        Self.insert(Match(value: Int(needle.value), form: needle.form, range: start..<start + needle.bytes.count), into: &matches)
      }
    }
    return matches
  }

  private func initials(_ text: Span<UInt8>, _ isKnown: (Int) -> Bool) -> [Match] {
    guard text.count <= 12 else { return [] }
    let written = String(copying: text).uppercased().filter { $0.isLetter }
    guard let (_, value) = initials.first(where: { $0.text == written && isKnown(Int($0.value)) }) else { return [] }
    return [Match(value: Int(value), form: PersonForm(shape: .initials, text: written, isTelling: false), range: 0..<text.count)]
  }

  /// Of matches that overlap the longest stays, and of equals the one that tells more.
  private static func insert(_ match: Match, into matches: inout [Match]) {
    func rank(_ match: Match) -> (Int, Int) { (match.range.count, match.form.isTelling ? 1 : 0) }
    while let last = matches.last, last.range.overlaps(match.range) {
      guard rank(last) < rank(match) else { return }
      matches.removeLast()
    }
    matches.append(match)
  }

  private func stands(_ needle: Needle, _ text: Span<UInt8>, _ start: Int) -> Bool {
    let end = start + needle.bytes.count
    guard end <= text.count else { return false }
    for at in 0..<needle.bytes.count where ByteClass.folded(text[start + at]) != needle.bytes[at] { return false }
    guard needle.standsAlone else { return true }
    return !(start > 0 && ByteClass.isWord(text[start - 1]) && ByteClass.isWord(text[start]))
      && !(end < text.count && ByteClass.isWord(text[end]) && ByteClass.isWord(text[end - 1]))
  }

  private static func head(_ bytes: [UInt8]) -> UInt32 { bytes.prefix(shortest).reduce(0) { $0 << 8 | UInt32($1) } }

  private static func hash(_ head: UInt32) -> UInt32 { (head &* 0x9E37_79B1) >> 16 }
}
