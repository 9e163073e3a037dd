/// Writes a load as an entry of a HAR (HAR 1.2, `log.entries[]`) with the members that Chrome adds.
extension Load {
  /// The entry of a load that began `clock` milliseconds after the session, on a page.
  func entry(clock: Int, page: Int, _ random: inout SplitMix64) -> JSON {
    let size = content?.size ?? 0
    let wait = random.skewed(4_000...900_000)
    return [
      "_connectionId": .string(String(random.int(1...999))),
      "_initiator": initiator(&random),
      "_priority": kind == .script || kind == .fetch ? "High" : "Low",
      "_resourceType": .string(kind.resourceType),
      "cache": [:],
      "connection": "443",
      "pageref": "page_\(page + 1)",
      "request": request,
      "response": response(size: size, &random),
      "serverIPAddress": random.one(in: 4) ? "[2001:db8:\(random.hex(4))::\(random.hex(4))]" : "203.0.113.\(random.int(1...254))",
      "startedDateTime": .string(Self.time(clock)),
      "time": .thousandths(wait + 12_345),
      "timings": [
        "blocked": .thousandths(random.int(200...9_000)), "dns": -1, "ssl": -1, "connect": -1,
        "send": .thousandths(random.int(50...400)), "wait": .thousandths(wait), "receive": .thousandths(random.int(100...5_000)),
        "_blocked_queueing": .thousandths(random.int(100...3_000)), "_workerStart": -1, "_workerReady": -1, "_workerFetchStart": -1,
        "_workerRespondWithSettled": -1,
      ],
    ]
  }

  private var request: JSON {
    var members: [(String, JSON)] = [
      ("method", .string(method)), ("url", .string(url)), ("httpVersion", "h2"), ("headers", .pairs(requestHeaders)),
      ("queryString", .pairs(query)),
      (
        "cookies",
        .array(
          cookies.map {
            [
              "name": .string($0.0), "value": .string($0.1), "path": "/", "domain": .string(host), "expires": "2027-03-02T08:00:00.000Z",
              "httpOnly": true, "secure": true, "sameSite": "None",
            ]
          })
      ),
      ("headersSize", -1), ("bodySize", .int(body?.text.utf8.count ?? 0)),
    ]
    if let body {
      var sent: [(String, JSON)] = [("mimeType", .string(body.type)), ("text", .string(body.text))]
      if body.type.hasPrefix("application/x-www-form-urlencoded") {
        let params = body.text.split(separator: "&").map { part in
          let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
          return (halves.first ?? "", halves.count > 1 ? halves[1] : "")
        }
        sent.append(("params", .pairs(params)))
      }
      members.append(("postData", .object(sent)))
    }
    return .object(members)
  }

  private func response(size: Int, _ random: inout SplitMix64) -> JSON {
    var body: [(String, JSON)] = [("size", .int(size)), ("mimeType", .string(responseType))]
    if let content { body.append(("text", content)) }
    if let contentEncoding { body.append(("encoding", .string(contentEncoding))) }
    return [
      "status": .int(status), "statusText": "", "httpVersion": "h2", "headers": .pairs(allResponseHeaders(size: size, &random)),
      "cookies": [], "content": .object(body), "redirectURL": "", "headersSize": -1, "bodySize": -1,
      "_transferSize": .int(size / 3 + 700), "_error": nil, "_fetchedViaServiceWorker": false,
    ]
  }

  /// The initiator: the parser, or a stack of a few scripts.
  private func initiator(_ random: inout SplitMix64) -> JSON {
    if kind == .preflight { return ["type": "preflight", "url": .string(url)] }
    guard kind == .fetch || kind == .analytics else {
      return ["type": "parser", "url": .string(referrer), "lineNumber": .int(random.int(1...400))]
    }
    let names = ["", "fetch", "dispatch", "enqueue", "flush", "send", "o", "t.exports", "flushSync", "Generator.next"]
    let frames = { (random: inout SplitMix64) in
      JSON.array(
        (0..<random.int(4...10)).map { _ in
          [
            "functionName": .string(random.pick(names)), "scriptId": .string(String(random.int(4...300))),
            "url": "https://cdn.app.example/forms/\(random.int(1...40)).\(random.hex(20)).js", "lineNumber": .int(random.int(0...2)),
            "columnNumber": .int(random.int(100...400_000)),
          ]
        })
    }
    let parent: JSON = ["description": "Promise.then", "callFrames": frames(&random)]
    return ["type": "script", "stack": ["callFrames": frames(&random), "parent": parent]]
  }

  /// The time of day, from 2026-03-02 08:00.
  static func time(_ clock: Int) -> String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let (day, hour) = ((clock / 36_000_000) % 28, (clock / 3_600_000) % 10)
    let milliseconds = "\(clock % 1000 + 1000)".dropFirst()
    return "2026-03-\(two(2 + day))T\(two(8 + hour)):\(two(clock / 60_000 % 60)):\(two(clock / 1000 % 60)).\(milliseconds)Z"
  }
}

extension JSON {
  /// Thousandths as a decimal number.
  static func thousandths(_ count: Int) -> JSON {
    .number("\(count / 1000).\(String(count % 1000 + 1000).dropFirst())")
  }

  /// The bytes of a string as written, which is what fills a capture.
  var size: Int {
    switch self {
    case .escaped(let pieces): pieces.reduce(0) { $0 + $1.count }
    case .string(let text): text.utf8.count
    default: 0
    }
  }
}
