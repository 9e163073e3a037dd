import Bytes
import Knowledge
import Vocabulary

/// The values that a run removes, each once, with its placeholder.
package struct ValueBook: Sendable {
  /// There are too many values.
  package struct Overflow: Error {}

  /// A value.
  struct Entry: Sendable {
    let category: Category
    var kind: PlaceholderKind { placeholder.kind }
    /// The value with ASCII letters in lower case.
    let folded: [UInt8]
    /// Its spellings; empty if case does not matter.
    var spellings: [[UInt8]]
    /// Some of its spellings, from which its forms are made.
    var written: [[UInt8]]
    /// Whether to search for copies of it where no rule applies.
    var seeksCopies: Bool
    /// Whether it turned out to be harmless after it was added.
    var isSpared = false
    var placeholder: Placeholder

    /// Whether it is a fact about a person, which has other spellings and digests.
    var isPersons: Bool { category == .personalData && (kind == .email || kind == .phone || kind == .name) }

    /// Whether a copy of it in a key or a script is not a coincidence: a short word of content may occur there by itself.
    var isDistinctiveAmongNames: Bool {
      folded.count >= ValueSearch.longEnough || spellings.isEmpty || folded.contains { ByteClass.of($0).contains(.digit) }
    }
  }

  /// How many values of people are searched for in every spelling and digest.
  static let mostInDepth = 40

  /// The numbers of these: the first that were added.
  static func inDepth(_ entries: [Entry]) -> Set<Int> {
    Set(entries.indices.lazy.filter { entries[$0].isPersons }.prefix(mostInDepth))
  }

  /// The maximum number of bytes of all values together.
  static let capacity = 128 << 20

  private(set) var entries: [Entry] = []
  private var numbers: [ByteKey: Int] = [:]
  private var size = 0
  /// The highest number of each kind in placeholders that the captures already contain, from an earlier redaction.
  private var taken: Taken = [:]
  private let pseudonyms: Pseudonyms?
  private var counts: [PlaceholderKind: Int] = [:]

  package init(pseudonyms: Pseudonyms? = nil) {
    self.pseudonyms = pseudonyms
  }

  /// Adds a value and returns its number. A value that was added before keeps its kind.
  @discardableResult
  mutating func add(_ value: Span<UInt8>, kind: PlaceholderKind, category: Category, seeksCopies: Bool = true) throws(Overflow) -> Int {
    let (bytes, folded) = Self.identity(of: value)
    let isFolded = category == .credential || category == .personalData
    let key = ByteKey(folded)
    if let number = numbers[key] {
      if seeksCopies { entries[number].seeksCopies = true }
      if isFolded { entries[number].spellings = [] }
      if entries[number].written.count < 4, !entries[number].written.contains(bytes) { entries[number].written.append(bytes) }
      if !entries[number].spellings.isEmpty, !entries[number].spellings.contains(bytes), entries[number].spellings.count < 64 {
        entries[number].spellings.append(bytes)
      }
      return number
    }
    size += folded.count
    guard size <= Self.capacity else { throw Overflow() }
    entries.append(
      Entry(
        category: category, folded: folded, spellings: isFolded ? [] : [bytes], written: [bytes], seeksCopies: seeksCopies,
        placeholder: placeholder(for: folded, kind, number: entries.count + 1)))
    numbers[key] = entries.count - 1
    return entries.count - 1
  }

  /// The number of a value that was added.
  func number(of value: Span<UInt8>) -> Int? { numbers[ByteKey(Self.identity(of: value).folded)] }

  /// The highest number of each kind in placeholders.
  typealias Taken = [PlaceholderKind: Int]

  /// Reserves numbers, so that no existing placeholder gets a second meaning.
  mutating func reserve(_ numbers: Taken) {
    if pseudonyms == nil { taken.merge(numbers, uniquingKeysWith: max) }
  }

  /// Notes the placeholders in a text.
  static func note(_ text: Span<UInt8>, _ taken: inout Taken) {
    guard let first = text.first(UInt8(ascii: "~"), in: 0..<text.count) else { return }
    var at = first
    while at < text.count {
      guard let length = Placeholder.length(in: text, at: at) else {
        at += 1
        continue
      }
      let parts = String(copying: text.extracting(at + 1..<at + length - 1)).split(separator: "-")
      if parts.count == 2, parts[1].utf8.count < 10, let number = Int(parts[1]), let kind = PlaceholderKind(rawValue: String(parts[0])) {
        taken[kind] = max(number, taken[kind] ?? 0)
      }
      at += length
    }
  }

  /// Keeps values that were added for their appearance and turned out to be harmless.
  mutating func spare(_ tokens: Set<[UInt8]>) {
    for index in entries.indices where entries[index].kind == .opaque {
      entries[index].isSpared = entries[index].written.contains(where: tokens.contains)
    }
  }

  /// Assigns the final placeholders, now that all existing ones are known.
  mutating func number() {
    guard pseudonyms == nil else { return }
    counts = [:]
    for index in entries.indices where !entries[index].isSpared {
      entries[index].placeholder = placeholder(for: entries[index].folded, entries[index].kind, number: index + 1)
    }
  }

  private mutating func placeholder(for value: [UInt8], _ kind: PlaceholderKind, number: Int) -> Placeholder {
    if let pseudonyms { return pseudonyms.placeholder(for: value, kind: kind) }
    counts[kind, default: 0] += 1
    return Placeholder(kind: kind, id: String((taken[kind] ?? 0) + (counts[kind] ?? 0)), number: String(number))
  }

  /// A value for comparison: of a bare origin the host, so that both have one placeholder, and in lower case.
  private static func identity(of value: Span<UInt8>) -> (bytes: [UInt8], folded: [UInt8]) {
    var range = 0..<value.count
    if let origin = Placeholder.origin(of: value), Placeholder.core(of: value) == origin { range = origin }
    let bytes = [UInt8](copying: value.extracting(range))
    var folded = bytes
    for at in folded.indices where UInt8(ascii: "A")...UInt8(ascii: "Z") ~= folded[at] { folded[at] |= 0x20 }
    return (bytes, folded)
  }
}
