package import Knowledge

extension RecordDestination {
  /// The destination's name in findings: the vendor's id, or the domain if it is unknown.
  package func id(in book: DestinationBook) -> String {
    if let destination { return book.destinations[destination].id }
    if case .domain(let domain) = standing { return domain }
    return host.isEmpty ? "unknown" : host
  }
}
