/// Small captures and rules made up for tests.
enum MadeUp {
  /// A value that a built-in rule finds, at severity high, in an event at Segment.
  static let address = "ines.vandermeer@acme.example.com"

  /// Only a call to the app's own server.
  static let clean = har([entry("https://forms.app.example/api/forms", body: #"{"size":3}"#)])
  /// The same with an event that holds an email address.
  static let leaky = har([entry("https://forms.app.example/api/forms", body: #"{"size":3}"#), event(property: address)])
  /// A request to a third party whose body the recorder left out.
  static let bodyless = har([
    entry("https://forms.app.example/api/forms", body: #"{"size":3}"#),
    #"{"request":{"method":"POST","url":"https://api.segment.io/v1/t","headers":[],"bodySize":512},"response":{"status":200}}"#,
  ])
  /// The leaky capture with a missing body, and the clean one truncated in the middle of an entry.
  static let leakyAndBodyless: String = leaky.dropLast(3) + "," + String(bodyless.split(separator: "\n").last ?? "")
  static let truncated = String(clean.dropLast(40))
  static let leakyAndTruncated = String(leaky.dropLast(3)) + #",{"request":{"method":"#

  static func har(_ entries: [String]) -> String {
    #"{"log":{"version":"1.2","creator":{"name":"made up","version":"1"},"entries":["# + "\n" + entries.joined(separator: ",\n") + "]}}"
  }

  static func entry(_ url: String, body: String) -> String {
    let text = body.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return """
      {"request":{"method":"POST","url":"\(url)","headers":[{"name":"Referer","value":"https://forms.app.example/"}],\
      "bodySize":\(body.utf8.count),"postData":{"mimeType":"application/json","text":"\(text)"}},"response":{"status":200}}
      """
  }

  /// A track call to Segment with one property.
  static func event(property: String, named name: String = "contact") -> String {
    let body = """
      {"type":"track","event":"Form Created","userId":"712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11","messageId":"m-1",\
      "integrations":{"All":false},"context":{"ip":"0.0.0.0"},"properties":{"\(name)":"\(property)"}}
      """
    return entry("https://api.segment.io/v1/t", body: body)
  }

  /// An event log with one event per line.
  static func log(property: String, named name: String = "contact") -> String {
    """
    {"type":"track","event":"Form Created","userId":"u-1","messageId":"m-1","integrations":{"All":false},"properties":{"formCount":3}}
    {"type":"track","event":"Form Created","userId":"u-1","messageId":"m-2","integrations":{"All":false},"properties":{"\(name)":"\(property)"}}

    """
  }

  /// An event log with a leak of its own in every event, in a field with a long name.
  static func largeLog(events: Int) -> String {
    let letters = Array("abcdefghij")
    let (way, end) = (String(repeating: #"{"\#(String(repeating: "deep", count: 20))":"#, count: 7), String(repeating: "}", count: 7))
    return (0..<events).map { number in
      let name = String(String(number).compactMap { $0.wholeNumberValue.map { letters[$0] } })
      return """
        {"type":"track","event":"Form \(name)","userId":"u-1","messageId":"m-\(number)","integrations":{"All":false},\
        "properties":\(way){"\(name)x":"\(name)x.vandermeer@acme.example.com"}\(end)}

        """
    }.joined()
  }

  /// A rule that finds `TICKET-` and digits.
  static func rule(severity: String = "low", hit: String = "see ⟦TICKET-4711⟧") -> String {
    """
    - id: ticket-number
      title: Number of a support ticket
      category: user-content
      severity: \(severity)
      confidence: certain
      keywords: [ticket-]
      regex: '(?<number>TICKET-[0-9]+)'
      group: number
      message: "A ticket number reached {destination} in {field}"
      why: A ticket leads to what a customer wrote. Whoever knows its number may ask for it.
      fix: Send the kind of the ticket.
      examples:
        hits: ['\(hit)']
        misses: [TICKETS-4711]
    """
  }
}
