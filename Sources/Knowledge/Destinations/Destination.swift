package import PCRE
package import Vocabulary

/// Someone who receives data: how to know them, how their wire form is read, what they record and how to stop it.
package struct Destination: Sendable {
  /// A way to know a destination at a host that is not on its list; all parts must hold.
  package struct Shape: Sendable {
    /// A parameter or a member that must be there, with one of the values where any are given.
    package struct Member: Sendable, Equatable {
      package var alternatives: [String]
      package var values: [String]
      /// The keys of each alternative as bytes, one below the other.
      let keys: [[[UInt8]]]

      init(alternatives: [String], values: [String]) {
        self.alternatives = alternatives
        self.values = values
        keys = alternatives.map { $0.split(separator: ".").map { Array($0.utf8) } }
      }
    }

    package var path: Pattern?
    package var query: [Member] = []
    package var headers: [String] = []
    package var keys: [Member] = []

    /// Whether the path alone tells.
    var isPath: Bool { path != nil && query.isEmpty && headers.isEmpty && keys.isEmpty }
  }

  /// A switch of the vendor's that stops a capture, or is said to.
  package struct Control: Sendable {
    package var stops: [String]
    package var set: String
    package var note: String?
    /// Whether it does what it is taken for; false for a switch that changes nothing of what is sent.
    package var isEffective = true

    /// The switch as advice, or as a warning where it does nothing.
    package var advice: String {
      isEffective ? set + (note.map { " (\($0))" } ?? "") : "\(set) does nothing here" + (note.map { ": \($0)" } ?? "")
    }
  }

  /// Something that the vendor's library really sends, and what it means.
  package struct Example: Sendable {
    package enum Subject: Sendable {
      case request(Request)
      /// A line of a log.
      case event(String)
    }

    /// A request as it is sent; the texts may hold the templates of ``WireTemplate``.
    package struct Request: Sendable {
      package var method: String
      package var url: String
      package var headers: [(name: String, value: String)]
      package var body: String?
    }

    package var subject: Subject
    /// Whose it is; nil for the destination whose example it is.
    package var recordDestination: String?
    /// Whether it is known by its shape too, at a host that is not listed.
    package var hasShape: Bool
    /// Whether it sends something, and does not only load code or settings.
    package var collects = true
    /// Canonical fields and their values.
    package var fields: [String: String]
    package var line: Int
  }

  /// The kinds of destination, in the order in which they are shown.
  package static let categories = [
    "cdp", "product-analytics", "web-analytics", "session-replay", "messaging", "error-monitoring", "apm", "feature-flags", "advertising",
    "marketing-automation", "customer-success", "digital-adoption", "tag-manager", "platform",
  ]

  package var id: String
  package var name: String
  package var category: String
  package var hosts: [String]
  /// Where data is kept that is sent to these hosts, which may begin with `*.`; other hosts do not tell.
  package var regions: [(region: Region, hosts: [HostPattern])] = []
  var assets: [Pattern]
  package var shapes: [Shape]
  package var events: [WirePattern]
  /// Canonical fields and the wire paths that are they, the most specific first.
  package var fields: [(canonical: String, pattern: WirePattern)]
  /// Wire values of `event.type` where they differ from ours; `default` for events that have none.
  package var types: [String: EventType]
  /// The type of an event that does not say it, by the path that it is sent to.
  package var paths: [(pattern: Pattern, type: EventType)] = []
  package var recordsIP: Bool
  package var controls: [Control]
  /// What it takes by default: canonical fields, or words for what has no canonical field.
  package var takes: [String] = []
  package var examples: [Example] = []
  /// Where captures tell whom a data platform hands events on to; nil for who is none.
  package var onward: Onward?
  /// The names that data platforms call it by in their settings.
  package var knownAs: [String] = []
  /// Where all this is known from, and the day on which that was looked up.
  package var sources: [String] = []
  package var checked: Day?
  /// What no source confirms: canonical fields as in ``fields``, or parts of the description such as `assets`.
  package var unconfirmed: [String] = []
  /// The file it was read from.
  package var file = ""
  /// Whether that file is in the binary.
  package var isEmbedded = false

  package init(
    id: String, name: String, category: String, hosts: [String], regions: [(region: Region, hosts: [HostPattern])] = [],
    assets: [Pattern], shapes: [Shape], events: [WirePattern], fields: [(canonical: String, pattern: WirePattern)],
    types: [String: EventType], paths: [(pattern: Pattern, type: EventType)] = [], recordsIP: Bool, controls: [Control],
    takes: [String] = [], examples: [Example] = [], onward: Onward? = nil, knownAs: [String] = [], sources: [String] = [],
    checked: Day? = nil, unconfirmed: [String] = [], file: String = "", isEmbedded: Bool = false
  ) {
    self.id = id
    self.name = name
    self.category = category
    self.hosts = hosts
    self.regions = regions
    self.assets = assets
    self.shapes = shapes
    self.events = events
    self.fields = fields
    self.types = types
    self.paths = paths
    self.recordsIP = recordsIP
    self.controls = controls
    self.takes = takes
    self.examples = examples
    self.onward = onward
    self.knownAs = knownAs
    self.sources = sources
    self.checked = checked
    self.unconfirmed = unconfirmed
    self.file = file
    self.isEmbedded = isEmbedded
  }

  /// Atlassian's own: the platform that the app runs on.
  package var isPlatform: Bool { category == "platform" }

  /// Where data is kept that is sent to a lower-case host; nil where the host does not tell.
  package func region(of host: String) -> Region? {
    regions.first { $0.hosts.contains { $0.matches(host) || $0.description == "*.\(host)" } }?.region
  }

  /// The type of events that are sent to `path` (without the query); nil where the path does not tell.
  package func eventType(ofPath path: Span<UInt8>, _ matcher: Matcher) -> EventType? {
    paths.first { (try? matcher.firstMatch(of: $0.pattern, in: path)) ?? nil != nil }?.type
  }

  /// Whether a URL only loads code or settings; one without a path does not.
  package func isAsset(url: Span<UInt8>, _ matcher: Matcher) -> Bool {
    Navigation.path(of: url).map { isAsset(url.extracting($0), matcher) } ?? false
  }

  /// Where `path` (without the query) loads code or settings and collects nothing.
  package func isAsset(_ path: Span<UInt8>, _ matcher: Matcher) -> Bool {
    assets.contains { (try? matcher.firstMatch(of: $0, in: path)) ?? nil != nil }
  }
}
