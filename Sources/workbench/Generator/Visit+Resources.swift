/// What a page loads: documents, scripts, styles, images, fonts, and data.
extension Visit {
  /// The product's page, or the app's frame in it.
  mutating func document(_ filler: Filler, framed: Bool) -> Load {
    var load = Load(
      kind: .document, host: framed ? Self.app : Self.site, path: framed ? "/connect/forms/issue" : "/browse/\(issue)",
      referrer: framed ? "https://\(Self.site)/" : outer)
    if framed {
      load.query = [
        ("xdm_e", "https://\(Self.site)"), ("xdm_c", "channel-com.app.example.forms__issue-panel"), ("cp", ""), ("lic", "active"),
        ("cv", "1001.0.0-SNAPSHOT"), ("issueKey", issue), ("jwt", token),
      ]
    } else {
      load.cookies = session
    }
    load.responseType = "text/html; charset=utf-8"
    load.content = filler.page(
      random.skewed(framed ? 6_000...30_000 : 40_000...260_000), title: framed ? title : "[\(issue)] \(summary) - Jira",
      meta: framed ? "<meta name=\"token\" content=\"\(token)\">" : "<meta name=\"ajs-remote-user\" content=\"\(person.account)\">", &random
    )
    return load
  }

  mutating func script(_ filler: Filler) -> Load {
    var load = asset(.script, "js", type: "application/javascript")
    load.content = filler.script(random.skewed(8_000...420_000), &random)
    return load
  }

  mutating func stylesheet(_ filler: Filler) -> Load {
    var load = asset(.stylesheet, "css", type: "text/css")
    load.content = filler.style(random.skewed(4_000...160_000), &random)
    return load
  }

  mutating func image(_ filler: Filler) -> Load {
    let (ending, magic) = random.pick([
      ("png", "iVBORw0KGgoAAAANSUhEUgAA"), ("webp", "UklGRiQAAABXRUJQVlA4"), ("jpg", "/9j/4AAQSkZJRgABAQAAAQAB"),
    ])
    var load = asset(.image, ending, type: "image/\(ending == "jpg" ? "jpeg" : ending)")
    load.content = filler.encoded(random.skewed(1_200...120_000), magic: magic, &random)
    load.contentEncoding = "base64"
    return load
  }

  mutating func font(_ filler: Filler) -> Load {
    var load = asset(.font, "woff2", type: "font/woff2")
    load.content = filler.encoded(random.skewed(20_000...90_000), magic: "d09GMgABAAAAAE3c", &random)
    load.contentEncoding = "base64"
    return load
  }

  private mutating func asset(_ kind: Load.Kind, _ ending: String, type: String) -> Load {
    let host = random.pick(["cdn.app.example", "cdn.app.example", "static.atlassian.example", Self.app])
    var load = Load(kind: kind, host: host, path: "/assets/\(random.int(100...9999)).\(random.hex(20)).\(ending)", referrer: frame)
    load.responseType = type
    return load
  }

  /// A request for data: to the app's own backend with its token, or to the product's.
  mutating func data() -> Load {
    random.one(in: 3) ? productData() : appData()
  }

  private mutating func appData() -> Load {
    let name = random.pick(["forms", "submissions", "collaborators", "templates"])
    var load = Load(kind: .fetch, host: Self.app, path: "/rest/forms/v1/\(name)", referrer: frame)
    load.query = [("issueKey", issue), ("maxResults", "50")]
    load.headers = [("authorization", "JWT \(token)"), ("x-requested-with", "XMLHttpRequest")]
    load.responseType = "application/json; charset=utf-8"
    if random.one(in: 4) {
      load.method = "POST"
      load.body = ("application/json", JSON.object([("summary", .string(summary)), ("answers", answers)]).text)
    }
    let people = name == "submissions" || name == "collaborators"
    let rows = (0..<random.skewed(3...90)).map { _ in row(people: people) }
    load.content = .string(JSON.object([("total", .int(rows.count)), ("values", .array(rows))]).text)
    return load
  }

  private mutating func productData() -> Load {
    var load = Load(kind: .fetch, host: Self.site, path: "/rest/api/3/issue/\(issue)", referrer: outer)
    load.query = [("fields", "summary,assignee,reporter,comment"), ("expand", "names")]
    load.cookies = session
    load.responseType = "application/json;charset=UTF-8"
    let issues = (0..<random.skewed(1...40)).map { _ in row(people: true) }
    load.content = .string(
      JSON.object([
        ("key", .string(issue)), ("self", "https://\(Self.site)/rest/api/3/issue/\(random.int(10_000...99_999))"),
        ("fields", ["summary": .string(summary), "assignee": user, "subtasks": .array(issues)]),
      ]).text)
    return load
  }

  private var answers: JSON {
    ["description": "Please see \(summary.lowercased()) and call back before noon", "urgency": "high", "consent": true]
  }

  private mutating func row(people: Bool) -> JSON {
    var members: [(String, JSON)] = [
      ("id", .string(random.uuid())), ("formId", .int(random.int(1_000...99_999))),
      ("summary", .string("\(summary) (\(random.int(1...9)))")),
      ("status", .string(random.pick(["OPEN", "SUBMITTED", "LOCKED"]))), ("updated", .string(Load.time(random.int(0...30_000_000)))),
      ("version", .int(random.int(1...40))), ("questions", .int(random.int(1...40))),
    ]
    if people { members.append(("author", user)) }
    return .object(members)
  }

  private var user: JSON {
    mutating get {
      let other = random.pick(Person.all)
      return [
        "accountId": .string(other.account), "displayName": .string(other.name), "emailAddress": .string(other.email), "active": true,
        "timeZone": "Europe/Berlin", "avatarUrls": ["48x48": "https://\(Self.site)/avatars/\(random.hex(32))?size=48"],
      ]
    }
  }

  private var session: [(String, String)] {
    mutating get {
      [("tenant.session.token", "\(random.letters(40))"), ("atlassian.xsrf.token", random.hex(40)), ("JSESSIONID", random.hex(32))]
    }
  }
}
