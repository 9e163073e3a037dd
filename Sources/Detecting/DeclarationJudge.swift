import Knowledge

/// Compares what was sent with what was declared: Marketplace answers and lists of sub-processors.
struct DeclarationJudge {
  let book: RuleBook
  let declarations: [Declaration]

  /// Whether a declaration contradicts what `found.recordDestination` received.
  func fires(_ test: Rule.ExchangeTest, _ found: Detections) -> Bool {
    let vendor = found.recordDestination.destination.map { book.destinations.destinations[$0] }
    let host = found.recordDestination.host
    // The events of a log may have gone anywhere.
    guard vendor != nil || !host.isEmpty else { return false }
    return declarations.contains { declaration in
      switch test {
      case .undeclaredThirdParty: declaration.kind == .marketplace && isMissing(vendor, host, in: declaration)
      case .undeclaredSubProcessor: declaration.kind == .subProcessors && isMissing(vendor, host, in: declaration)
      case .sharingDenied: declaration.sharesEndUserData == false && found.holdsEndUserData(book)
      case .logSharingDenied:
        declaration.sharesLogs == false && vendor.map { Self.logs.contains($0.category) } ?? false
          && found.holdsEndUserData(book, inPayload: true)
      case .transferDenied:
        declaration.leavesEEA == false && vendor?.region(of: host).map { $0 != .eu } ?? false && found.holdsEndUserData(book)
      case .undeclaredCountry: isElsewhere(vendor, host, than: declaration)
      default: false
      }
    }
  }

  /// The categories of destinations that keep logs.
  private static let logs: Set = ["error-monitoring", "apm"]

  private func isMissing(_ vendor: Destination?, _ host: String, in declaration: Declaration) -> Bool {
    declaration.thirdParties != nil && declaration.thirdParty(vendor: vendor?.id, host: host) == nil
  }

  /// Whether a host is in a region outside the countries that are declared for its owner. Without declared countries there is no
  /// contradiction.
  private func isElsewhere(_ vendor: Destination?, _ host: String, than declaration: Declaration) -> Bool {
    guard let region = vendor?.region(of: host), let party = declaration.thirdParty(vendor: vendor?.id, host: host),
      !party.countries.isEmpty
    else { return false }
    return !book.countries.contains(region, anyOf: party.countries)
  }
}
