/// All known destinations.
package struct DestinationBook: Sendable {
  package let destinations: [Destination]
  /// Reads fields by their keys if no dialect is known.
  package let generic: Destination?
  private let exact: [String: Int]
  private let suffixes: [String: Int]

  package init(_ destinations: [Destination]) {
    self.destinations = destinations.filter { $0.id != "generic" }.sorted { $0.id < $1.id }
    generic = destinations.first { $0.id == "generic" }
    var exact: [String: Int] = [:]
    var suffixes: [String: Int] = [:]
    for (index, destination) in self.destinations.enumerated() {
      for host in destination.hosts {
        if host.hasPrefix("*.") { suffixes[String(host.dropFirst(2))] = index } else { exact[host] = index }
      }
    }
    self.exact = exact
    self.suffixes = suffixes
  }

  /// The destination of a lower-case host: by its name, or by the longest domain above it.
  package func index(ofHost host: String) -> Int? {
    if let index = exact[host] { return index }
    var rest = Substring(host)
    while true {
      if let index = suffixes[String(rest)] { return index }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
  }

  /// Whether a host belongs to Atlassian.
  package func isPlatform(host: String) -> Bool { index(ofHost: host).map { destinations[$0].isPlatform } ?? false }

  /// Whether a host belongs to a known vendor other than Atlassian.
  package func isVendor(host: String) -> Bool { index(ofHost: host).map { !destinations[$0].isPlatform } ?? false }
}
