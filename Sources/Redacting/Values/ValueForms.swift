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

  /// All of them, for a value of a run.
  static func all(of value: [UInt8], _ entry: ValueBook.Entry) -> [Form] {
    encoded(value) + (entry.category == .personalData ? digests(of: value, kind: entry.kind) : [])
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

  /// The digests of a value of a kind that vendors ask for as digests, in hex and in base64.
  static func digests(of value: [UInt8], kind: PlaceholderKind) -> [Form] {
    var forms: [Form] = []
    for normal in normalised(value, kind: kind) {
      for digest in Digest.allCases {
        let bytes = digest.of(normal)
        forms.append(Form(bytes: Hex.encoded(bytes), isExact: false, widening: .none))
        for isURL in [false, true] {
          let text = Base64.encoded(bytes.span, isURL: isURL, isPadded: false)
          if !isURL || text != forms.last?.bytes { forms.append(Form(bytes: text, isExact: true, widening: .base64)) }
        }
      }
    }
    return forms
  }

  /// A value as it is before vendors take its digest: trimmed and in lower case (Meta, Google, TikTok), a telephone number as digits with
  /// and without a plus sign, a name without blanks and in its parts.
  private static func normalised(_ value: [UInt8], kind: PlaceholderKind) -> Set<[UInt8]> {
    let text = String(decoding: value, as: UTF8.self)
    let lower = text.lowercased()
    var texts: Set<String> = []
    switch kind {
    case .email:
      texts = [text, lower, text.uppercased()]
      if let at = lower.lastIndex(of: "@") {
        // A tag behind a plus sign, and dots, do not count at large mail services.
        let local = String(lower[..<at].prefix { $0 != "+" })
        texts.insert(local + String(lower[at...]))
        texts.insert(local.filter { $0 != "." } + String(lower[at...]))
        texts.insert(String(lower[..<at]))
      }
    case .phone:
      let digits = text.filter(\.isASCII).filter(\.isNumber)
      let bare = String(digits.drop { $0 == "0" })
      texts = [text, digits, "+" + digits, bare, "+" + bare, "00" + bare]
    case .name:
      texts = [text, lower, lower.filter { $0 != " " }]
      for part in lower.split(separator: " ") where part.utf8.count > 2 { texts.insert(String(part)) }
    default: return []
    }
    return Set(texts.map { Array($0.utf8) })
  }
}
