package import PCRE

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

  package let id: String
  package let name: String
  package let category: String
  package let hosts: [String]
  package let shapes: [Shape]
  package let events: [WirePattern]
  package let recordsIP: Bool
  /// Where captures tell whom a data platform hands events on to; nil for who is none.
  package let onward: Onward?
  /// The names that data platforms call it by in their settings.
  package let knownAs: [String]
  /// The companies that run it, where they have names of their own; one may run several destinations.
  package let companies: [String]
  /// The file it was read from.
  package let file: String
  /// Whether that file is in the binary.
  package let isEmbedded: Bool
  /// All the rest; of those in the binary it is read when it is asked for, since a capture knows a few of the many that there are.
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

  /// Atlassian's own: the platform that the app runs on.
  package var isPlatform: Bool { category == "platform" }
}
