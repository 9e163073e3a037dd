package import Assessing
import Auditing
import Bytes
import Knowledge
import Redacting
import Vocabulary

/// A draft of the Marketplace's "Privacy and Security" answers: what traffic proves, in the format of the Marketplace's API.
///
/// One session proves that something is sent, never that nothing is. So no question is answered with no, and what was not seen is
/// left out (https://developer.atlassian.com/platform/marketplace/rest/v2/api-group-privacy-and-security/).
package struct AnswersDraft {
  private let assessment: Assessment

  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// The questions that no capture can answer.
  package static let unanswered = [
    "every question whose answer would be no: one session is not every session",
    "dataAccessAndStorage: what the app stores, and where",
    "dataResidency: whether data can be pinned to a region",
    "dataRetention: how long data is kept",
    "security: encryption at rest, personal access tokens",
    "privacy: techniques that protect data",
    "gdpr, ccpa: your role under the law, and what covers transfers",
    "thirdPartyDetails: purposes that the policy does not state, and countries that no host shows",
  ]

  package var json: String {
    let shared = assessment.processing.filter(\.receivesEndUserData)
    let logs = shared.filter { ["error-monitoring", "apm"].contains($0.destination.category) }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("appTrustInformation") { writer in
        if !shared.isEmpty {
          writer.member("dataAccessAndStorage") { writer in
            writer.member("appProcessEUDOutsideAtlassian", true)
            writer.member("typesOfDataAccessed", Set(shared.flatMap { $0.endUserClasses.map(\.title) }).sorted())
          }
        }
        writer.member("thirdPartyInformation") { writer in
          if !shared.isEmpty { writer.member("isEndUserDataShared", true) }
          writer.member("dataSubProcessors", assessment.processing.map(\.destination.name).joined(separator: ", "))
          writer.member("thirdPartyDetails", array: assessment.processing) { writer, activity in
            writer.object { writer in
              writer.member("name", activity.destination.name)
              writer.member("link", activity.destination.hosts.first.map { "https://\($0)" })
              writer.member("purpose", activity.destination.purpose)
              writer.member("thirdPartyCountries", activity.countries)
            }
          }
        }
        if !logs.isEmpty { writer.member("logDetails") { $0.member("logEUDShareWithThirdParty", true) } }
        if shared.contains(where: { $0.destination.region != nil && !$0.isInEEA }) {
          writer.member("gdpr") { writer in
            writer.member("dataTransfer") { $0.member("isEndUserDataTransferredOutsideEEA", true) }
          }
        }
      }
    }
    return writer.text + "\n"
  }
}

extension ProcessingActivity {
  /// The kinds of data about people, or by them, that rules found there.
  fileprivate var endUserClasses: [DataClass] { classes.filter { $0.exposure.map { $0.claim.isEndUserData } ?? false } }

  fileprivate var receivesEndUserData: Bool { !endUserClasses.isEmpty }

  /// The countries of its hosts, as far as they show it.
  fileprivate var countries: [String] {
    switch destination.region.flatMap(Region.init(rawValue:)) {
    case .us: ["United States"]
    case .uk: ["United Kingdom"]
    case .au: ["Australia"]
    case .ca: ["Canada"]
    case .jp: ["Japan"]
    case .india: ["India"]
    // A host shows the continent, not the country.
    case .eu, .ap, nil: []
    }
  }
}
