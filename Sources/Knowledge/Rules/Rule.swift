package import Captures
package import PCRE
import Payloads
package import Vocabulary

/// One thing that should not be sent, or sent so: what it looks like, why it matters and what to change.
package struct Rule: Sendable {
  /// What makes a rule fire.
  package enum Test: Sendable {
    /// A regular expression on the text of a leaf, run where one of the keywords occurs; its group is the value. One that begins with
    /// `^` also judges URLs and queries as a whole.
    case text(Pattern, keywords: [String], judgesWhole: Bool)
    /// The whole value of the fields that `places` and `keys` select.
    case field
    /// A secret that the words beside it tell.
    case secret(SecretClue)
    /// A value of which the app's own traffic says this.
    case provenance(Provenance)
    /// An event of which none of these facts holds, and all of those; `requests` takes in a request in which no event is known.
    case event(absent: [EventFact], present: [EventFact], requests: Bool)
    /// Something about the exchange as a whole.
    case exchange(ExchangeTest)
    /// Something about an event that a tracking plan does not allow.
    case plan(PlanTest)
    /// Something about events that the Segment spec does not allow.
    case spec(SpecTest)
  }

  /// What can be wrong with an event by a tracking plan.
  package enum PlanTest: String, CaseIterable, Sendable {
    case unknownEvent = "unknown-event"
    case unknownProperty = "unknown-property"
    case requiredMissing = "required-missing"
    case wrongType = "wrong-type"
    case enumeration, pattern, format
    /// Any other keyword of a schema.
    case other
    case forbidden
    /// The plan does not call a property personal in which a rule found something about a person.
    case undeclaredPersonal = "undeclared-personal"
    case naming
  }

  /// What can be wrong with events by the Segment spec, whatever is planned.
  package enum SpecTest: String, CaseIterable, Sendable {
    /// A user ID that is empty, or what a program writes for nothing.
    case emptyUserID = "empty-user-id"
    case groupWithoutID = "group-without-id"
    /// A time that is none, or at which nothing can have been sent.
    case impossibleTime = "impossible-time"
    /// A reserved trait of another type than the spec gives it.
    case reservedTraitType = "reserved-trait-type"
    /// A statistic on a group or identify call that is a text and neither number nor date.
    case statisticAsText = "statistic-as-text"
    /// A property or trait that has several types.
    case typeDrift = "type-drift"
    /// Names of events, or of properties, that differ in how they are written alone.
    case nameVariants = "name-variants"
    /// The first track call of a session comes before its first group call.
    case trackBeforeGroup = "track-before-group"
    /// `integrations` switches a tool off whose own library sends all the same.
    case integrationLoadsAnyway = "integration-loads-anyway"
  }

  /// What can be wrong with an exchange as a whole.
  package enum ExchangeTest: String, CaseIterable, Sendable {
    case plainHTTP = "plain-http"
    /// It went to nobody who is known.
    case unlistedDestination = "unlisted-destination"
    /// It went to somebody whom the policy does not list.
    case undeclaredDestination = "undeclared-destination"
    /// It went to a host of another region than the policy says.
    case wrongRegion = "wrong-region"
    /// Something was sent although the customer opted out; or a vendor's code was loaded all the same.
    case optedOutEvent = "opted-out-event"
    case optedOutLoad = "opted-out-load"
    /// A data platform hands events on to somebody whom the policy does not list.
    case undeclaredOnward = "undeclared-onward"
    /// It holds an event of a customer or a person whom the policy lists as opted out.
    case optedOutCustomer = "opted-out-customer"
    /// It went to a vendor's software that the app's makers run, and the policy does not say whom that hands it on to.
    case onwardUnsaid = "onward-unsaid"
    /// Its event has one of more names than anybody chooses.
    case varyingNames = "varying-names"
    /// The browser connected to a vendor, which therefore sees the user's IP address.
    case connection
    /// The manifest does not declare the host; or declares it without end-user data, which went there; or for analytics, which this is
    /// not; or for the backend, and it was the browser.
    case undeclaredEgress = "undeclared-egress"
    case endUserData = "end-user-data"
    case notAnalytics = "not-analytics"
    case backendOnly = "backend-only"
    /// The Marketplace answers, or a list of sub-processors, do not name who received it.
    case undeclaredThirdParty = "undeclared-third-party"
    case undeclaredSubProcessor = "undeclared-sub-processor"
    /// The answers say that nobody receives end-user data, that none leaves the EEA, that logs with it reach nobody; it went there.
    case sharingDenied = "sharing-denied"
    case transferDenied = "transfer-denied"
    case logSharingDenied = "log-sharing-denied"
    /// It went to a host in a region of which no declared country is.
    case undeclaredCountry = "undeclared-country"
    /// Signals of consent in the capture (`docs/consent.md`): data went to somebody after a no, or before anything was signalled; to somebody
    /// although the browser or a signal opts out of sale and sharing; a messenger spoke after a no; Do Not Track was on.
    case signalRefused = "signal-refused"
    case signalLate = "signal-late"
    case gpcIgnored = "gpc-ignored"
    case messagingAfterRefusal = "messaging-after-refusal"
    case dntIgnored = "dnt-ignored"

    /// Whether it goes by the signals of consent in the capture.
    package var isOfSignals: Bool {
      switch self {
      case .signalRefused, .signalLate, .gpcIgnored, .messagingAfterRefusal, .dntIgnored: true
      default: false
      }
    }
  }

  /// When a rule applies; an empty set asks for nothing.
  package struct Conditions: Sendable {
    package var events: Set<EventType> = []
    package var categories: Set<String> = []
    package var capture: CaptureKind?
    /// Only at destinations that store the IP address of whoever connects.
    package var recordsIP = false
    /// Only where the event's name or a key above the field says that it is about this.
    package var subject: Subjects.Subject?
    /// And not where they say that it is about one of these.
    package var otherSubjects: Set<Subjects.Subject> = []
    /// Not where the app's own domain stands between the browser and the vendor.
    package var direct = false
  }

  /// One of the rule's own examples.
  package struct Example: Sendable {
    package enum Subject: Sendable {
      case text(value: String, field: String?, key: String?)
      case event([String: String])
      case url(String)
      /// Events of so many names.
      case names(Int)
      /// What a data platform calls a tool behind it.
      case onward(String)
      /// Events as the Segment spec writes them, in JSON, one after the other.
      case events([String])
    }

    package var subject: Subject
    /// The span between ⟦ and ⟧ in UTF-8 bytes of the text without them.
    package var mark: Range<Int>?
    /// The name of the event that the text stands in; nil for one that says nothing.
    package var eventName: String?
    /// What the app's own server was sent before.
    package var own: String?
    /// What policy and manifest expect of it.
    package var expectations = Expectations()
    /// The text of the tracking plan that it is held against.
    package var plan: String?
    /// The JSON that a request has for a body.
    package var body: String?
    /// The signal of consent that came before, and the one that comes after: a header with its value, or a query.
    package var signal: String?
    package var later: String?
    /// Where it stands in the rule file.
    package var line: Int
  }

  package var id: String
  package var title: String
  package var category: Category
  /// What a placeholder calls the value it stands for; nil where there is no value to take out.
  package var placeholder: PlaceholderKind?
  /// What it is worth at each party; a party that is not named is not reported.
  package var severity: [Party: Severity]
  package var confidence: Confidence
  /// Canonical fields and places, each with an optional `.*`; empty for everywhere.
  package var places: [String]
  package var keys: [KeyPattern]
  package var notKeys: [KeyPattern]
  package var conditions: Conditions
  package var test: Test
  package var validators: [Validator]
  /// Whether it is told once per destination, and not for each event and field.
  package var isToldOnce = false
  /// Whether it speaks of who visits: then it counts although a page that is for everybody says the same.
  package var isAboutVisitor = false
  /// Whether it says something else than other rules about the same text, and so speaks beside them.
  package var isAlongside = false
  /// What it is worth where the same event tells of a person too; nil for the same.
  package var severityBesidePerson: Severity?
  /// The rules that speak in its place where they found something at the same destination.
  package var yieldsTo: Set<String> = []
  package var message: String
  package var why: String
  package var fix: String
  package var references: [String]
  package var hits: [Example]
  package var misses: [Example]
  /// The file it came from, by its name there.
  package var file: String
  /// Whether that file is in the binary.
  package var isEmbedded = false

  /// Whether it finds something that was sent: a value, or that the names of events are made of values.
  package var findsValues: Bool {
    switch test {
    case .text, .field, .secret, .provenance, .exchange(.varyingNames): true
    case .event, .exchange, .plan, .spec: false
    }
  }

  /// Whether it is the rule of this test of an exchange.
  package func judges(_ wanted: ExchangeTest) -> Bool { if case .exchange(let test) = test { test == wanted } else { false } }

  /// Whether it goes by the signals of consent in the capture.
  package var judgesSignals: Bool { if case .exchange(let test) = test { test.isOfSignals } else { false } }

  /// Whether it tells of what a destination learns by the connection alone.
  package var tellsOfConnection: Bool {
    switch test {
    case .exchange(.connection), .event(_, _, requests: true): true
    default: false
    }
  }

  /// How narrowly it looks; among rules of one severity that find the same text, the narrower one speaks.
  /// What is proved speaks before what is guessed.
  package var narrowness: Int {
    if case .provenance = test { return 4 }
    return (places.isEmpty ? 0 : 2) + (keys.isEmpty ? 0 : 1)
  }
}
