import Bytes
internal import PCRE

/// Host names, email addresses, IP addresses and URIs.
extension Format {
  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  /// An email address by RFC 5321 § 4.1.2, or by RFC 6531 with letters of any script.
  static func isEmail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    let (local, domain) = (text[..<at], text[text.index(after: at)...])
    if domain.hasPrefix("["), domain.hasSuffix("]") {
      let address = domain.dropFirst().dropLast()
      let isAddress = address.hasPrefix("IPv6:") ? isIPv6(String(address.dropFirst(5))) : isIPv4(address)
      return isAddress && isLocalPart(local)
    }
    let name = String(domain)
    return isLocalPart(local) && (isHostname(name) || !name.utf8.allSatisfy { $0 < 0x80 } && !name.contains { " @".contains($0) })
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    guard 1...64 ~= text.utf8.count else { return false }
    if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") { return true }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { isLetterOrDigit($0) || $0 >= 0x80 || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
  }

  /// A host name by RFC 1123 § 2.1.
  static func isHostname(_ text: String) -> Bool {
    guard 1...253 ~= text.utf8.count else { return false }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      1...63 ~= label.utf8.count && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
  }

  /// Four numbers without leading zeros.
  static func isIPv4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        1...3 ~= part.utf8.count && part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
          && (part == "0" || part.first != "0")
          && Int(part) ?? 256 <= 255
      }
  }

  /// An IPv6 address by RFC 4291 § 2.2, without a zone.
  static func isIPv6(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ isLetterOrDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }) else { return false }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, !text.contains(":::") else { return false }
    var count = 0
    for (number, half) in halves.enumerated() where !half.isEmpty {
      let groups = half.split(separator: ":", omittingEmptySubsequences: false)
      for (at, group) in groups.enumerated() {
        if at == groups.count - 1, number == halves.count - 1, group.contains(".") {
          guard isIPv4(group) else { return false }
          count += 2
        } else {
          guard 1...4 ~= group.utf8.count, UInt16(group, radix: 16) != nil else { return false }
          count += 1
        }
      }
    }
    return halves.count == 2 ? count <= 7 : count == 8
  }

  static func isUUID(_ text: String) -> Bool { Tokens.isUUID(Array(text.utf8).span) }

  /// A URI by RFC 3986 § 3, with its scheme.
  static func isURI(_ text: String) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    let scheme = text[..<colon]
    guard let first = scheme.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20,
      scheme.utf8.allSatisfy({ isLetterOrDigit($0) || "+-.".utf8.contains($0) })
    else { return false }
    return isRest(text[text.index(after: colon)...])
  }

  static func isURIReference(_ text: String) -> Bool {
    if isURI(text) { return true }
    // The first segment of a relative path has no colon.
    let first = text.prefix { !"/?#".contains($0) }
    return !first.contains(":") && isRest(text[...])
  }

  /// The part after a scheme: an authority, a path, a query, a fragment.
  private static func isRest(_ text: Substring) -> Bool {
    var bytes = Array(text.utf8)[...]
    var hashes = 0
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard bytes.count >= 2, bytes.prefix(2).allSatisfy({ ByteClass.of($0).contains(.hex) }) else { return false }
      case UInt8(ascii: "#"):
        hashes += 1
        if hashes > 1 { return false }
      case UInt8(ascii: "["), UInt8(ascii: "]"): break
      default: guard isLetterOrDigit(byte) || "-._~:/?@!$&'()*+,;=".utf8.contains(byte) else { return false }
      }
    }
    guard text.hasPrefix("//") else { return !text.contains("[") && !text.contains("]") }
    let authority = text.dropFirst(2).prefix { !"/?#".contains($0) }
    let rest = text.dropFirst(2 + authority.count)
    guard !rest.contains("["), !rest.contains("]") else { return false }
    let host = authority.split(separator: "@", omittingEmptySubsequences: false)
    guard host.count <= 2, let last = host.last, !(host.count == 2 && host[0].contains { "[]".contains($0) }) else { return false }
    if last.hasPrefix("[") {
      guard let end = last.firstIndex(of: "]") else { return false }
      return isIPv6(String(last[last.index(after: last.startIndex)..<end])) && isPort(last[last.index(after: end)...])
    }
    let colon = last.firstIndex(of: ":") ?? last.endIndex
    return !last.contains("[") && !last.contains("]") && isPort(last[colon...])
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.first == ":" && text.dropFirst().utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  static func isRegex(_ text: String) -> Bool { (try? Pattern(ecmaScript: text)) != nil }

  /// A pointer by RFC 6901.
  static func isPointer(_ text: Substring) -> Bool {
    text.isEmpty
      || text.hasPrefix("/")
        && text.split(separator: "~", omittingEmptySubsequences: false).dropFirst().allSatisfy { $0.hasPrefix("0") || $0.hasPrefix("1") }
  }

  static func isRelativePointer(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits == "0" || digits.first != "0" else { return false }
    let rest = text.dropFirst(digits.count)
    return rest == "#" || isPointer(rest)
  }
}
