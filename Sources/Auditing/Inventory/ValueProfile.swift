import Bytes
import Knowledge
import Payloads
import Vocabulary

/// What the values of a field have in common: enough to classify the field, in bounded memory.
struct ValueProfile {
  private struct Looks: OptionSet {
    let rawValue: UInt8

    static let number = Looks(rawValue: 1)
    static let yes = Looks(rawValue: 2)
    static let identifier = Looks(rawValue: 4)
    static let text = Looks(rawValue: 8)
    static let no = Looks(rawValue: 16)
    static let boolean: Looks = [.yes, .no]
  }

  /// The limits of an enumeration: the number of words, their length, and how often each must occur.
  static let maximumWords = 8
  static let maximumLength = 32
  static let minimumCount = 2

  private var looks: Looks = []
  /// How often each word occurred; nil as soon as a value is not a word, or there are too many.
  private var words: [String: Int]? = [:]

  /// Adds the profile of other values.
  mutating func merge(_ other: Self) {
    looks.formUnion(other.looks)
    words = words.flatMap { mine in other.words.map { mine.merging($0, uniquingKeysWith: +) } }
    if words?.count ?? 0 > Self.maximumWords { words = nil }
  }

  mutating func add(_ value: Span<UInt8>, _ kind: Payload.Field.Kind) {
    switch kind {
    case .null: return
    case .number: looks.insert(.number)
    case .boolean: looks.insert(Self.flag(value))
    case .string where value.isEmpty: return
    case .string where Self.isMeasure(value): looks.insert(.number)
    case .string where Self.isFlag(value): looks.insert(Self.flag(value))
    case .string:
      looks.insert(Self.isText(value) ? .text : .identifier)
      return note(value)
    }
    words = nil
  }

  private mutating func note(_ value: Span<UInt8>) {
    guard words != nil else { return }
    guard Self.isWord(value), looks == .identifier else { return words = nil }
    words?[String(copying: value), default: 0] += 1
    if words?.count ?? 0 > Self.maximumWords { words = nil }
  }

  /// The class of a field with these values, if no rule decided it, and the words that may be shown.
  ///
  /// `place` says whether words may be shown at all, and whether the field is an identifier whatever its values are.
  func judged(_ place: FieldPlace) -> (dataClass: FieldClass, values: [String]) {
    if looks.isEmpty { return (.enumeration, []) }
    if looks.contains(.text), !place.isIdentifier { return (.text, []) }
    if looks.isSubset(of: .boolean) {
      return (.enumeration, [looks.contains(.no) ? "false" : nil, looks.contains(.yes) ? "true" : nil].compactMap(\.self))
    }
    if place.isIdentifier { return (.identifier, []) }
    if !looks.contains(.identifier) { return (.number, []) }
    guard let words, looks == .identifier, place.mayShow else { return (.identifier, []) }
    // A word that never changes may be a person's name.
    let isKnown = place.isType && words.keys.allSatisfy { EventType(rawValue: $0.lowercased()) != nil }
    guard isKnown || words.count > 1 && words.values.allSatisfy({ $0 >= Self.minimumCount }) else { return (.identifier, []) }
    return (.enumeration, words.keys.sorted())
  }

  // MARK: Looks

  /// The value of a boolean, by its first letter.
  private static func flag(_ value: Span<UInt8>) -> Looks { value[0] == UInt8(ascii: "t") ? .yes : .no }

  private static func isFlag(_ value: Span<UInt8>) -> Bool {
    guard value.count == 4 || value.count == 5 else { return false }
    let text = String(copying: value)
    return text == "true" || text == "false"
  }

  /// A number in a form, with no more digits than a measurement has, or an ISO 8601 date.
  private static func isMeasure(_ value: Span<UInt8>) -> Bool {
    guard value.count <= 40 else { return false }
    var (digits, dots, others) = (0, 0, 0)
    for at in 0..<value.count {
      switch value[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "."): dots += 1
      case UInt8(ascii: "-") where at == 0: break
      default: others += 1
      }
    }
    if others == 0 { return digits > 0 && dots <= 1 && (dots == 1 || digits <= 6) }
    guard value.count >= 10, value[4] == UInt8(ascii: "-"), value[7] == UInt8(ascii: "-") else { return false }
    return String(copying: value).wholeMatch(of: /\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?/) != nil
  }

  /// Whether a text has several words or is as long as several, and is not a URL.
  private static func isText(_ value: Span<UInt8>) -> Bool {
    for at in 0..<value.count where value[at] >= 0x80 || ByteClass.of(value[at]).contains(.space) { return true }
    return value.count > 256 && !String(copying: value).contains("://")
  }

  /// Whether a value is a word that a program chose, and cannot belong to a person: not a name, ID, secret, host, path or number.
  private static func isWord(_ value: Span<UInt8>) -> Bool {
    guard 1...maximumLength ~= value.count, ByteClass.of(value[0]).contains(.letter) else { return false }
    var digits = 0
    for at in 0..<value.count {
      switch value[at] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "-"),
        UInt8(ascii: ":"):
        break
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      // `v1.2`, `application/json`; but not a host or a path.
      case UInt8(ascii: "."):
        guard at + 1 < value.count, ByteClass.of(value[at + 1]).contains(.digit) else { return false }
      case UInt8(ascii: "/"):
        guard at + 1 < value.count, value[at + 1] != UInt8(ascii: "/") else { return false }
      default: return false
      }
    }
    let every = ByteClass.of(value).every
    if digits > 3 || every.contains(.hex) && (digits > 0 || value.count >= 8) { return false }
    return !Tokens.isSecret(value) && !Words(value).readAsPersonName
  }
}

extension ValueProfile: PartValue {
  /// Words are written only for a field that may show them.
  func write(to part: inout PartWriter) {
    Int(looks.rawValue).write(to: &part)
    words.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    looks = Looks(rawValue: UInt8(truncatingIfNeeded: try Int(from: &part)))
    words = try part.value()
  }

  /// Its words.
  var shown: [String] { words.map { Array($0.keys) } ?? [] }

  /// The same without words.
  var withoutWords: ValueProfile {
    var profile = self
    profile.words = nil
    return profile
  }
}
