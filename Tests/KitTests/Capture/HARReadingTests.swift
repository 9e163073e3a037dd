import Testing

@testable import Captures
@testable import Redacting

@Suite struct HARReadingTests {
  private func har(_ entry: String) -> String { "{\"log\": {\"entries\": [\(entry)]}}" }

  @Test func readsEveryFieldThatIsAudited() throws {
    let reading = try Reading(Sample.har.text)
    #expect(reading.summary == CaptureSummary(kind: .har, records: 2, bytes: Sample.har.text.utf8.count, gaps: [], producer: "test 1"))
    #expect(reading.indices == [0, 1])
    #expect(
      reading.items.first?.fields == [
        "POST https://app.example/?a=1", "header X-Number: 12", "header X-Null: null", "cookie sid: c\\\\d escaped",
        "query a: 1", "body text/plain - a\\nb escaped", "size 7", "status 200", "response image/png base64 QQ==",
        "redirect ", "type fetch",
      ])
    #expect(reading.items.last?.fields == ["GET wss://app.example/socket", "sent 1 hi", "received 2 AA=="])
  }

  @Test(arguments: [
    "{\"entries\": [E], \"log\": 1}", "{\"log\": {\"entries\": [E]}}",
    "{\"x\": {\"entries\": [1]}, \"log\": {\"version\": null, \"entries\": [E]}}",
    "\u{FEFF}{\"log\": {\"entries\": [E]}}", "onInputData({\"log\": {\"entries\": [E]}})", "a.b ( {\"log\": {\"entries\": [E]}} );\n",
    "\r\n \t{\r\n\"log\": {\r\n\"entries\": [\r\nE\r\n]\r\n}\r\n}\r\n", "[E]", "E", "{\"log\": {\"pages\": [], \"entries\": [E,]}}",
    "{\"version\": \"1.2\", \"entries\": [E]}",
  ])
  func findsTheEntries(_ template: String) throws {
    let entry = "{\"startedDateTime\": \"\", \"request\": {\"method\": \"GET\", \"url\": \"https://app.example/\"}}"
    let reading = try Reading(template.replacing("E", with: entry))
    #expect(reading.summary.kind == .har)
    #expect(reading.items.map(\.fields) == [["GET https://app.example/"]])
    #expect(reading.values == [entry])
    #expect(reading.gaps == [])
  }

  @Test(arguments: ["null", "[]"])
  func readsNoEntries(_ entries: String) throws {
    let reading = try Reading("{\"log\": {\"version\": \"1.2\", \"entries\": \(entries)}}")
    #expect(reading.summary.kind == .har)
    #expect(reading.items == [])
    #expect(reading.summary.complete)
  }

  @Test func namesAMissingListOfEntries() throws {
    let reading = try Reading("{\"log\": {\"version\": \"1.2\"}}")
    #expect(reading.gaps == ["file: the HAR has no list of entries at 27 (1:28)"])
    #expect(!reading.summary.complete)
  }

  @Test(arguments: [
    ("{}", ["- -"]), ("{\"request\": null, \"response\": 5}", ["- -"]), ("{\"request\": \"should be an object\"}", ["- -"]),
    ("{\"request\": {\"url\": \"\", \"headers\": null, \"queryString\": null}}", ["- "]),
    ("{\"request\": {\"url\": \"data:text/plain,x\", \"postData\": null}}", ["- data:text/plain,x"]),
    ("{\"request\": {\"url\": \"/relative\", \"postData\": {\"text\": \"a=b\"}}}", ["- /relative", "body - - a=b"]),
    ("{\"request\": {\"postData\": {\"params\": [{\"name\": \"a\", \"value\": \"b\"}]}}}", ["- -", "body - - -", "body a: b"]),
    (
      "{\"request\": {\"postData\": {\"mimeType\": \"\", \"text\": \"a=b\", \"params\": [{\"name\": \"a\"}]}}}",
      ["- -", "body  - a=b", "body a: "]
    ),
    ("{\"request\": {\"postData\": {}}}", ["- -", "body - - -"]),
    ("{\"request\": {\"postData\": \"bare\"}}", ["- -", "body - - bare"]),
    (
      "{\"request\": {\"headers\": [1, {\"value\": true, \"name\": \"B\"}, {\"name\": 7, \"value\": [1]}]}}",
      ["- -", "header B: true", "header 7: [1]"]
    ),
    ("{\"request\": {\"headers\": {\"A\": \"b\"}}}", ["- -", "header A: b"]),
    ("{\"request\": {\"url\": \"a\", \"url\": \"b\", \"bodySize\": -1}}", ["- b", "size -1"]),
    ("{\"response\": {\"status\": \"204\", \"content\": null}}", ["- -", "status 204"]),
    ("{\"response\": {\"status\": 99999999999999999999}}", ["- -"]),
    ("{\"request\": {\"url\": \"x\\u0000\\ud800\"}}", ["- x\\u0000\\ud800 escaped"]),
    ("{\"_webSocketMessages\": [null, {\"type\": \"send\"}, {\"data\": 5}]}", ["- -", "received 1 5"]),
  ])
  func isLiberal(_ entry: String, _ fields: [String]) throws {
    let reading = try Reading(har(entry))
    #expect(reading.items.map(\.fields) == [fields])
    #expect(reading.gaps == [])
  }

  @Test func forgetsTheEntryBefore() throws {
    let reading = try Reading(har("{\"request\": {\"url\": \"a\", \"headers\": [{\"name\": \"h\", \"value\": \"v\"}]}}, {}"))
    #expect(reading.items.map(\.fields) == [["- a", "header h: v"], ["- -"]])
  }

  @Test func reportsAnInvalidEntryAndContinues() throws {
    let reading = try Reading(har("{}, null, {\"request\": {\"url\" 5}}, {\"request\": {\"url\": \"a\"}}"))
    #expect(reading.indices == [0, 3])
    #expect(reading.gaps.map { $0.prefix(21) } == ["1 file: damaged: expe", "2 file: damaged: expe"])
  }

  @Test func readsOneHARAfterTheOther() throws {
    let reading = try Reading(har("{}") + "\n" + har("{}, {}"))
    #expect(reading.indices == [0, 1, 2])
    #expect(reading.gaps == [])
  }
}
