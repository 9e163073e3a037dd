/// What a JWT reveals to anyone who holds it: its header's algorithm and its claims (RFC 7519). The signature is not checked.
package struct JWTClaims: Sendable, Equatable {
  /// The algorithm of its signature (`alg`), as written.
  package private(set) var algorithm = ""
  /// The type in its header (`typ`), in lower case.
  package private(set) var type = ""
  /// The names of its claims, in order.
  package private(set) var names: [String] = []
  /// The claims that are strings or numbers, by name.
  package private(set) var values: [String: String] = [:]

  /// Nil for anything but a JWT with readable claims.
  package init?(_ token: Span<UInt8>) {
    guard let parts = JWT.parts(of: token), parts.count == 3, let header = Base64.decoded(token.extracting(parts[0])),
      let claims = Base64.decoded(token.extracting(parts[1])), claims.count <= Self.longest
    else { return nil }
    for (name, value) in Self.members(of: header.span) {
      if name == "alg" { algorithm = value ?? "" }
      if name == "typ" { type = value?.lowercased() ?? "" }
    }
    for (name, value) in Self.members(of: claims.span) {
      names.append(name)
      values[name] = value
    }
    guard !names.isEmpty else { return nil }
  }

  /// Limits on the size of the claims, in bytes, and on their number.
  private static let longest = 64 << 10
  private static let most = 64

  /// Whether it has no signature, so that anyone can make one like it (RFC 7518 § 3.6).
  package var isUnsigned: Bool { algorithm.lowercased() == "none" }

  /// A claim that is a time, in seconds since 1970.
  package func time(_ name: String) -> Int? { values[name].flatMap(Double.init).flatMap { Int(exactly: $0.rounded(.down)) } }

  /// The members of an object, with the values that are strings or numbers.
  private static func members(of text: Span<UInt8>) -> [(String, String?)] {
    var members: [(String, String?)] = []
    var cursor = JSONCursor()
    var isFirst = true
    while members.count < most, let key = try? cursor.nextKey(text, isFirst: &isFirst), let range = try? cursor.skipValue(text) {
      let raw = text.extracting(range)
      let isText = raw[0] == UInt8(ascii: "\"")
      let isPlain = isText || ByteClass.of(raw[0]).contains(.digit) || raw[0] == UInt8(ascii: "-")
      let value = isText ? raw.extracting(1..<raw.count - 1) : raw
      members.append(
        (String(copying: text.extracting(key.range)), isPlain ? String(decoding: JSONEscapes.decoded(value), as: UTF8.self) : nil))
    }
    return members
  }
}
