import Bytes
import Knowledge
import Vocabulary

/// The other forms of a value: encoded inside a longer text that is not decoded, and as a digest.
enum ValueForms {
  /// A form to search for.
  struct Form {
    var bytes: [UInt8]
    /// Whether case matters.
    var isExact: Bool
    var widening: Widening
  }

  /// What must be removed with a form: the rest of an encoded text can no longer be decoded.
  enum Widening: UInt8 {
    case none, base64, hex
  }

  /// In bytes. The encoded form of a shorter value occurs in other texts by chance.
  private static let shortest = 8

  /// In bytes. A longer value is recognised by its beginning.
  private static let longest = 64

  /// All forms of a value that captures with these traces may contain; `inDepth` includes every digest of every form of a person's value,
  /// otherwise only common ones.
  static func all(of value: [UInt8], _ entry: ValueBook.Entry, inDepth: Bool, _ traces: DigestTraces) -> [Form] {
    guard entry.category == .personalData else { return encoded(value, traces) }
    return encoded(value, traces) + (inDepth ? spellings(of: value, kind: entry.kind) : [])
      + digests(of: value, kind: entry.kind, inDepth: inDepth, traces)
  }

  /// Other spellings of a fact about a person that identify only this person.
  private static func spellings(of value: [UInt8], kind: PlaceholderKind) -> [Form] {
    guard let fact = PersonFact(kind) else { return [] }
    let forms = PersonForm.all(of: fact, String(decoding: value, as: UTF8.self))
    return forms.filter { $0.isDistinctive && $0.text.utf8.count >= shortest }.map {
      Form(bytes: Array($0.text.utf8), isExact: false, widening: .none)
    }
  }

  /// The encoded forms of a value: base64 and base64url at each of the three offsets in a group (RFC 4648), and hex.
  private static func encoded(_ value: [UInt8], _ traces: DigestTraces) -> [Form] {
    guard value.count >= shortest else { return [] }
    // The rest of a long value is removed with its beginning.
    let value = value.count > longest ? Array(value[..<longest]) : value
    var forms: [Form] = []
    if traces.mayHold(hexDigits: value.count * 2) { forms.append(Form(bytes: Hex.encoded(value), isExact: false, widening: .hex)) }
    for shift in 0..<3 {
      let padded = [UInt8](repeating: 0, count: shift) + value
      // The characters that only contain bits of the value.
      let start = (shift * 8 + 5) / 6
      let end = padded.count * 8 / 6
      let core = Array(Base64.encoded(padded.span, isURL: false, isPadded: false)[start..<end])
      forms.append(Form(bytes: core, isExact: true, widening: .base64))
      if core.contains(UInt8(ascii: "+")) || core.contains(UInt8(ascii: "/")) {
        let url = core.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
        forms.append(Form(bytes: url, isExact: true, widening: .base64))
      }
    }
    return forms
  }

  /// The digests of a fact about a person, in hex, base64 and base32, if the captures may contain strings of their length.
  static func digests(of value: [UInt8], kind: PlaceholderKind, inDepth: Bool, _ traces: DigestTraces) -> [Form] {
    let digests = (inDepth ? Digest.allCases : Digest.common).filter { !$0.isShort && traces.mayHold($0) }
    guard !digests.isEmpty else { return [] }
    var forms: [Form] = []
    for normal in normalised(value, kind: kind, inDepth: inDepth) {
      for digest in digests {
        let bytes = digest.of(normal)
        guard !bytes.isEmpty else { continue }
        if traces.mayHold(hexDigits: bytes.count * 2) { forms.append(Form(bytes: Hex.encoded(bytes), isExact: false, widening: .none)) }
        if traces.mayHold(base64Of: bytes.count) {
          for isURL in [false, true] {
            let text = Base64.encoded(bytes.span, isURL: isURL, isPadded: false)
            if !isURL || text != forms.last?.bytes { forms.append(Form(bytes: text, isExact: true, widening: .base64)) }
          }
        }
        if inDepth, traces.mayHold(base32Of: bytes.count) {
          forms.append(Form(bytes: Base32.encoded(bytes.span, like: [UInt8(ascii: "A")].span), isExact: true, widening: .none))
        }
      }
    }
    return forms
  }

  /// The forms of a value that digests are computed from: all, or the common ones: trimmed and in lower case (Meta, Google,
  /// TikTok), a phone number as digits, a name without spaces and in its parts.
  private static func normalised(_ value: [UInt8], kind: PlaceholderKind, inDepth: Bool) -> Set<[UInt8]> {
    guard let fact = PersonFact(kind) else { return [] }
    let common: Set<PersonForm.Shape> = [.asGiven, .lower, .upper, .canonical, .localPart, .digits, .first, .last]
    let further: Set<PersonForm.Shape> = [.joined, .unaccented, .transliterated]
    let forms = PersonForm.all(of: fact, String(decoding: value, as: UTF8.self)).filter {
      common.contains($0.shape) || inDepth && further.contains($0.shape) && !$0.text.contains(where: \.isUppercase)
    }
    return Set(forms.map { Array($0.text.utf8) })
  }
}

extension PersonFact {
  /// The fact for a kind of placeholder that has forms; nil for other kinds.
  fileprivate init?(_ kind: PlaceholderKind) {
    switch kind {
    case .email: self = .email
    case .phone: self = .phone
    case .name: self = .name
    default: return nil
    }
  }

  /// The kind of its placeholder; nil for a fact that is not removed everywhere.
  var placeholder: PlaceholderKind? {
    switch self {
    case .email: .email
    case .name: .name
    case .phone: .phone
    // These are ordinary words too, or are meant to be sent.
    case .firstName, .lastName, .userName, .company, .avatar, .account: nil
    }
  }
}
