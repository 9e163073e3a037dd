import Bytes

/// Where a random-looking string opens nothing: in the file name of a script that everybody gets, in an integrity attribute.
///
/// The hosts and words are data: `rules/redaction/secrets.yaml`.
package struct HarmlessPlaces: Sendable {
  /// Why a random-looking string stays.
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

  /// Hosts that serve the same files to everybody; one that begins with a dot stands for all below it.
  var publicHosts: [String] = []
  /// The endings of files that are built and served to everybody, without the dot.
  var endings: Set<String> = []
  /// Folders whose content is named by hashes.
  var folders: Set<String> = []
  /// How keys of known services begin.
  var prefixes: [[UInt8]] = [] {
    didSet { prefixesByByte = (0...255).map { first in prefixes.filter { $0.first == UInt8(first) } } }
  }
  private var prefixesByByte: [[[UInt8]]] = []

  /// Whether everybody gets the same files from a lower-case host.
  package func isPublic(host: String) -> Bool {
    publicHosts.contains { $0.hasPrefix(".") ? host.hasSuffix($0) : host == $0 }
  }

  /// Whether a word is the ending of an asset's name.
  func isEnding(_ word: Span<UInt8>) -> Bool { 2...6 ~= word.count && endings.contains(String(copying: word).lowercased()) }

  func isFolder(_ word: Span<UInt8>) -> Bool { 2...20 ~= word.count && folders.contains(String(copying: word).lowercased()) }

  /// No key of a known service is shorter, in bytes.
  private static let shortestKey = 12

  /// Whether a text begins as the keys of a known service do, and goes on long enough.
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
