internal import PCRE

/// Someone who receives data: how to know them, how their wire form is read, what they record and how to stop it.
package struct Destination: Sendable {
  /// A way to know a destination at a host that is not on its list; all parts must hold.
  struct Shape: Sendable {
    /// A parameter or a member that must be there, with one of the values where any are given.
    struct Member: Sendable, Equatable {
      var alternatives: [String]
      var values: [String]
    }

    var path: Pattern?
    var query: [Member] = []
    var headers: [String] = []
    var keys: [Member] = []
  }

  /// A switch of the vendor's that stops a capture.
  package struct Control: Sendable {
    package var stops: [String]
    package var set: String
    package var note: String?
  }

  package var id: String
  package var name: String
  package var category: String
  package var hosts: [String]
  var assets: [Pattern]
  var shapes: [Shape]
  var events: [WirePattern]
  /// Canonical fields and the wire paths that are they, the most specific first.
  var fields: [(canonical: String, pattern: WirePattern)]
  /// Wire values of `event.type` where they differ from ours; `default` for events that have none.
  var types: [String: EventType]
  package var recordsIP: Bool
  package var controls: [Control]

  /// Atlassian's own: the platform that the app runs on.
  package var isPlatform: Bool { category == "platform" }

  /// Where `path` (without the query) loads code or settings and collects nothing.
  func isAsset(_ path: Span<UInt8>, _ matcher: Matcher) -> Bool {
    assets.contains { (try? matcher.firstMatch(of: $0, in: path)) ?? nil != nil }
  }
}
