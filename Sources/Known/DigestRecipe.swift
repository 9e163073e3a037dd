import Bytes
import Knowledge

/// How a digest was computed.
struct DigestRecipe {
  enum Mixture: UInt8 {
    case none
    /// A salt was put before or after the value, or was the key of an HMAC.
    case before, behind, keyed
    /// The inner digest was hashed as bytes, not as hex digits.
    case bytes
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
    if let inner { return "\(outer) of the \(inner.rawValue) of \(message)" + (mixture == .bytes ? ", as bytes" : "") }
    return switch mixture {
    case .none, .bytes: "\(outer) of \(message)"
    case .before: "\(outer) of \(message), with a salt that the capture shows before it"
    case .behind: "\(outer) of \(message), with a salt that the capture shows behind it"
    case .keyed: "HMAC-\(outer) of \(message), keyed with a value that the capture shows"
    }
  }
}
