import Bytes
import Payloads
import Vocabulary

/// How to read the cookies of a consent tool, from `rules/words/consent-cookies.yaml`.
package struct ConsentCookie: Sendable {
  /// The format of a value, under its percent-encoding.
  package enum Form: String, CaseIterable, Sendable {
    case json, pairs, word, list
    /// Base64 of JSON.
    case base64
    /// A TC string or a GPP string, alone or among other texts.
    case iab
    case usPrivacy = "us-privacy"
    /// Only the tool can read it: it shows that the visitor made a choice, and not which.
    case opaque
  }

  package let tool: String
  /// The names of the cookies; a name that ends in `*` is a prefix.
  package let names: [String]
  private let form: Form
  private let within: String?
  /// The names of the lists of granted and denied purposes.
  private let granted: [String]
  private let denied: [String]
  /// The tool's names for each purpose.
  private let purposes: [(purpose: ConsentPurpose, keys: [KeyPattern])]

  /// The maximum length of a value in bytes. Browsers store no longer ones (RFC 6265 § 6.1 requires 4,096).
  static let longest = 16_384

  init(_ reader: YAMLReader) throws(ConfigurationError) {
    let members = try reader.members(["tool", "cookies", "form", "within", "granted", "denied", "purposes"])
    tool = try reader.required("tool", in: members, of: "a consent tool").string()
    names = try reader.required("cookies", in: members, of: "a consent tool").strings()
    form = try reader.required("form", in: members, of: "a consent tool").choice(Form.self)
    within = try members["within"]?.string()
    granted = try members["granted"]?.strings() ?? []
    denied = try members["denied"]?.strings() ?? []
    var purposes: [(purpose: ConsentPurpose, keys: [KeyPattern])] = []
    for (name, keys) in try members["purposes"]?.orderedMembers() ?? [] {
      guard let purpose = ConsentPurpose(rawValue: name) else {
        throw keys.error("expected one of \(ConsentPurpose.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      purposes.append((purpose, try keys.strings().map(KeyPattern.init)))
    }
    self.purposes = purposes
  }

  /// The content of a cookie: its standard, if it follows one, and the verdict, which is empty for an opaque one. Nil for a value
  /// that states nothing.
  package func read(_ value: Span<UInt8>, name: String) -> (standard: Standard?, verdict: ConsentVerdict)? {
    guard 1...Self.longest ~= value.count else { return nil }
    let text = Self.decoded([UInt8](copying: value))
    switch form {
    case .opaque: return (nil, ConsentVerdict())
    case .iab: return Standard.find(in: String(decoding: text, as: UTF8.self))
    case .usPrivacy: return USPrivacy.verdict(String(decoding: text, as: UTF8.self)).map { (.usPrivacy, $0) }
    case .json: return verdict(ConsentStatements(json: text.span, within: within))
    case .base64:
      guard let json = Base64.decoded(text.span) else { return nil }
      return verdict(ConsentStatements(json: json.span, within: within))
    case .pairs: return verdict(ConsentStatements(pairs: text.span, within: within))
    case .word: return verdict(ConsentStatements(word: text.span, name: name))
    case .list: return verdict(ConsentStatements(list: text.span))
    }
  }

  /// Removes all layers of percent-encoding that tools and proxies add.
  private static func decoded(_ value: [UInt8]) -> [UInt8] {
    var value = value
    for _ in 0..<3 where Percent.isEncoded(value.span) { value = Percent.decoded(value.span) }
    return value
  }

  private func verdict(_ statements: ConsentStatements) -> (standard: Standard?, verdict: ConsentVerdict)? {
    let grantedNames = (form == .list ? [""] : granted).compactMap(statements.list).reduce(nil) { ($0 ?? []) + $1 }
    let deniedNames = denied.compactMap(statements.list).flatMap(\.self)
    var verdict = ConsentVerdict()
    for (purpose, keys) in purposes {
      func isNamed(_ name: String) -> Bool {
        let folded = Array(PathTable.name(of: name).utf8)
        return keys.contains { $0.accepts(folded) }
      }
      let stated = statements.pairs.compactMap { isNamed($0.name) ? Self.choice($0.value) : nil }
      // A purpose of several services is granted if one of them is.
      if stated.contains(.granted) || grantedNames?.contains(where: isNamed) ?? false {
        verdict[purpose] = .granted
      } else if stated.contains(.denied) || deniedNames.contains(where: isNamed) || grantedNames != nil && denied.isEmpty {
        verdict[purpose] = .denied
      }
    }
    return verdict.isEmpty ? nil : (nil, verdict)
  }

  /// The choice that a value means; nil for other values.
  private static func choice(_ value: String) -> ConsentChoice? {
    switch value.lowercased() {
    case "true", "1", "yes", "y", "allow", "allowed", "grant", "granted", "accept", "accepted", "opt-in", "on": .granted
    case "false", "0", "no", "n", "deny", "denied", "refuse", "refused", "reject", "rejected", "revoked", "opt-out", "off": .denied
    default: nil
    }
  }
}

extension ConsentCookie {
  /// A standard that several tools write.
  package enum Standard: String, Sendable {
    case tcf, gpp
    case usPrivacy = "us-privacy"

    /// The first TC string or GPP string in a text.
    static func find(in text: String) -> (standard: Standard?, verdict: ConsentVerdict)? {
      let parts = text.utf8.split(maxSplits: 64) { byte in
        !(ByteClass.isWord(byte) && byte < 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "~"))
      }
      for part in parts.prefix(64) where part.count >= 5 {
        let candidate = String(decoding: Array(part), as: UTF8.self)
        if let read = TCFString(candidate) { return (.tcf, read.verdict) }
        if let read = GPPString(candidate)?.verdict { return (.gpp, read) }
      }
      return nil
    }
  }
}
