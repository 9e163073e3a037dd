import Bytes
import Knowledge

/// How a digest was computed.
struct DigestRecipe {
  enum Mixture: UInt8 {
    case none
    /// A salt was put before or after the value, or was the key of an HMAC.
    case before, behind, keyed
    /// The inner digest was hashed as bytes, as upper-case hex digits or as base64, instead of lower-case hex digits.
    case bytes, capitals, base64
  }

  /// The numbers of the value and of its form.
  var value: Int32
  var form: Int16
  var outer: Digest
  /// The digest that was hashed again; nil if the form itself was hashed.
  var inner: Digest?
  var mixture = Mixture.none

  /// The recipe in words: `sha256 of the email in lower case`.
  func phrase(_ form: PersonForm, of fact: PersonFact) -> String {
    let message = "the " + form.phrase(fact)
    let outer = outer.rawValue
    if let inner {
      let nested = "\(outer) of the \(inner.rawValue) of \(message)"
      return switch mixture {
      case .bytes: nested + ", as bytes"
      case .capitals: nested + ", as hex digits in capitals"
      case .base64: nested + ", as base64"
      default: nested
      }
    }
    return switch mixture {
    case .none, .bytes, .capitals, .base64: "\(outer) of \(message)"
    case .before: "\(outer) of \(message), with a salt that the capture shows before it"
    case .behind: "\(outer) of \(message), with a salt that the capture shows behind it"
    case .keyed: "HMAC-\(outer) of \(message), keyed with a value that the capture shows"
    }
  }
}
