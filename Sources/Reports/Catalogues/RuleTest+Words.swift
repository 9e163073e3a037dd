import Knowledge

// What a test of a rule examines, in words: sentences if a test says what it needs, beginnings of sentences otherwise.

extension SecretClue {
  var words: String {
    switch self {
    case .link: "A token behind a word such as `reset` or `invite` in a path"
    case .parameter: "The value of a URL parameter whose name says that it is secret"
    case .fragment: "A URL fragment that is only a token"
    case .login: "A user name and password before the host of a URL"
    case .password: "A password with its name, such as `password=…`"
    case .text: "A secret with its name, such as `x-api-key: …`"
    }
  }
}

extension Provenance {
  var words: String {
    switch self {
    case .typed: "A text that the app sent to its own server before"
    case .received: "A user's text that the app's own server or the platform returned before"
    case .hashed: "A digest of something known about a person"
    case .email: "A known person's email address, in any form"
    case .name: "A known person's name, in any form"
    case .username: "A known person's user name"
    case .phone: "A known person's phone number, in any form"
    case .company: "The name of a known person's company"
    case .avatar: "The URL of a known person's picture"
    case .part: "A part of what is known about a person, such as a first name"
    }
  }
}

extension Rule.PlanTest {
  var words: String {
    switch self {
    case .unknownEvent: "Events that the plan does not list"
    case .unknownProperty: "Properties that the plan does not list for the event"
    case .requiredMissing: "Events without a property that the plan requires"
    case .wrongType: "Properties of another type than the plan says"
    case .enumeration: "Values that the plan does not list for the property"
    case .pattern: "Values that do not match the plan's pattern"
    case .format: "Values that do not have the plan's format"
    case .other: "Values outside the plan's limits, such as a length or a range"
    case .forbidden: "Properties that the plan forbids"
    case .undeclaredPersonal: "Personal data in a property that the plan does not declare personal"
    case .naming: "Names that break the plan's naming convention"
    }
  }
}

extension Rule.SpecTest {
  var words: String {
    switch self {
    case .emptyUserID: "A user ID that is empty or has no meaning, such as `null` or `undefined`"
    case .groupWithoutID: "Group calls without a group ID"
    case .impossibleTime: "Event times that cannot be read or are impossible"
    case .reservedTraitType: "Reserved traits of another type than the Segment spec says"
    case .statisticAsText: "Numbers that identify and group calls send as text"
    case .typeDrift: "Properties and traits that have more than one type in the captures"
    case .nameVariants: "Names that differ only in case or separators"
    case .trackBeforeGroup: "Sessions in which a track call comes before the first group call"
    case .integrationLoadsAnyway: "Tools that `integrations` switches off and whose own library sends data"
    }
  }
}
