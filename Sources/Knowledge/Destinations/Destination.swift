package import PCRE

/// Who receives data: how to recognise it, how to read its wire format, what it records and how to stop that.
package struct Destination: Sendable {
  /// The shape of requests, by which a destination is recognised at a host that is not in its list; all parts must match.
  package struct Shape: Sendable {
    /// A parameter or a member that must be present, with one of the values if any are given.
    package struct Member: Sendable, Equatable {
      package var alternatives: [String]
      package var values: [String]
      /// The keys of each alternative as bytes, from the outermost to the innermost.
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

    /// Whether the shape is only a path.
    var isPath: Bool { path != nil && query.isEmpty && headers.isEmpty && keys.isEmpty }
  }

  /// A setting of the vendor that stops the collection of a field, or claims to.
  package struct Control: Sendable {
    package var stops: [String]
    package var set: String
    package var note: String?
    /// Whether it works; false for a setting that changes nothing of what is sent.
    package var isEffective = true

    /// The setting as advice, or as a warning if it has no effect.
    package var advice: String {
      isEffective ? set + (note.map { " (\($0))" } ?? "") : "\(set) does nothing here" + (note.map { ": \($0)" } ?? "")
    }
  }

  /// A request that the vendor's library really sends, and its meaning.
  package struct Example: Sendable {
    package enum Subject: Sendable {
      case request(Request)
      /// A line of a log.
      case event(String)
    }

    /// A request as it is sent. Its texts may contain the templates of ``WireTemplate``.
    package struct Request: Sendable {
      package var method: String
      package var url: String
      package var headers: [(name: String, value: String)]
      package var body: String?
    }

    package var subject: Subject
    /// Its destination; nil for the one whose example it is.
    package var recordDestination: String?
    /// Whether it is also recognised by its shape, at a host that is not listed.
    package var hasShape: Bool
    /// Whether it sends data, and does not only load code or settings.
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

  package let id: String
  package let name: String
  package let category: String
  package let hosts: [String]
  package let shapes: [Shape]
  package let events: [WirePattern]
  package let recordsIP: Bool
  /// Where captures show which tools a data platform forwards events to; nil for other destinations.
  package let onward: Onward?
  /// Its names in the settings of data platforms.
  package let knownAs: [String]
  /// The companies that run it, if their names differ; one may run several destinations.
  package let companies: [String]
  /// The file that describes it.
  package let file: String
  /// Whether that file is in the binary.
  package let isEmbedded: Bool
  /// The other details. For destinations in the binary they are read when needed, because a capture has only a few destinations.
  let deferred: DeferredDetails

  package init(
    id: String, name: String, category: String, hosts: [String], shapes: [Shape], events: [WirePattern], recordsIP: Bool,
    onward: Onward? = nil, knownAs: [String] = [], companies: [String] = [], file: String = "", isEmbedded: Bool = false,
    details: @escaping @Sendable () -> Details
  ) {
    self.id = id
    self.name = name
    self.category = category
    self.hosts = hosts
    self.shapes = shapes
    self.events = events
    self.recordsIP = recordsIP
    self.onward = onward
    self.knownAs = knownAs
    self.companies = companies
    self.file = file
    self.isEmbedded = isEmbedded
    deferred = DeferredDetails(details)
  }

  /// Whether it is Atlassian, the platform of the app.
  package var isPlatform: Bool { category == "platform" }
}
