import Bytes
package import Captures
import Knowledge
import Payloads

/// An exchange in which a server of another party identifies the signed-in user to the app.
package enum SignIn {
  /// The response contains tokens (OpenID Connect Core 1.0 § 3.1.3; RFC 6749 § 5.1).
  case tokens
  /// The response contains claims about the user (OpenID Connect Core 1.0 § 5.3).
  case userInfo

  /// Nil for other exchanges, by the last segment of the path.
  package init?(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    guard let url = exchange.url, exchange.responseBody?.text?.range.isEmpty == false,
      let path = Navigation.path(of: bytes.extracting(url.range))
    else { return nil }
    let text = bytes.extracting(url.range).extracting(path)
    if Self.ends(text, with: "/token") {
      self = .tokens
    } else if Self.ends(text, with: "/userinfo") {
      self = .userInfo
    } else {
      return nil
    }
  }

  private static func ends(_ path: Span<UInt8>, with word: String) -> Bool {
    let count = word.utf8.count
    return path.count >= count && zip(path.count - count..<path.count, word.utf8).allSatisfy { path[$0] | 0x20 == $1 | 0x20 }
  }
}

extension OwnTrafficReader {
  /// Learns the signed-in user.
  package mutating func read(_ signIn: SignIn, _ exchange: Exchange, _ bytes: Span<UInt8>, at place: Place, into own: inout OwnTraffic) {
    unwrapper.unwrapResponse(exchange, bytes)
    readPeople(of: unwrapper.payload, bytes, claimsOnly: signIn == .tokens, place, &own)
  }
}
