import Bytes
import Knowledge
import Vocabulary

/// The other forms in which a value is sent: encoded inside a longer text that nobody decodes, and as a digest.
enum ValueForms {
  /// A form to look for.
  struct Form {
    var bytes: [UInt8]
    /// Whether the case of letters matters.
    var isExact: Bool
    var widening: Widening
  }

  /// How much goes where a form is found: what stands around it in one encoded text cannot be decoded any more.
  enum Widening: UInt8 {
    case none, base64, hex
  }

  /// A shorter value has an encoded form that stands in other texts by chance, in bytes.
  private static let shortest = 8

  /// A longer value is known by its beginning, in bytes.
  private static let longest = 64

  /// All of them, for a value of a run; `inDepth` asks for every digest of every form of a person's value, and else for those that are common.
  static func all(of value: [UInt8], _ entry: ValueBook.Entry, inDepth: Bool) -> [Form] {
    guard entry.category == .personalData else { return encoded(value) }
    return encoded(value) + (inDepth ? spellings(of: value, kind: entry.kind) : []) + digests(of: value, kind: entry.kind, inDepth: inDepth)
  }

  /// Other spellings of what is known of a person, by which nobody else is meant.
  private static func spellings(of value: [UInt8], kind: PlaceholderKind) -> [Form] {
    guard let fact = PersonFact(kind) else { return [] }
    let forms = PersonForm.all(of: fact, String(decoding: value, as: UTF8.self))
    return forms.filter { $0.isTelling && $0.text.utf8.count >= shortest }.map {
      Form(bytes: Array($0.text.utf8), isExact: false, widening: .none)
    }
  }

  /// The encoded forms of a value: base64 and base64url at each of the three places in a group (RFC 4648), and hex.
  static func encoded(_ value: [UInt8]) -> [Form] {
    guard value.count >= shortest else { return [] }
    // The rest of a long value goes along with what it begins with.
    let value = value.count > longest ? Array(value[..<longest]) : value
    var forms = [Form(bytes: Hex.encoded(value), isExact: false, widening: .hex)]
    for shift in 0..<3 {
      let padded = [UInt8](repeating: 0, count: shift) + value
      // The characters that hold bits of the value only.
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

  /// The digests of what is known of a person, in hex, in base64 and in base32.
  static func digests(of value: [UInt8], kind: PlaceholderKind, inDepth: Bool) -> [Form] {
    var forms: [Form] = []
    for normal in normalised(value, kind: kind, inDepth: inDepth) {
      for digest in inDepth ? Digest.allCases : Digest.common where !digest.isShort {
        let bytes = digest.of(normal)
        guard !bytes.isEmpty else { continue }
        forms.append(Form(bytes: Hex.encoded(bytes), isExact: false, widening: .none))
        for isURL in [false, true] {
          let text = Base64.encoded(bytes.span, isURL: isURL, isPadded: false)
          if !isURL || text != forms.last?.bytes { forms.append(Form(bytes: text, isExact: true, widening: .base64)) }
        }
        if inDepth { forms.append(Form(bytes: Base32.encoded(bytes.span, like: [UInt8(ascii: "A")].span), isExact: true, widening: .none)) }
      }
    }
    return forms
  }

  /// A value as it is before its digest is taken: all forms of it, or those that are common: trimmed and in lower case (Meta, Google, TikTok), a
  /// telephone number as digits, a name without blanks and in its parts.
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
  /// What a placeholder of this kind stands for, where that has forms; nil for others.
  fileprivate init?(_ kind: PlaceholderKind) {
    switch kind {
    case .email: self = .email
    case .phone: self = .phone
    case .name: self = .name
    default: return nil
    }
  }

  /// What a placeholder calls it; nil for what is not taken out wherever it stands.
  var placeholder: PlaceholderKind? {
    switch self {
    case .email: .email
    case .name: .name
    case .phone: .phone
    // Others are words as much as they are somebody's, or are meant to be sent.
    case .firstName, .lastName, .userName, .company, .avatar, .account: nil
    }
  }
}
