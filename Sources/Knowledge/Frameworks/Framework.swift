package import Vocabulary

/// A law, standard or contract that captures are assessed against, described in a file below `rules/frameworks/`.
package struct Framework: Sendable {
  /// Lower-case words separated by hyphens, such as `gdpr`.
  package var id: String
  package var title: String
  /// The short name for tables.
  package var short: String
  /// The edition of the text, such as the number of a regulation.
  package var edition: String
  package var publisher: String
  /// Where it is published.
  package var source: String
  /// The day its facts were looked up.
  package var checked: Day
  /// When it applies to the provider of an app, in one sentence.
  package var applies: String
  package var controls: [Control]

  /// One requirement of a framework.
  package struct Control: Sendable {
    /// Unique within the framework.
    package var id: String
    /// Its number in the framework, such as `Art. 5(1)(c)`.
    package var number: String
    package var title: String
    /// What it requires of analytics traffic, in telltale's own words.
    package var asks: String
    package var source: String
    /// The rules whose findings contradict it.
    package var against: Set<String>
    /// The facts without which it is not assessed, in the order of the file.
    package var needs: [Fact]
    /// What traffic cannot show about it.
    package var unseen: String
    /// What a person must decide about findings against it, which do not contradict it by themselves; nil for most controls.
    package var decision: String?
    /// Whether its number or title could not be looked up at the source.
    package var isUnconfirmed = false
    /// Captures that test it; empty for a control in the binary.
    package var examples: [Example] = []
  }

  /// A fact that an assessment must establish before it calls a control satisfied.
  package enum Fact: String, CaseIterable, Sendable {
    /// Something was sent to another party, and all of it could be examined.
    case examined
    /// No third party is an unknown host.
    case destinationsKnown = "destinations-known"
    /// The policy, the Marketplace answers or a list of sub-processors name every third party.
    case destinationsDeclared = "destinations-declared"
    /// The policy states a purpose for every third party.
    case purposesStated = "purposes-stated"
    /// Where each third party keeps the data is known from its host or the policy.
    case regionsStated = "regions-stated"
    /// For each third party outside the EEA, or of unknown region, the policy states a transfer mechanism.
    case transfersCovered = "transfers-covered"
    /// The policy states a contract with every third party.
    case contractsStated = "contracts-stated"
    /// The policy states how long every third party keeps the data.
    case retentionStated = "retention-stated"
    /// A capture of a customer who opted out was completely examined.
    case optOutTested = "opt-out-tested"
    /// A capture with a refusal in a consent signal was completely examined.
    case refusalTested = "refusal-tested"
    /// A capture whose requests carry Global Privacy Control was completely examined.
    case gpcTested = "gpc-tested"
    /// A consent signal precedes the first data that went to a third party.
    case consentSignalled = "consent-signalled"
    /// The app's own traffic, or a persona, showed whose data to search for.
    case peopleKnown = "people-known"
    /// The captures contain requests to the app's own hosts.
    case ownRequestsExamined = "own-requests-examined"
    /// Redacted samples accompany the report.
    case redactedSamples = "redacted-samples"
    /// A Forge manifest was compared.
    case manifestRead = "manifest-read"
    /// The Marketplace's Privacy and Security answers were compared.
    case answersRead = "answers-read"
    /// The answers name countries for each third party.
    case countriesAnswered = "countries-answered"
    /// No text or title that users wrote reached a third party: such a text may be about anything.
    case noUserContent = "no-user-content"
    /// No capture can establish it.
    case beyondTraffic = "beyond-traffic"
  }

  /// A capture, and the expected result of a control.
  package struct Example: Sendable {
    package enum Result: String, CaseIterable, Sendable {
      case satisfied
      case notSatisfied = "not_satisfied"
      case notAssessed = "not_assessed"
    }

    package var result: Result
    package var requests: [Destination.Example.Request]
    /// The policy, as in `telltale.yaml`; nil for none.
    package var policy: Policy?
    /// The Forge manifest of the app; nil for none.
    package var manifest: Manifest?
    /// The Marketplace answers and a list of sub-processors, if given.
    package var declarations: [Declaration] = []
    /// Whether the customer of the capture opted out.
    package var isOptedOut = false
    package var line: Int
  }
}
