import Bytes
import Knowledge

/// Finds all forms of known people in texts, in one pass however many there are.
///
/// A table has the first bytes of all forms; at a match the forms are compared. Each worker has one, and adds what was learned
/// since. Most values never occur: until a text has a part that every text with one of their forms has, they have no forms.
struct PersonSearch {
  /// A form in a text.
  struct Match {
    var value: Int
    var form: PersonForm
    var range: Range<Int>
  }

  private struct Needle {
    var value: Int32
    var form: PersonForm
    /// The form to compare, with ASCII letters in lower case.
    var bytes: [UInt8]
    /// Whether letters and digits may not be next to it; in scripts without spaces they may.
    var standsAlone: Bool
    /// Whether all its words are words of the language too. Then it is a name only with its exact case, or as the whole text.
    var isPlain: Bool
  }

  /// The needles with the same beginning.
  private struct Bucket {
    var needles: [Int32] = []
    /// Their lengths in bytes, each once.
    var lengths: [Int] = []

    /// Above this number they are looked up by length: a user list has a thousand avatar URLs that begin alike.
    static let most = 16

    mutating func add(_ number: Int32, length: Int) {
      needles.append(number)
      if !lengths.contains(length) { lengths.append(length) }
    }
  }

  private var needles: [Needle] = []
  /// The needles by their first bytes: eight if they have so many, else four.
  private var long: [UInt64: Bucket] = [:]
  private var short: [UInt64: Bucket] = [:]
  /// The needle of each form's bytes: one that identifies the person, and one that does not.
  private var numbers: [[UInt8]: (distinctive: Int32?, other: Int32?)] = [:]
  /// The values without forms so far, by four bytes that are in each of their forms or in one of a few.
  private var dormant: [UInt64: [Int32]] = [:]
  private var isDormant: [Bool] = []
  /// A bit for each hash of four bytes that a needle begins with or a dormant value has, so that most positions need no lookup in the
  /// tables.
  private var bits = [UInt64](repeating: 0, count: 1 << 10)
  /// Initials, which count only if the field's name says so.
  private var initials: [(text: String, value: Int32)] = []
  private let words: PlainWords
  /// The values added.
  private var values: [(fact: PersonFact, text: String)] = []

  /// The minimum length of a form in bytes, and of one that needs more to be recognisable.
  private static let shortest = 4
  private static let long = 8

  init(words: PlainWords) {
    self.words = words
  }

  /// Adds the values that it does not have yet.
  mutating func take(_ people: [PersonValue]) {
    while values.count < people.count {
      let value = people[values.count]
      values.append((value.fact, value.text))
      let parts = value.fact == .account ? [] : value.fact.commonParts(of: value.text)
      isDormant.append(!parts.isEmpty)
      for part in parts {
        dormant[part, default: []].append(Int32(values.count - 1))
        note(part)
      }
      if parts.isEmpty { addForms(of: values.count - 1) }
    }
  }

  /// Adds the forms of a value.
  private mutating func addForms(of number: Int) {
    let (fact, text) = values[number]
    guard fact != .account else { return }
    let isPlain = isPlain(text)
    for form in PersonForm.all(of: fact, text) {
      // A name of common words is another common word without the space: "Mark Down", `markdown`.
      if isPlain, form.shape == .joined || form.shape == .swapped, form.text.allSatisfy(\.isLetter) { continue }
      add(form, of: number)
    }
  }

  private mutating func add(_ form: PersonForm, of value: Int) {
    if form.shape == .initials { return initials.append((form.text, Int32(value))) }
    guard form.isDistinctive || form.text.utf8.count >= Self.shortest && !words.contains(form.text) else { return }
    let bytes = form.text.utf8.map(ByteClass.folded)
    guard bytes.count >= Self.shortest else { return }
    let standsAlone = !(form.text.unicodeScalars.first.map(TextUnits.isUnspaced) ?? false)
    let needle = Needle(value: Int32(value), form: form, bytes: bytes, standsAlone: standsAlone, isPlain: isPlain(form.text))
    // If several values share a form, the first one keeps it, unless only another one identifies the person.
    let known = numbers[bytes]
    if !form.isDistinctive, let number = known?.distinctive, needles[Int(number)].value <= value { return }
    if let number = form.isDistinctive ? known?.distinctive : known?.other {
      if needles[Int(number)].value > value { needles[Int(number)] = needle }
      return
    }
    let number = Int32(needles.count)
    numbers[bytes] = form.isDistinctive ? (number, known?.other) : (known?.distinctive, number)
    needles.append(needle)
    if bytes.count >= Self.long {
      long[Self.head(bytes, Self.long), default: Bucket()].add(number, length: bytes.count)
    } else {
      short[Self.head(bytes, Self.shortest), default: Bucket()].add(number, length: bytes.count)
    }
    note(Self.head(bytes, Self.shortest))
  }

  private mutating func note(_ head: UInt64) {
    let hash = Self.hash(head)
    bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
  }

  private func isPlain(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: " ")) else { return false }
    return text.split { !$0.isLetter }.allSatisfy { words.contains(String($0)) }
  }

  /// The forms of values in a text, the longest of overlapping ones, for the values that `isKnown` accepts; `areInitials` says that
  /// the field is named so.
  mutating func matches(in text: Span<UInt8>, areInitials: Bool, isKnown: (Int) -> Bool) -> [Match] {
    if areInitials { wake(values.indices.map(Int32.init)) }
    if areInitials, !initials.isEmpty { return initials(text, isKnown) }
    guard text.count >= Self.shortest, !values.isEmpty else { return [] }
    var woken: [Int32] = []
    let matches = matches(in: text, isKnown, &woken)
    guard !woken.isEmpty else { return matches }
    wake(woken)
    return self.matches(in: text, isKnown, &woken)
  }

  /// Adds the forms of values that have none so far.
  private mutating func wake(_ numbers: [Int32]) {
    for number in numbers where isDormant[Int(number)] {
      isDormant[Int(number)] = false
      addForms(of: Int(number))
    }
  }

  /// The same for the values that have forms, and those of which there is a part.
  private mutating func matches(in text: Span<UInt8>, _ isKnown: (Int) -> Bool, _ woken: inout [Int32]) -> [Match] {
    var matches: [Match] = []
    var head: UInt64 = 0
    for at in 0..<text.count {
      head = head << 8 | UInt64(ByteClass.folded(text[at]))
      guard at >= Self.shortest - 1 else { continue }
      let hash = Self.hash(head & 0xFFFF_FFFF)
      guard bits[Int(hash >> 6)] & 1 << UInt64(hash & 63) != 0 else { continue }
      if let values = dormant[head & 0xFFFF_FFFF] {
        let asleep = values.filter { isDormant[Int($0)] }
        if asleep.count < values.count { dormant[head & 0xFFFF_FFFF] = asleep.isEmpty ? nil : asleep }
        woken += asleep.filter { isKnown(Int($0)) }
      }
      let start = at + 1 - Self.shortest
      compare(short[head & 0xFFFF_FFFF], text, start, isKnown, &matches)
      guard start + Self.long <= text.count else { continue }
      compare(
        long[(at + 1..<start + Self.long).reduce(head) { $0 << 8 | UInt64(ByteClass.folded(text[$1])) }], text, start, isKnown, &matches)
    }
    return matches
  }

  /// Adds the needles of a bucket that are at a position.
  private func compare(_ bucket: Bucket?, _ text: Span<UInt8>, _ start: Int, _ isKnown: (Int) -> Bool, _ matches: inout [Match]) {
    guard let bucket else { return }
    func compare(_ number: Int32) {
      let needle = needles[Int(number)]
      guard isKnown(Int(needle.value)), occurs(needle, text, start) else { return }
      Self.insert(Match(value: Int(needle.value), form: needle.form, range: start..<start + needle.bytes.count), into: &matches)
    }
    guard bucket.needles.count > Bucket.most else { return bucket.needles.forEach(compare) }
    for length in bucket.lengths where start + length <= text.count {
      let known = numbers[(start..<start + length).map { ByteClass.folded(text[$0]) }]
      for number in [known?.distinctive, known?.other] { number.map(compare) }
    }
  }

  private func initials(_ text: Span<UInt8>, _ isKnown: (Int) -> Bool) -> [Match] {
    guard text.count <= 12 else { return [] }
    let written = String(copying: text).uppercased().filter { $0.isLetter }
    let values = initials.filter { $0.text == written && isKnown(Int($0.value)) }
    guard let value = values.map(\.value).min() else { return [] }
    return [Match(value: Int(value), form: PersonForm(shape: .initials, text: written, isDistinctive: false), range: 0..<text.count)]
  }

  /// Of overlapping matches the longest is kept, and of equally long ones the more specific one.
  private static func insert(_ match: Match, into matches: inout [Match]) {
    func rank(_ match: Match) -> (Int, Int) { (match.range.count, match.form.isDistinctive ? 1 : 0) }
    while let last = matches.last, last.range.overlaps(match.range) {
      guard rank(last) < rank(match) else { return }
      matches.removeLast()
    }
    matches.append(match)
  }

  private func occurs(_ needle: Needle, _ text: Span<UInt8>, _ start: Int) -> Bool {
    let end = start + needle.bytes.count
    guard end <= text.count else { return false }
    for at in 0..<needle.bytes.count where ByteClass.folded(text[start + at]) != needle.bytes[at] { return false }
    if needle.isPlain, needle.bytes.count < text.count, String(copying: text.extracting(start..<end)) != needle.form.text { return false }
    guard needle.standsAlone else { return true }
    return !(start > 0 && ByteClass.isWord(text[start - 1]) && ByteClass.isWord(text[start]))
      && !(end < text.count && ByteClass.isWord(text[end]) && ByteClass.isWord(text[end - 1]))
  }

  private static func head(_ bytes: [UInt8], _ count: Int) -> UInt64 { bytes.prefix(count).reduce(0) { $0 << 8 | UInt64($1) } }

  private static func hash(_ head: UInt64) -> UInt64 { (head &* 0x9E37_79B9_7F4A_7C15) >> 48 }
}
