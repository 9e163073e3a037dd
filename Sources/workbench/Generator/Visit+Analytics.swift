/// What a page sends to analytics vendors, each in its own wire format.
///
/// A careless page sends what it must not; the others send identifiers and events.
extension Visit {
  /// A call to one of them.
  mutating func analytics() -> Load {
    switch random.int(0...15) {
    case 0...3: segment()
    case 4...5: rudderstack()
    case 6: amplitude()
    case 7: mixpanel()
    case 8...9: googleAnalytics()
    case 10: posthog()
    case 11: sentry()
    case 12: intercom()
    case 13: monitoring()
    default: platform()
    }
  }

  /// The browser's preflight request before a call to another origin.
  func preflight(of load: Load) -> Load {
    var question = Load(kind: .preflight, method: "OPTIONS", host: load.host, path: load.path, query: load.query, referrer: load.referrer)
    question.headers = [("access-control-request-method", "POST"), ("access-control-request-headers", "content-type")]
    question.status = 204
    return question
  }

  private func call(_ host: String, _ path: String, _ query: [(String, String)] = [], type: String = "application/json", body: String)
    -> Load
  {
    var load = Load(kind: .analytics, method: "POST", host: host, path: path, query: query, referrer: frame)
    load.body = (type, body)
    load.responseType = "application/json"
    load.content = .string("{\"success\":true}")
    return load
  }

  private var sentURL: String { careless ? frame : plainURL }
  private var sentTitle: String { careless ? title : "Forms for Jira" }
  private static let events = ["Form Created", "Form Submitted", "Template Selected", "Panel Opened", "Settings Saved", "Field Added"]

  private mutating func properties() -> JSON {
    [
      "formId": .int(random.int(1_000...99_999)), "questions": .int(random.int(1...40)), "appVersion": "4.18.2.1", "edition": "standard",
      "template": .string(random.pick(["it-request", "leave", "incident", "survey"])), "durationMs": .int(random.int(10...9_000)),
    ]
  }

  /// The object `context` of Segment's and RudderStack's libraries.
  private mutating func context(library: String) -> JSON {
    let page: JSON = [
      "path": "/connect/forms/issue", "referrer": .string(careless ? outer : ""), "title": .string(sentTitle), "url": .string(sentURL),
      "search": .string(careless ? String(frame.drop { $0 != "?" }) : ""),
    ]
    return [
      "page": page, "userAgent": .string(Load.userAgent), "locale": "en-GB", "timezone": "Europe/Berlin", "campaign": [:],
      "library": ["name": .string(library), "version": "2.11.0"], "ip": .string(careless ? person.ipAddress : "0.0.0.0"),
      "screen": ["width": 1920, "height": 1080, "density": 1],
    ]
  }

  private mutating func event(library: String) -> JSON {
    var members: [(String, JSON)] = [
      ("timestamp", .string(Load.time(random.int(0...30_000_000)))), ("userId", .string(person.account)),
      ("anonymousId", .string(random.uuid())), ("messageId", "ajs-next-\(random.int(1_000_000...9_999_999))-\(random.uuid())"),
      ("integrations", [:]), ("context", context(library: library)), ("writeKey", "wkFormsGenerated01"),
    ]
    if random.one(in: 5) {
      let traits: JSON =
        careless ? ["plan": "standard", "email": .string(person.email), "name": .string(person.name)] : ["plan": "standard", "seats": 100]
      members += [("type", "identify"), ("traits", traits)]
    } else {
      members += [("type", "track"), ("event", .string(random.pick(Self.events))), ("properties", properties())]
    }
    return .object(members)
  }

  private mutating func segment() -> Load {
    call("api.segment.io", random.pick(["/v1/t", "/v1/p", "/v1/i"]), type: "text/plain", body: event(library: "analytics.js").text)
  }

  private mutating func rudderstack() -> Load {
    let batch: JSON = [
      "batch": .array((0..<random.int(1...6)).map { _ in event(library: "RudderLabs JavaScript SDK") }),
      "sentAt": .string(Load.time(index * 1000)),
    ]
    var load = call("acmeforms.dataplane.rudderstack.com", "/v1/batch", body: batch.text)
    load.headers = [("authorization", "Basic \(base64("wkFormsGenerated02:"))"), ("anonymousid", base64(random.uuid()))]
    return load
  }

  private mutating func amplitude() -> Load {
    let events: [JSON] = (0..<random.int(1...5)).map { _ in
      [
        "device_id": .string(random.uuid()), "user_id": .string(person.account), "session_id": .int(1_772_438_400_000 + index),
        "event_type": .string(random.pick(Self.events)),
        "platform": "Web", "language": "en-GB", "ip": "$remote", "insert_id": .string(random.uuid()), "event_properties": properties(),
        "user_properties": careless ? ["$set": ["email": .string(person.email)]] : [:], "library": "amplitude-ts/2.9.3",
      ]
    }
    return call(
      "api2.amplitude.com", "/2/httpapi",
      body: JSON.object([("api_key", .string("f0c4e2d86b1a49379d5e8c7b6a1f2e3d")), ("events", .array(events))]).text)
  }

  private mutating func mixpanel() -> Load {
    let event: JSON = [
      [
        "event": .string(random.pick(Self.events)),
        "properties": [
          "$os": "Linux", "$browser": "Chrome", "$current_url": .string(sentURL), "$browser_version": 145,
          "distinct_id": .string(person.account),
          "$device_id": .string(random.uuid()), "token": "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "mp_lib": "web", "$lib_version": "2.58.0",
          "current_page_title": .string(sentTitle),
          "time": .number("1772438400.\(random.int(100...999))"),
        ],
      ]
    ]
    let data = random.one(in: 2) ? base64(event.text) : event.text
    return call(
      "api-js.mixpanel.com", "/track/", [("verbose", "1"), ("ip", careless ? "1" : "0"), ("_", "\(1_772_438_400_000 + index)")],
      type: "application/x-www-form-urlencoded", body: formEncoded([("data", data)]))
  }

  private mutating func googleAnalytics() -> Load {
    let query = [
      ("v", "2"), ("tid", "G-FORMS0EXAMPLE"), ("gtm", "45je6310v9\(random.int(100_000...999_999))za200"),
      ("_p", "1772438400\(random.int(100...999))"), ("gcd", "13l3l3l3l1l1"),
      ("npa", "0"), ("cid", "\(random.int(100_000_000...999_999_999)).1772438400"), ("ul", "en-gb"), ("sr", "1920x1080"), ("uaa", "x86"),
      ("uafvl", "Chromium;145.0.7632.76|Not%3AA-Brand;99.0.0.0"),
      ("uamb", "0"), ("uap", "Linux"), ("uapv", "6.12.0"), ("_s", "\(random.int(1...20))"), ("sid", "1772438400"), ("sct", "1"),
      ("seg", "1"),
      ("dl", sentURL), ("dr", careless ? outer : ""), ("dt", sentTitle),
      ("en", random.pick(["page_view", "form_created", "user_engagement"])), ("ep.edition", "standard"),
      ("_et", "\(random.int(10...9999))"),
    ]
    return call("region1.google-analytics.com", "/g/collect", query, type: "text/plain;charset=UTF-8", body: "")
  }

  private mutating func posthog() -> Load {
    let event: JSON = [
      "event": "$pageview", "uuid": .string(random.uuid()), "timestamp": .string(Load.time(index * 60_000)),
      "properties": [
        "token": "phc_generatedForTheBenchmarkOnly", "distinct_id": .string(person.account), "$current_url": .string(sentURL),
        "$host": .string(Self.app), "$pathname": "/connect/forms/issue",
        "$raw_user_agent": .string(Load.userAgent), "$lib": "web", "$lib_version": "1.345.0", "title": .string(sentTitle),
        "$session_id": .string(random.uuid()),
      ],
    ]
    return call(
      "eu.i.posthog.com", "/e/", [("ip", "0"), ("_", "\(1_772_438_400_000 + index)"), ("ver", "1.345.0"), ("compression", "base64")],
      type: "application/x-www-form-urlencoded", body: formEncoded([("data", base64(event.text))]))
  }

  private mutating func sentry() -> Load {
    let frames: [JSON] = (0..<12).map { _ in
      [
        "filename": "https://cdn.app.example/forms/\(random.hex(20)).js", "function": .string(random.letters(2)), "lineno": 2,
        "colno": .int(random.int(1...200_000)), "in_app": true,
      ]
    }
    let event: JSON = [
      "exception": [
        "values": [
          ["type": "TypeError", "value": "Cannot read properties of undefined (reading 'value')", "stacktrace": ["frames": .array(frames)]]
        ]
      ],
      "event_id": .string(random.hex(32)), "platform": "javascript", "release": "forms-frontend@23.4.0", "environment": "production",
      "request": ["url": .string(sentURL), "headers": ["User-Agent": .string(Load.userAgent)]],
      "user": careless ? ["id": .string(person.account), "email": .string(person.email)] : ["id": .string(person.account)],
    ]
    let envelope =
      "{\"sent_at\":\"\(Load.time(index))\",\"sdk\":{\"name\":\"sentry.javascript.react\",\"version\":\"10.40.0\"}}\n{\"type\":\"event\"}\n\(event.text)\n"
    return call(
      "o4500000000000000.ingest.de.sentry.io", "/api/4500000000000001/envelope/",
      [("sentry_version", "7"), ("sentry_key", random.hex(32)), ("sentry_client", "sentry.javascript.react/10.40.0")],
      type: "text/plain;charset=UTF-8", body: envelope)
  }

  private mutating func intercom() -> Load {
    let user: JSON =
      careless
      ? ["email": .string(person.email), "user_id": .string(person.account), "name": .string(person.name)]
      : ["user_id": .string(person.account)]
    let form = [
      ("app_id", "frms0001"), ("v", "3"), ("g", random.hex(40)), ("s", random.uuid()), ("r", ""), ("platform", "web"),
      ("installation_type", "js-snippet"), ("internal", ""), ("is_intersection_booted", "false"), ("page_title", sentTitle),
      ("user_active_company_id", "undefined"),
      ("user_data", user.text), ("referer", sentURL),
    ]
    return call("api-iam.intercom.io", "/messenger/web/ping", type: "application/x-www-form-urlencoded", body: formEncoded(form))
  }

  private mutating func monitoring() -> Load {
    let lines = (0..<random.int(4...20)).map { _ in
      JSON.object([
        ("type", "resource"), ("date", .int(1_772_438_400_000 + index)), ("service", "forms"), ("version", "4.18.2"),
        ("session", ["id": .string(random.uuid()), "type": "user"]),
        ("view", ["id": .string(random.uuid()), "url": .string(plainURL), "referrer": ""]),
        (
          "resource", ["type": "fetch", "url": "https://\(Self.app)/rest/forms/v1/forms", "duration": .int(random.int(1_000...90_000_000))]
        ),
      ]).text
    }
    return call(
      "browser-intake-datadoghq.eu", "/api/v2/rum",
      [
        ("ddsource", "browser"), ("dd-api-key", "pub\(random.hex(32))"), ("dd-evp-origin-version", "6.28.0"),
        ("dd-request-id", random.uuid()),
      ], type: "text/plain;charset=UTF-8", body: lines.joined(separator: "\n"))
  }

  /// The product's own beacon, which is not attributed to the app.
  private mutating func platform() -> Load {
    let event: JSON = [
      "type": "track", "event": "issueView viewed", "userId": .string(person.account), "anonymousId": .string(random.uuid()),
      "properties": ["product": "jira", "env": "prod", "attributes": properties()],
      "context": [
        "page": ["url": .string(outer), "title": "[\(issue)] \(summary) - Jira"], "library": ["name": "analytics.js", "version": "4.1.0"],
      ],
    ]
    var load = call(
      "as.atlassian.com", "/api/v1/batch", body: JSON.object([("batch", [event]), ("sentAt", .string(Load.time(index * 1000)))]).text)
    load.referrer = outer
    return load
  }
}
