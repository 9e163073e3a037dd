package import Vocabulary

/// Evidence in the capture that makes a finding less severe than its rule says.
package enum Mitigation: String, Hashable, Sendable {
  /// The text is in a public document, judging by its request and response.
  case publicDocument = "public-document"
  /// The token went to its issuer or to its audience.
  case ownToken = "own-token"
  /// The text is one of the app's own labels: its scripts or translations contain it.
  case ownLabel = "own-label"
  /// The destination is not known to sell data or to advertise with it.
  case notKnownToSell = "not-known-to-sell"

  /// The highest severity that remains.
  package var most: Severity {
    switch self {
    case .publicDocument, .ownToken, .ownLabel, .notKnownToSell: .info
    }
  }

  /// The reason as a sentence.
  package var reason: String {
    switch self {
    case .publicDocument:
      "The text is in a page that was loaded without a cookie or token, and that caches may share."
    case .ownLabel: "The text is in one of the app's own scripts or translations, which every user gets."
    case .notKnownToSell:
      "The destination is not known to sell personal data or to advertise with it. As a service provider it may still receive data."
    case .ownToken: "The token names the destination as its issuer or its audience, so it is how the destination knows who asks."
    }
  }
}
