import Bytes

/// Places where a random-looking string grants no access: in the file name of a script that everyone gets, in an integrity
/// attribute.
///
/// The hosts and words are data: `rules/redaction/secrets.yaml`.
package struct HarmlessPlaces: Sendable {
  /// Why a random-looking string is kept.
  package enum Reason: String, Sendable, CaseIterable {
    case asset = "names of assets"
    case integrity = "integrity hashes of assets"
    case entityTag = "entity tags of assets"
    case boundary = "boundaries of multipart bodies"
    case anonymousID = "anonymous ids and message ids"
    case account = "account IDs"
    case identifier = "identifiers that the policy allows"
    case field = "fields that were named to stay"
  }

  /// Hosts that serve the same files to everyone; one that begins with a dot includes all below it.
  var publicHosts: [String] = []
  /// The extensions of static files, without the dot.
  var endings: Set<String> = []
  /// Folders whose files are named by hashes.
  var folders: Set<String> = []
  /// The prefixes of keys of known services.
  var prefixes: [[UInt8]] = [] {
    didSet { prefixesByByte = (0...255).map { first in prefixes.filter { $0.first == UInt8(first) } } }
  }
  private var prefixesByByte: [[[UInt8]]] = []

  /// Whether a lower-case host serves the same files to everyone.
  package func isPublic(host: String) -> Bool {
    publicHosts.contains { $0.hasPrefix(".") ? host.hasSuffix($0) : host == $0 }
  }

  /// Whether a word is the extension of an asset.
  func isEnding(_ word: Span<UInt8>) -> Bool { 2...6 ~= word.count && endings.contains(String(copying: word).lowercased()) }

  func isFolder(_ word: Span<UInt8>) -> Bool { 2...20 ~= word.count && folders.contains(String(copying: word).lowercased()) }

  /// The minimum length of keys of known services in bytes.
  private static let shortestKey = 12

  /// Whether a text begins like a key of a known service, and is long enough.
  func isKey(_ text: Span<UInt8>) -> Bool {
    guard text.count >= Self.shortestKey, !prefixesByByte.isEmpty else { return false }
    return prefixesByByte[Int(text[0])].contains { prefix in
      text.count >= prefix.count + 8 && prefix.indices.allSatisfy { text[$0] == prefix[$0] }
    }
  }

  /// Whether the path of a URL, without its query, ends in the name of an asset.
  package func isAsset(path: Span<UInt8>) -> Bool {
    var at = path.count
    while at > 0, path[at - 1] != UInt8(ascii: "/"), path[at - 1] != UInt8(ascii: ".") { at -= 1 }
    return at > 1 && path[at - 1] == UInt8(ascii: ".") && isEnding(path.extracting(at..<path.count))
  }
}
