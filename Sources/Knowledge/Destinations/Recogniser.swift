package import Payloads

/// Recognises the destination of a record: by the host, or by the shape of what was sent.
package final class Recogniser {
  private let book: DestinationBook
  private let paths: PathTable
  private let shapes: ShapeReader
  private var domains: [String: String] = [:]
  private var dialects: [Key: Dialect] = [:]

  private struct Key: Hashable {
    var destination: Int?
    var wrapper: [String]
  }

  package init(_ book: DestinationBook, paths: PathTable) {
    self.book = book
    self.paths = paths
    shapes = ShapeReader(book, paths: paths)
  }

  /// The dialect in which a destination's payloads are read.
  package func dialect(of recordDestination: RecordDestination) -> Dialect {
    let key = Key(destination: recordDestination.destination, wrapper: recordDestination.wrapper)
    if let known = dialects[key] { return known }
    if dialects.count > 1_000 { dialects.removeAll() }
    let dialect = Dialect(
      recordDestination.destination.map { book.destinations[$0] }, generic: book.generic, wrapper: recordDestination.wrapper, paths: paths)
    dialects[key] = dialect
    return dialect
  }

  /// The destination of the exchange or the event in `payload`; `host` is nil in an event log.
  package func recordDestination(of payload: borrowing Payload, host: String?, record: Span<UInt8>) -> RecordDestination {
    if let host, let index = book.index(ofHost: host) {
      return RecordDestination(destination: index, standing: book.destinations[index].isPlatform ? .platform : .vendor, host: host)
    }
    let shape = shapes.destination(of: payload, record)
    guard let host else {
      if shape == nil, let (inner, wrapper) = shapes.wrapped(in: payload, record) {
        return RecordDestination(destination: inner, standing: .vendor, host: "", wrapper: wrapper)
      }
      return RecordDestination(destination: shape, standing: .vendor, host: "")
    }
    if let shape {
      return RecordDestination(
        destination: shape, standing: book.destinations[shape].isPlatform ? .platform : .collector(domain(of: host)), host: host)
    }
    return RecordDestination(destination: nil, standing: .domain(domain(of: host)), host: host)
  }

  /// The registrable domain of a host, cached.
  package func domain(of host: String) -> String {
    if let known = domains[host] { return known }
    if domains.count > 10_000 { domains.removeAll() }
    let domain = Parties.domain(of: host)
    domains[host] = domain
    return domain
  }
}
