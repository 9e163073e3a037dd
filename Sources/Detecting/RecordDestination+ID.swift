package import Knowledge

extension RecordDestination {
  /// What the destination is called in findings: the vendor's id, or the domain of somebody who is not known.
  package func id(in book: DestinationBook) -> String {
    if let destination { return book.destinations[destination].id }
    if case .domain(let domain) = standing { return domain }
    return host.isEmpty ? "unknown" : host
  }
}
