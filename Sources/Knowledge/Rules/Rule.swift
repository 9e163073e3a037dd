package import Captures
package import PCRE
import Payloads
package import Vocabulary

/// Something that should not be sent, or not in this way: how to detect it, why it matters and what to change.
package struct Rule: Sendable {
  /// What the rule detects.
  package enum Test: Sendable {
    /// A regular expression on the text of a leaf, run if one of the keywords occurs; its group is the value. One that begins with
    /// `^` also applies to whole URLs and queries.
    case text(Pattern, keywords: [String], judgesWhole: Bool)
    /// The whole value of the fields that `places` and `keys` select.
    case field
    /// A secret, identified by words next to it.
    case secret(SecretClue)
    /// A value with this provenance in the app's own traffic.
    case provenance(Provenance)
    /// An event that satisfies none of these conditions, and all of those; `requests` includes requests without a known event.
    case event(absent: [EventFact], present: [EventFact], requests: Bool)
    /// A property of the exchange as a whole.
    case exchange(ExchangeTest)
    /// A deviation from a tracking plan.
    case plan(PlanTest)
    /// A violation of the Segment spec.
    case spec(SpecTest)
  }

  /// How an event can deviate from a tracking plan.
  package enum PlanTest: String, CaseIterable, Sendable {
    case unknownEvent = "unknown-event"
    case unknownProperty = "unknown-property"
    case requiredMissing = "required-missing"
    case wrongType = "wrong-type"
    case enumeration, pattern, format
    /// Any other keyword of a schema.
    case other
    case forbidden
    /// A rule found personal data in a property that the plan does not mark as personal.
    case undeclaredPersonal = "undeclared-personal"
    case naming
  }

  /// How events can violate the Segment spec, whatever the plan.
  package enum SpecTest: String, CaseIterable, Sendable {
    /// A user ID that is empty, or what a program writes for a missing value.
    case emptyUserID = "empty-user-id"
    case groupWithoutID = "group-without-id"
    /// An invalid time, or one at which nothing can have been sent.
    case impossibleTime = "impossible-time"
    /// A reserved trait whose type is not that of the spec.
    case reservedTraitType = "reserved-trait-type"
    /// A statistic on a group or identify call that is a text, neither number nor date.
    case statisticAsText = "statistic-as-text"
    /// A property or trait with several types.
    case typeDrift = "type-drift"
    /// Names of events, or of properties, that differ only in spelling.
    case nameVariants = "name-variants"
    /// The first track call of a session precedes its first group call.
    case trackBeforeGroup = "track-before-group"
    /// `integrations` switches a tool off whose own library sends data anyway.
    case integrationLoadsAnyway = "integration-loads-anyway"
  }

  /// What can be wrong with an exchange as a whole.
  package enum ExchangeTest: String, CaseIterable, Sendable {
    case plainHTTP = "plain-http"
    /// It went to an unknown destination.
    case unlistedDestination = "unlisted-destination"
    /// It went to a destination that the policy does not list.
    case undeclaredDestination = "undeclared-destination"
    /// It went to a host outside the region in the policy.
    case wrongRegion = "wrong-region"
    /// Data was sent after the customer opted out; or a vendor's code was still loaded.
    case optedOutEvent = "opted-out-event"
    case optedOutLoad = "opted-out-load"
    /// A data platform forwards events to a destination that the policy does not list.
    case undeclaredOnward = "undeclared-onward"
    /// It contains an event of a customer or a person whom the policy lists as opted out.
    case optedOutCustomer = "opted-out-customer"
    /// It went to a self-hosted data platform, and the policy does not say where that forwards it.
    case onwardUnsaid = "onward-unsaid"
    /// Its event has one of too many names: they are generated.
    case varyingNames = "varying-names"
    /// The browser connected to a vendor, which therefore sees the user's IP address.
    case connection
    /// The manifest does not declare the host; or declares it without end-user data, which went there; or for analytics, which this
    /// is not; or only for the backend, and the browser contacted it.
    case undeclaredEgress = "undeclared-egress"
    case endUserData = "end-user-data"
    case notAnalytics = "not-analytics"
    case backendOnly = "backend-only"
    /// The Marketplace answers, or a list of sub-processors, do not name the destination.
    case undeclaredThirdParty = "undeclared-third-party"
    case undeclaredSubProcessor = "undeclared-sub-processor"
    /// The answers say that no one receives end-user data, that none leaves the EEA, or that logs with it reach no one; it went
    /// there.
    case sharingDenied = "sharing-denied"
    case transferDenied = "transfer-denied"
    case logSharingDenied = "log-sharing-denied"
    /// It went to a host in a region that contains none of the declared countries.
    case undeclaredCountry = "undeclared-country"
    /// Consent signals in the capture (`docs/consent.md`): data was sent after a refusal, or before any signal; or although the
    /// browser or a signal opts out of sale and sharing; a messaging tool received data after a refusal; Do Not Track was on.
    case signalRefused = "signal-refused"
    case signalLate = "signal-late"
    case gpcIgnored = "gpc-ignored"
    case messagingAfterRefusal = "messaging-after-refusal"
    case dntIgnored = "dnt-ignored"

    /// Whether it depends on the consent signals in the capture.
    package var isOfSignals: Bool {
      switch self {
      case .signalRefused, .signalLate, .gpcIgnored, .messagingAfterRefusal, .dntIgnored: true
      default: false
      }
    }
  }

  /// When a rule applies; an empty set is no condition.
  package struct Conditions: Sendable {
    package var events: Set<EventType> = []
    package var categories: Set<String> = []
    package var capture: CaptureKind?
    /// Only at destinations that store the client's IP address.
    package var recordsIP = false
    /// Only if the event's name or a parent key says that the field is about this.
    package var subject: Subjects.Subject?
    /// Not if they say that it is about one of these.
    package var otherSubjects: Set<Subjects.Subject> = []
    /// Not if a host of the app's own domain is between the browser and the vendor.
    package var direct = false
  }

  /// One of the rule's own examples.
  package struct Example: Sendable {
    package enum Subject: Sendable {
      case text(value: String, field: String?, key: String?)
      case event([String: String])
      case url(String)
      /// Events with this number of names.
      case names(Int)
      /// A data platform's name for a tool behind it.
      case onward(String)
      /// Events of the Segment spec, in JSON, one after the other.
      case events([String])
    }

    package var subject: Subject
    /// The range between ⟦ and ⟧ in UTF-8 bytes of the text without them.
    package var mark: Range<Int>?
    /// The name of the event with the text; nil if it does not matter.
    package var eventName: String?
    /// What was sent to the app's own server before.
    package var own: String?
    /// What policy and manifest say about it.
    package var expectations = Expectations()
    /// The text of the tracking plan that it is checked against.
    package var plan: String?
    /// The JSON body of a request.
    package var body: String?
    /// The consent signals before and after: a header with its value, or a query.
    package var signal: String?
    package var later: String?
    /// Its line in the rule file.
    package var line: Int
  }

  package var id: String
  package var title: String
  package var category: Category
  /// The placeholder word for its values; nil if it finds no value.
  package var placeholder: PlaceholderKind?
  /// The severity at each party; without one, the finding is not reported.
  package var severity: [Party: Severity]
  package var confidence: Confidence
  /// Canonical fields and places, each with an optional `.*`; empty for everywhere.
  package var places: [String]
  package var keys: [KeyPattern]
  package var notKeys: [KeyPattern]
  package var conditions: Conditions
  package var test: Test
  package var validators: [Validator]
  /// Whether it is reported once per destination, not for each event and field.
  package var isToldOnce = false
  /// Whether it is about the visitor: then it counts even if a public page contains the same text.
  package var isAboutVisitor = false
  /// Whether it is reported in addition to other rules about the same text.
  package var isAlongside = false
  /// The severity if the same event also contains personal data; nil for the same.
  package var severityBesidePerson: Severity?
  /// The rules that replace it if they found something at the same destination.
  package var yieldsTo: Set<String> = []
  package var message: String
  package var why: String
  package var fix: String
  package var references: [String]
  package var hits: [Example]
  package var misses: [Example]
  /// The name of the rule's file.
  package var file: String
  /// Whether that file is in the binary.
  package var isEmbedded = false

  /// Whether it finds something that was sent: a value, or generated names of events.
  package var findsValues: Bool {
    switch test {
    case .text, .field, .secret, .provenance, .exchange(.varyingNames): true
    case .event, .exchange, .plan, .spec: false
    }
  }

  /// Whether its test is this one about an exchange.
  package func judges(_ wanted: ExchangeTest) -> Bool { if case .exchange(let test) = test { test == wanted } else { false } }

  /// Whether it depends on the consent signals in the capture.
  package var judgesSignals: Bool { if case .exchange(let test) = test { test.isOfSignals } else { false } }

  /// Whether it is about what a destination learns from the connection alone.
  package var isAboutConnection: Bool {
    switch test {
    case .exchange(.connection), .event(_, _, requests: true): true
    default: false
    }
  }

  /// How specific it is. If rules of one severity find the same text, the most specific one is reported. Proof is more specific
  /// than a guess.
  package var narrowness: Int {
    if case .provenance = test { return 4 }
    return (places.isEmpty ? 0 : 2) + (keys.isEmpty ? 0 : 1)
  }
}
