/// Events of an app that was set up carelessly (the specification of Segment, which RudderStack follows).
extension Visit {
  /// The library that sends the event, and its destination.
  enum Library: String {
    case segment = "analytics.js"
    case rudderstack = "RudderLabs JavaScript SDK"

    fileprivate var version: String { self == .segment ? "2.11.0" : "3.31.6" }
  }

  /// Values that many people share, and that are repeated in event after event.
  private static let browsers = [
    Load.userAgent,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36 Edg/145.0.0.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.2 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
  ]
  private static let locales = ["en-GB", "en-US", "de-DE", "fr-FR", "pl-PL"]
  private static let plans = ["free", "standard", "premium"]
  private static let happenings = [
    "Form Created", "Form Submitted", "Form Shared", "Template Selected", "Panel Opened", "Settings Saved", "Field Added",
  ]

  /// An event with the page's URL and its token, its title, and the person's name, email address and IP address, whatever its type.
  mutating func event(by library: Library) -> JSON {
    let sent = page
    var traits = [("plan", JSON.string(random.pick(Self.plans)))]
    let identity: [(String, JSON)] = [("email", .string(person.email)), ("name", .string(person.name))]
    var own: [(String, JSON)]
    switch random.int(0...9) {
    case 0...5:
      own = [("type", "track"), ("event", .string(random.pick(Self.happenings))), ("properties", happened)]
      traits += identity
    case 6...7:
      own = [("type", "page"), ("name", "Issue panel"), ("properties", sent)]
      traits += identity
    case 8:
      own = [("type", "identify"), ("traits", .object(traits + identity))]
    default:
      own = [("type", "group"), ("groupId", .string(random.uuid())), ("traits", ["seats": .int(random.int(5...900))])]
      traits += identity
    }
    own += [
      ("channel", "client"), ("messageId", .string(random.uuid())), ("userId", .string(person.account)),
      ("anonymousId", .string(random.uuid())), ("context", context(of: library, traits, page: sent)),
      ("originalTimestamp", .string(Load.time(index * 211))), ("writeKey", "wkFormsGenerated01"),
    ]
    return .object(own)
  }

  private var page: JSON {
    [
      "path": "/connect/forms/issue", "referrer": .string("\(outer)?jwt=\(token)"), "search": .string(String(frame.drop { $0 != "?" })),
      "title": .string(title), "url": .string(frame),
    ]
  }

  private var happened: JSON {
    mutating get {
      [
        "formId": .string(random.uuid()), "questions": .int(random.int(1...40)), "durationMs": .int(random.int(10...90_000)),
        "edition": .string(random.pick(Self.plans)), "assets": "logo@2x.png",
      ]
    }
  }

  private mutating func context(of library: Library, _ traits: [(String, JSON)], page: JSON) -> JSON {
    [
      "app": ["name": "forms", "version": "4.18.2.1"], "library": ["name": .string(library.rawValue), "version": .string(library.version)],
      "locale": .string(random.pick(Self.locales)), "timezone": "Europe/Berlin", "userAgent": .string(random.pick(Self.browsers)),
      "screen": ["width": 1920, "height": 1080, "density": 1], "page": page, "traits": .object(traits), "ip": .string(person.ipAddress),
    ]
  }
}
