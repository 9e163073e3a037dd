internal import PCRE

/// Tells which destination a record went to: by the host, or by the shape of what was sent.
package final class Recogniser {
  private let book: DestinationBook
  private let paths: PathTable
  private let matcher = Matcher()
  private var domains: [String: String] = [:]
  private var dialects: [Int: Dialect] = [:]

  package init(_ book: DestinationBook, paths: PathTable) {
    self.book = book
    self.paths = paths
  }

  /// The dialect of a destination, or of those that are not known.
  package func dialect(of destination: Int?) -> Dialect {
    if let known = dialects[destination ?? -1] { return known }
    let dialect = Dialect(destination.map { book.destinations[$0] }, generic: book.generic, paths: paths)
    dialects[destination ?? -1] = dialect
    return dialect
  }

  /// Who received the exchange or the event of `payload`; `host` is nil in an event log.
  package func receiver(of payload: borrowing Payload, host: String?, record: Span<UInt8>) -> Receiver {
    if let host, let index = book.index(ofHost: host) {
      return Receiver(destination: index, standing: book.destinations[index].isPlatform ? .platform : .vendor, host: host)
    }
    let shape = shape(of: payload, record)
    guard let host else { return Receiver(destination: shape, standing: .vendor, host: "") }
    if let shape {
      return Receiver(destination: shape, standing: book.destinations[shape].isPlatform ? .platform : .vendor, host: host)
    }
    return Receiver(destination: nil, standing: .domain(domain(of: host)), host: host)
  }

  /// The registrable domain of a host, remembered.
  package func domain(of host: String) -> String {
    if let known = domains[host] { return known }
    if domains.count > 10_000 { domains.removeAll() }
    let domain = Parties.domain(of: host)
    domains[host] = domain
    return domain
  }

  // MARK: Shapes

  private func shape(of payload: borrowing Payload, _ record: Span<UInt8>) -> Int? {
    let facts = Facts(payload, paths)
    guard facts.hasContent else { return nil }
    for (index, destination) in book.destinations.enumerated() {
      for shape in destination.shapes where fits(shape, destination, payload, facts, record) { return index }
    }
    return nil
  }

  private func fits(
    _ shape: Destination.Shape, _ destination: Destination, _ payload: borrowing Payload, _ facts: Facts, _ record: Span<UInt8>
  ) -> Bool {
    if facts.isExchange {
      if let path = shape.path, !matches(path, payload, facts, record) { return false }
      for header in shape.headers where facts.field(["header", header], paths) == nil { return false }
      for member in shape.query {
        let fits = has(member, below: [["url", "query"], ["body"]], payload, facts, record)
        if !fits { return false }
      }
    } else if shape.keys.isEmpty {
      // A line of a log has no URL and no headers; without members there is nothing to know it by.
      return false
    }
    guard !shape.keys.isEmpty else { return true }
    let events = destination.events.flatMap { facts.places(of: $0, paths) }
    return events.contains { event in shape.keys.allSatisfy { has($0, below: [event], payload, facts, record) } }
  }

  private func matches(_ pattern: Pattern, _ payload: borrowing Payload, _ facts: Facts, _ record: Span<UInt8>) -> Bool {
    guard let path = facts.field(["url", "path"], paths) else { return false }
    let field = payload.fields[path]
    return payload.withBytes(of: field.layer, record: record) { bytes in
      (try? matcher.firstMatch(of: pattern, in: bytes.extracting(field.range))) ?? nil != nil
    }
  }

  private func has(
    _ member: Destination.Shape.Member, below parents: [[String]], _ payload: borrowing Payload, _ facts: Facts, _ record: Span<UInt8>
  ) -> Bool {
    for parent in parents {
      for alternative in member.alternatives {
        guard let index = facts.field(parent + alternative.split(separator: ".").map(String.init), paths) else { continue }
        if member.values.isEmpty { return true }
        let field = payload.fields[index]
        let value = payload.withBytes(of: field.layer, record: record) { Tokens.string($0.extracting(field.range)) }
        if member.values.contains(where: { $0.hasSuffix("*") ? value.hasPrefix($0.dropLast()) : value == $0 }) { return true }
      }
    }
    return false
  }
}

/// Which paths a payload has, made once for a record whose host is not known.
private struct Facts {
  private var firstField: [String: Int] = [:]
  private(set) var isExchange = false
  private(set) var hasContent = false

  init(_ payload: borrowing Payload, _ paths: PathTable) {
    for index in payload.fields.indices {
      let path = payload.nodes[payload.fields[index].node].path
      let key = paths.entries[path].wire
      if firstField[key] == nil { firstField[key] = index }
    }
    isExchange = firstField["url"] != nil
    hasContent = firstField.keys.contains { $0.hasPrefix("body") || $0.hasPrefix("url.query.") || $0.hasPrefix("websocket") }
  }

  func field(_ keys: [String], _ paths: PathTable) -> Int? {
    let key = keys.joined(separator: ".")
    if let index = firstField[key] { return index }
    // An object or a list is there when something in it is.
    return firstField.first { $0.key.hasPrefix(key + ".") }?.value
  }

  /// The paths at which a pattern finds a place for events.
  func places(of pattern: WirePattern, _ paths: PathTable) -> [[String]] {
    var places: Set<[String]> = []
    for key in firstField.keys {
      let keys = key.split(separator: ".").map(String.init)
      guard keys.count > pattern.parts.count || keys.count == pattern.parts.count else { continue }
      let head = keys.prefix(pattern.parts.count)
      if pattern.match(head) != nil { places.insert(Array(head)) }
    }
    return Array(places)
  }
}
