import Testing

@testable import Redacting

/// The output of a redaction, byte for byte.
@Suite struct RedactionTests {
  private static let token = Encode.token(#"{"sub":"u-17"}"#)
  private static let email = "jane.doe@copperline.dev"

  /// A redacted HAR with one entry.
  private static func redacted(_ entry: String, _ change: (inout Redaction.Configuration) -> Void = { _ in }) throws -> String {
    try Redacted(Recording.har(entry), change).text
  }

  // MARK: Copies

  @Test func eachCopyIsRemovedEverywhere() throws {
    let query = "jwt=\(Self.token)"
    let capture = #"""
      {"log":{"version":"1.2","pages":[{"id":"p1","title":"https://app.example/f?\#(query)"},{"id":"p2","title":"Dismissals – Forms"}],
      "entries":[{"pageref":"p1","_initiator":{"type":"script","url":"https://app.example/f?\#(query)"},
      "request":{"method":"GET","url":"https://app.example/f?\#(query)","httpVersion":"h2","headers":[
      {"name":":path","value":"/f?\#(query)"},{"name":"Referer","value":"https://app.example/f?\#(query)"},
      {"name":"Cookie","value":"sid=s3cr3t-5e55-10n; theme=dark"}],
      "queryString":[{"name":"jwt","value":"\#(Self.token)"}],"cookies":[{"name":"sid","value":"s3cr3t-5e55-10n"}]},
      "response":{"status":200,"headers":[{"name":"Set-Cookie","value":"sid=s3cr3t-5e55-10n; Path=/"}],
      "cookies":[{"name":"sid","value":"s3cr3t-5e55-10n"}],"redirectURL":"",
      "content":{"mimeType":"text/html","size":\#(32 + Self.token.utf8.count),"text":"<a href='/f?\#(query)'>Dismissals</a>"}}}]}}
      """#
    #expect(
      try Redacted(capture).text == #"""
        {"log":{"version":"1.2","pages":[{"id":"p1","title":"https://app.example/f?~query-1~"},{"id":"p2","title":"~title-1~"}],
        "entries":[{"pageref":"p1","_initiator":{"type":"script","url":"https://app.example/f?~query-1~"},
        "request":{"method":"GET","url":"https://app.example/f?~query-1~","httpVersion":"h2","headers":[
        {"name":":path","value":"/f?~query-1~"},{"name":"Referer","value":"https://app.example/f?~query-1~"},
        {"name":"Cookie","value":"sid=~cookie-1~; theme=~cookie-2~"}],
        "queryString":[{"name":"jwt","value":"~token-1~"}],"cookies":[{"name":"sid","value":"~cookie-1~"}]},
        "response":{"status":200,"headers":[{"name":"Set-Cookie","value":"sid=~cookie-1~; Path=/"}],
        "cookies":[{"name":"sid","value":"~cookie-1~"}],"redirectURL":"",
        "content":{"mimeType":"text/html","size":37,"text":"<a href='/f?~query-1~'>Dismissals</a>"}}}]}}
        """#)
  }

  @Test func aValueThatIsAKeyOrTheNameOfAParameterIsRemoved() throws {
    let body = #"{"email":"jane.doe@copperline.dev","seen":{"JANE.DOE@copperline.dev":3}}"#
    let entry = Recording.entry("https://collect.example/v1?jane.doe%40copperline.dev=1", body: body)
    let redacted = try Self.redacted(entry)
    #expect(redacted.contains(#"{\"email\":\"~email-1~\",\"seen\":{\"~email-1~\":3}}"#))
    #expect(redacted.contains("https://collect.example/v1?~email-1~=1"))
  }

  @Test(arguments: ["request", "response", "content", "headers", "cookies", "header", "entries", "timings"])
  func theWordsOfAHARStayWhereSomebodySearchedForOne(_ word: String) throws {
    let body = #"{"search":"\#(word)","seen":{"\#(word)-17":1}}"#
    let capture = Recording.har(Recording.entry("https://collect.example/v1?search=\(word)", body: body))
    let bare = Recording.har(
      Recording.entry("https://collect.example/v1?search=~search-1~", body: #"{"search":"~search-1~","seen":{"~search-1~-17":1}}"#))
    #expect(try Redacted(capture).text == bare)
  }

  @Test(arguments: ["properties", "context", "integrations", "events"])
  func theWordsOfAnEventStayWhereSomebodySearchedForOne(_ word: String) throws {
    func event(_ search: String) -> String {
      #"{"events":[{"type":"track","event":"Searched","userId":"u-17","messageId":"m-1","properties":{"search":"\#(search)"},"context":{}}]}"#
    }
    #expect(try Redacted(event(word)).text == event("~search-1~"))
  }

  @Test func oneValueHasOnePlaceholderInAllCaptures() throws {
    func capture(_ email: String) -> [UInt8] {
      Array(Recording.har(Recording.entry("https://collect.example/v1", body: #"{"email":"\#(email)"}"#)).utf8)
    }
    let redacted = try Redacted(files: [
      ("a", capture("kim@a.example.com")), ("b", capture(Self.email)), ("c", capture("Kim@A.example.com")),
    ])
    let texts = redacted.outputs.map { String(decoding: $0, as: UTF8.self) }
    #expect(texts.map { $0.contains("~email-1~") } == [true, false, true])
    #expect(texts.map { $0.contains("~email-2~") } == [false, true, false])
  }

  @Test func anEarlierPlaceholderKeepsItsMeaning() throws {
    let redacted = try Self.redacted(
      Recording.entry("https://collect.example/v1", body: #"{"to":"~email-1~","note":"x~email-7~","email":"jane.doe@copperline.dev"}"#))
    #expect(redacted.contains(#"{\"to\":\"~email-1~\",\"note\":\"x~email-7~\",\"email\":\"~email-8~\"}"#))
  }

  // MARK: What has to stay right

  @Test func aNumberRemainsANumber() throws {
    let redacted = try Self.redacted(
      Recording.entry("https://collect.example/v1", body: #"{"cardNumber":4111111111111111,"list":[4111111111111111],"count":12}"#))
    #expect(redacted.contains(#"{\"cardNumber\":0e1,\"list\":[0e1],\"count\":12}"#))
  }

  @Test func sizesAreUpdated() throws {
    let body = #"{"email":"jane.doe@copperline.dev"}"#
    let capture = Recording.har(
      #"""
      {"request":{"method":"POST","url":"https://collect.example/v1","headers":[{"name":"Content-Length","value":"35"}],"bodySize":35,
      "postData":{"mimeType":"application/json","text":\#(Encode.string(body))}},"response":{"bodySize":20,"headers":[],
      "content":{"size":35,"compression":15,"mimeType":"application/json","encoding":"base64","text":"\#(Encode.base64(Array(body.utf8)))"}}}
      """#)
    let redacted = try Redacted(capture).text
    #expect(redacted.contains(#"{"name":"Content-Length","value":"21"}],"bodySize":21,"#))
    let kept = Encode.base64(Array(#"{"email":"~email-1~"}"#.utf8))
    #expect(redacted.contains(#""response":{"bodySize":20,"headers":[]"#))
    #expect(
      redacted.contains(#""content":{"size":21,"compression":1,"mimeType":"application/json","encoding":"base64","text":"\#(kept)"}"#))
  }

  @Test func theLengthsInAnEnvelopeAreUpdated() throws {
    let item = #"{"message":"ok","user":{"email":"jane.doe@copperline.dev"}}"#
    let body = "{\"event_id\":\"1\"}\n{\"type\":\"event\",\"length\":\(item.utf8.count)}\n\(item)\n"
    let redacted = try Self.redacted(Recording.entry("https://o1.ingest.sentry.io/api/1/envelope/", body: body))
    let after = #"{"message":"ok","user":{"email":"~email-1~"}}"#
    #expect(redacted.contains(Encode.string("{\"type\":\"event\",\"length\":\(after.utf8.count)}\n\(after)\n").dropFirst().dropLast()))
  }

  @Test func aURLRemainsAURL() throws {
    let body = #"{"context":{"page":{"referrer":"https://app.example/browse/one?x=1"}},"type":"page","messageId":"m"}"#
    let redacted = try Self.redacted(Recording.entry("https://api.segment.io/v1/p", body: body))
    #expect(redacted.contains(#"\"referrer\":\"https://app.example/~referrer-1~\""#))
  }

  @Test func nothingToRemoveChangesNothing() throws {
    let capture =
      "\u{FEFF}" + Recording.har(Recording.entry("https://collect.example/v1", body: #"{ "count" : 3.0 }"#)).replacing("\n", with: "\r\n")
    let redacted = try Redacted(capture)
    #expect(redacted.text == capture)
    #expect(redacted.result.removed.isEmpty)
  }

  // MARK: Logs

  @Test func textBetweenTheEventsOfALogIsRedactedToo() throws {
    let log = """
      # exported for jane.doe@copperline.dev
      2026-11-26 INFO jane.doe@copperline.dev {"type":"track","event":"Saved","userId":"u-1","properties":{"email":"jane.doe@copperline.dev"}}
      plain words about jane.doe@copperline.dev

      """
    #expect(
      try Redacted(log).text == """
        # exported for ~email-1~
        2026-11-26 INFO ~email-1~ {"type":"track","event":"Saved","userId":"u-1","properties":{"email":"~email-1~"}}
        plain words about ~email-1~

        """)
  }

  @Test func membersNextToABatchAreRedactedToo() throws {
    let batch =
      #"{"sentBy":"jane.doe@copperline.dev","batch":[{"type":"track","event":"Saved","userId":"u-1"}],"note":"Jane.Doe@copperline.dev"}"#
    #expect(
      try Redacted(batch).text
        == #"{"sentBy":"~email-1~","batch":[{"type":"track","event":"Saved","userId":"u-1"}],"note":"~email-1~"}"#)
  }

  @Test func damageIsRefused() throws {
    let capture = String(Recording.har(Recording.entry("https://collect.example/v1", body: "{}")).dropLast(9))
    #expect(throws: Redaction.Refusal.self) { try Redacted(capture) }
  }

  // MARK: What cannot be examined

  @Test func anUnreadableBodyIsRemovedAsAWhole() throws {
    let bytes = Encode.base64([0x8F, 0x02, 0x80, 0xFF, 0x00, 0x9C] + Array("jane.doe@copperline.dev".utf8) + [0xFE, 0x01])
    let capture = Recording.har(
      #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"postData":{"mimeType":"application/octet-stream","encoding":"base64","text":"\#(bytes)"}},"response":{}}"#
    )
    let redacted = try Redacted(capture)
    #expect(redacted.text.contains(#""encoding":"base64","text":"\#(Encode.base64(Array("~unexamined-1~".utf8)))""#))
    #expect(redacted.result.unexamined == 1)
  }

  // MARK: Samples

  @Test(arguments: Samples.names)
  func aRedactedSampleHoldsNothingAndStaysAsItIs(_ name: String) throws {
    let bytes = try Samples.bytes(name)
    let redacted = try Redacted(files: [(name, bytes)])
    #expect(try Audited(redacted.outputs[0], name: name).leaks == [])
    let again = try Redacted(files: [(name, redacted.outputs[0])])
    #expect(again.outputs == redacted.outputs)
    #expect(again.result.removed.isEmpty)
    // A line usually has one string: lines without a placeholder or a size are unchanged.
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let after = redacted.text.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == after.count)
    for (line, new) in zip(lines, after) where line != new {
      // An encoded text shows no placeholder.
      #expect(["~", "ize\"", "ontent-", "\"text\"", "data=", "/contexts/"].contains(where: new.contains), "\(new)")
    }
  }
}
