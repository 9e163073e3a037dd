package import Vocabulary

/// What makes a finding worth less than its rule says, by what the capture itself shows.
package enum Mitigation: String, Hashable, Sendable {
  /// The text stands in a document that is, by its request and its answer, for everybody.
  case publicDocument = "public-document"
  /// The token went to whoever issued it, or is its audience.
  case ownToken = "own-token"
  /// The text is a label of the app's own: its scripts or its translations hold it.
  case ownLabel = "own-label"
  /// The destination is not known to sell what it is told, or to advertise with it.
  case notKnownToSell = "not-known-to-sell"

  /// The most that it is worth.
  package var most: Severity {
    switch self {
    case .publicDocument, .ownToken, .ownLabel, .notKnownToSell: .info
    }
  }

  /// The reason, in a sentence.
  package var reason: String {
    switch self {
    case .publicDocument:
      "The text is in a page that was loaded without a cookie or token, and that caches may share."
    case .ownLabel: "The text is in one of the app's own scripts or translations, which every user gets."
    case .notKnownToSell:
      "The destination is not known to sell personal data or to advertise with it. As a service provider it may still receive data."
    case .ownToken: "The token names the receiver as its issuer or its audience, so it is how the receiver knows who asks."
    }
  }
}
