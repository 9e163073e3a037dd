package import Assessing
import Auditing
import Bytes
import Knowledge
import Redacting
import Vocabulary

/// A draft of the Marketplace's "Privacy and Security" answers: what traffic says, in the form that their API takes
/// (https://developer.atlassian.com/platform/marketplace/rest/v2/api-group-privacy-and-security/).
package struct AnswersDraft {
  private let assessment: Assessment

  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// The questions that no capture answers.
  package static let unanswered = [
    "dataAccessAndStorage: what the app stores, and where",
    "dataResidency: whether data can be pinned to a region",
    "dataRetention: how long data is kept",
    "security: encryption at rest, personal access tokens",
    "privacy: techniques that protect data",
    "gdpr, ccpa: what the app's maker is under the law, and what covers transfers",
    "thirdPartyDetails: purposes that the policy does not state, and countries that no host tells",
  ]

  package var json: String {
    let shared = assessment.processing.filter(\.receivesEndUserData)
    let logs = shared.filter { ["error-monitoring", "apm"].contains($0.destination.category) }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("appTrustInformation") { writer in
        writer.member("dataAccessAndStorage") { writer in
          writer.member("appProcessEUDOutsideAtlassian", !shared.isEmpty)
          writer.member("typesOfDataAccessed", Set(shared.flatMap { $0.endUserClasses.map(\.title) }).sorted())
        }
        writer.member("thirdPartyInformation") { writer in
          writer.member("isEndUserDataShared", !shared.isEmpty)
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
        writer.member("logDetails") { writer in
          writer.member("logEUDShareWithThirdParty", !logs.isEmpty)
        }
        if let leaves = leavesEEA(shared) {
          writer.member("gdpr") { writer in
            writer.member("dataTransfer") { $0.member("isEndUserDataTransferredOutsideEEA", leaves) }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  /// Whether end-user data leaves the EEA; nil where hosts do not tell.
  private func leavesEEA(_ shared: [ProcessingActivity]) -> Bool? {
    if shared.contains(where: { $0.destination.region != nil && !$0.isInEEA }) { return true }
    return shared.allSatisfy(\.isInEEA) ? false : nil
  }
}

extension ProcessingActivity {
  /// The kinds of data about people, or by them, that rules found there.
  fileprivate var endUserClasses: [DataClass] { classes.filter { $0.exposure.map { $0.claim.isEndUserData } ?? false } }

  fileprivate var receivesEndUserData: Bool { !endUserClasses.isEmpty }

  /// The countries that its hosts are in, as far as they tell.
  fileprivate var countries: [String] {
    switch destination.region.flatMap(Region.init(rawValue:)) {
    case .us: ["United States"]
    case .uk: ["United Kingdom"]
    case .au: ["Australia"]
    case .ca: ["Canada"]
    case .jp: ["Japan"]
    case .india: ["India"]
    case .eu: ["European Union"]
    // Which country of a continent it is no host says.
    case .ap, nil: []
    }
  }
}
