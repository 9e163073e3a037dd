package import PCRE
internal import Synchronization
package import Vocabulary

extension Destination {
  /// Details that are needed only if data went to a destination, or for its page; ``Destination`` documents each.
  package final class Details: Sendable {
    fileprivate let regions: [(region: Region, hosts: [HostPattern])]
    fileprivate let assets: [Pattern]
    fileprivate let fields: [(canonical: String, pattern: WirePattern)]
    fileprivate let types: [String: EventType]
    fileprivate let paths: [(pattern: Pattern, type: EventType)]
    fileprivate let controls: [Control]
    fileprivate let takes: [String]
    fileprivate let examples: [Example]
    fileprivate let sources: [String]
    fileprivate let checked: Day?
    fileprivate let unconfirmed: [String]
    fileprivate let own: [Glob]

    package init(
      regions: [(region: Region, hosts: [HostPattern])] = [], assets: [Pattern] = [], fields: [(canonical: String, pattern: WirePattern)],
      types: [String: EventType], paths: [(pattern: Pattern, type: EventType)] = [], controls: [Control] = [], takes: [String] = [],
      examples: [Example] = [], sources: [String] = [], checked: Day? = nil, unconfirmed: [String] = [],
      own: [Glob] = []
    ) {
      self.regions = regions
      self.assets = assets
      self.fields = fields
      self.types = types
      self.paths = paths
      self.controls = controls
      self.takes = takes
      self.examples = examples
      self.sources = sources
      self.checked = checked
      self.unconfirmed = unconfirmed
      self.own = own
    }
  }

  /// Where data sent to these hosts is kept; hosts may begin with `*.`. Other hosts do not show it.
  package var regions: [(region: Region, hosts: [HostPattern])] { deferred.details.regions }
  /// Canonical fields and their wire paths, the most specific first.
  package var fields: [(canonical: String, pattern: WirePattern)] { deferred.details.fields }
  /// Wire values of `event.type` that differ from the canonical ones; `default` for events without a type.
  package var types: [String: EventType] { deferred.details.types }
  /// The type of an event that has none, by the path that it is sent to.
  package var paths: [(pattern: Pattern, type: EventType)] { deferred.details.paths }
  /// The vendor's settings.
  package var controls: [Control] { deferred.details.controls }
  /// What it collects by default: canonical fields, or words for data without a canonical field.
  package var takes: [String] { deferred.details.takes }
  package var examples: [Example] { deferred.details.examples }
  /// The sources of all this, and the day on which they were looked up.
  package var sources: [String] { deferred.details.sources }
  package var checked: Day? { deferred.details.checked }
  /// What no source confirms: canonical fields as in ``fields``, or parts of the description such as `assets`.
  package var unconfirmed: [String] { deferred.details.unconfirmed }
  /// Whether the vendor's library itself sends an event or a property of this name.
  package func isOwn(name: String) -> Bool { deferred.details.own.contains { $0.matches(name) } }

  /// Whether its wire format is that of the Segment spec.
  package var usesSegmentSpec: Bool {
    let isField = { (canonical: String, wire: String) in fields.contains { $0.canonical == canonical && $0.pattern.source == wire } }
    return isField("event.type", "type") && isField("user.anonymousId", "anonymousId") && isField("properties.*", "properties.*")
  }

  /// The paths that serve code or settings.
  private var assets: [Pattern] { deferred.details.assets }

  /// Where data sent to a lower-case host is kept; nil if the host does not show it.
  package func region(of host: String) -> Region? {
    regions.first { $0.hosts.contains { $0.matches(host) || $0.description == "*.\(host)" } }?.region
  }

  /// The type of events that are sent to `path` (without the query); nil if the path does not show it.
  package func eventType(ofPath path: Span<UInt8>, _ matcher: Matcher) -> EventType? {
    paths.first { (try? matcher.firstMatch(of: $0.pattern, in: path)) ?? nil != nil }?.type
  }

  /// Whether a URL only loads code or settings; one without a path does not.
  package func isAsset(url: Span<UInt8>, _ matcher: Matcher) -> Bool {
    Navigation.path(of: url).map { isAsset(url.extracting($0), matcher) } ?? false
  }

  /// Whether `path` (without the query) only loads code or settings.
  package func isAsset(_ path: Span<UInt8>, _ matcher: Matcher) -> Bool {
    assets.contains { (try? matcher.firstMatch(of: $0, in: path)) ?? nil != nil }
  }
}

/// Details that are read when they are first needed.
final class DeferredDetails: Sendable {
  private let read: @Sendable () -> Destination.Details
  private let known = AtomicLazyReference<Destination.Details>()

  init(_ read: @escaping @Sendable () -> Destination.Details) {
    self.read = read
  }

  /// If several workers read them at the same time, the first one's are kept.
  var details: Destination.Details { known.load() ?? known.storeIfNil(read()) }
}
