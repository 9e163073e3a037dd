package import Vocabulary

/// A law, standard or contract that captures are assessed against, as a file below `rules/frameworks/` describes it.
package struct Framework: Sendable {
  /// Lower-case words with hyphens between them, such as `gdpr`.
  package var id: String
  package var title: String
  /// What it is called in tables.
  package var short: String
  /// Which text of it, such as the number of a regulation.
  package var edition: String
  package var publisher: String
  /// Where it is published.
  package var source: String
  /// The day its facts were looked up.
  package var checked: Day
  /// When it concerns the maker of an app, in one sentence.
  package var applies: String
  package var controls: [Control]

  /// One thing that a framework asks for.
  package struct Control: Sendable {
    /// Unique within the framework.
    package var id: String
    /// What the framework calls it, such as `Art. 5(1)(c)`.
    package var number: String
    package var title: String
    /// What it asks of analytics traffic, in our words.
    package var asks: String
    package var source: String
    /// The rules whose findings speak against it.
    package var against: Set<String>
    /// Without these facts it is not assessed, in the order of the file.
    package var needs: [Fact]
    /// What traffic cannot show of it.
    package var unseen: String
    /// What a person has to decide about findings against it, which by themselves do not contradict it; nil for most controls.
    package var decision: String?
    /// Whether its number or title could not be looked up at the source.
    package var isUnconfirmed = false
    /// Captures that prove it; empty for a control that came with the binary.
    package var examples: [Example] = []
  }

  /// A fact that an assessment establishes before it calls a control satisfied.
  package enum Fact: String, CaseIterable, Sendable {
    /// Something was sent to another party, and all of it could be read.
    case examined
    /// No third party is an unknown host.
    case destinationsKnown = "destinations-known"
    /// Policy, Marketplace answers or a list of sub-processors name every third party.
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
    /// A capture of a customer who opted out was examined whole.
    case optOutTested = "opt-out-tested"
    /// A capture in which a consent signal says no was examined whole.
    case refusalTested = "refusal-tested"
    /// A capture whose requests carry Global Privacy Control was examined whole.
    case gpcTested = "gpc-tested"
    /// A consent signal stood in the capture before the first data that went to a third party.
    case consentSignalled = "consent-signalled"
    /// The app's own traffic, or a persona, told whose data to look for.
    case peopleKnown = "people-known"
    /// Requests to the app's own hosts were in the captures.
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
    /// Traffic cannot establish it, whatever a capture holds.
    case beyondTraffic = "beyond-traffic"
  }

  /// A capture, and what a control has to say of it.
  package struct Example: Sendable {
    package enum Result: String, CaseIterable, Sendable {
      case satisfied
      case notSatisfied = "not_satisfied"
      case notAssessed = "not_assessed"
    }

    package var result: Result
    package var requests: [Destination.Example.Request]
    /// The policy to go by, as in `telltale.yaml`; nil for none.
    package var policy: Policy?
    /// The Forge manifest of the app; nil for none.
    package var manifest: Manifest?
    /// The Marketplace's answers and a list of sub-processors, as far as they are given.
    package var declarations: [Declaration] = []
    /// Whether the customer of the capture opted out.
    package var isOptedOut = false
    package var line: Int
  }
}
