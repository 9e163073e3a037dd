import Testing

@testable import Captures
@testable import Payloads

@Suite struct UnwrappingPlacesTests {
  // MARK: Siblings

  @Test(arguments: [
    (#"{"name":"email","value":"V"}"#, "body.value.email"), (#"{"value":"V","label":"Work mail"}"#, "body.value.Work mail"),
    (#"{"fieldName":"notes","val":"V"}"#, "body.val.notes"), (#"{"value":"V"}"#, "body.value"), (#"{"name":"","value":"V"}"#, "body.value"),
    (#"{"name":5,"value":"V"}"#, "body.value"),
  ])
  func aSiblingSaysWhatAValueIs(_ event: String, _ wire: String) throws {
    #expect(try Unwrapped(event + "\n").holding("V").map(\.wire) == [wire])
  }

  @Test(arguments: [
    ("Content-Disposition", #"attachment; filename="salaries.xlsx""#, "salaries.xlsx"),
    ("Content-Disposition", "attachment; filename*=UTF-8''gehalt%20m%C3%A4rz.xlsx", "gehalt märz.xlsx"),
    ("Upload-Metadata", "filetype dGV4dC9wbGFpbg==,filename c2FsYXJpZXMueGxzeA==", "salaries.xlsx"),
  ])
  func aHeaderNamesAFile(_ name: String, _ value: String, _ file: String) throws {
    let har = Recording.har(Recording.entry("https://files.example/up", headers: [(name, value)], body: "x"))
    #expect(try Unwrapped(har).holding(file).contains { $0.names.contains("filename") })
  }

  @Test func aPartNamesItsFileTwice() throws {
    let head = "Content-Disposition: form-data; name=\"cv\"; filename*=UTF-8''gehalt%20m%C3%A4rz.xlsx; filename=\"cv.xlsx\""
    let body = "--frontier-7\r\n\(head)\r\n\r\nx\r\n--frontier-7--\r\n"
    #expect(try Unwrapped(Recording.request(body: body)).holding("gehalt märz.xlsx").contains { $0.names.contains("filename") })
  }

  /// A frame of MQTT: a head, the topic, and the payload.
  @Test func jsonAtTheEndOfAFrameIsRead() throws {
    let frame = [0x30, 0x22, 0x00, 0x07] + Array("users/4".utf8) + Array(#"{"full_name":"Jane Roe"}"#.utf8)
    #expect(try Unwrapped(Recording.binary(frame)).holding("Jane Roe").contains { $0.names.contains("fullname") })
  }

  /// A form encodes blanks as plus signs: one of them and one at sign are no mailbox with a tag.
  @Test func aPlusSignInJSONIsABlank() throws {
    let body = "app=x&user=%7B%22name%22%3A%22Jane+Roe%22%2C%22email%22%3A%22roe%40copperline.dev%22%7D"
    #expect(try Unwrapped(Recording.request(body: body)).holding("Jane Roe").count == 1)
  }

  // MARK: Roles

  @Test func parsedTextKeepsItsOriginal() throws {
    let url = "https://app.example/a?b=cdef"
    let fields = try Unwrapped(Recording.event(data: url)).fields.filter { $0.wire.hasPrefix("body.data") }
    #expect(fields.map(\.text) == [url, "app.example", "/a", "cdef"])
    #expect(fields.map(\.role) == [.whole, .leaf, .leaf, .leaf])
  }

  @Test func textThatMayBeEncodedByChanceIsReadBothWays() throws {
    let fields = try Unwrapped(Recording.event(data: Encode.base64("plain words here"))).fields.filter { $0.wire == "body.data" }
    #expect(fields.map(\.role) == [.encoded, .leaf])
    #expect(fields.map(\.text) == ["cGxhaW4gd29yZHMgaGVyZQ==", "plain words here"])
  }

  @Test(arguments: ["{\"a\":\"b\"}", "%7B%22a%22%3A1%7D", "[1,2]"])
  func whatIsOnlyAWrappingIsAContainer(_ data: String) throws {
    #expect(try Unwrapped(Recording.event(data: data)).holding(data).map(\.role) == [.container])
  }

  @Test func aTokenIsALeafWithLayersBelow() throws {
    let token = Encode.token(#"{"sub":"u-1"}"#)
    let fields = try Unwrapped(Recording.event(data: token)).fields.filter { $0.wire.hasPrefix("body.data") }
    #expect(fields.map(\.text) == [token, "none", "u-1"])
    #expect(fields.map(\.role) == [.leaf, .leaf, .leaf])
  }

  @Test(arguments: [
    // Hashes, identifiers, words, code, numbers: nothing to unwrap.
    "d41d8cd98f00b204e9800998ecf8427e", "8066b4ff-c1a6-4e15-8c44-0a7d1dd14b58", "notifyOnSubmitAlways", "{not json}", "{{template}}",
    "[main] said",
    "a=b", "12:30:45", "4.18.2.1", "x", "", "Created", "100% sure", "either/or",
  ])
  func whatIsOnlyATextStaysOne(_ data: String) throws {
    let fields = try Unwrapped(Recording.event(data: data)).fields.filter { $0.wire.hasPrefix("body.data") }
    #expect(fields.map(\.text) == [data])
    #expect(fields.map(\.role) == [.leaf])
  }

  @Test func kindsAreThoseOfJSON() throws {
    let fields = try Unwrapped(#"{"s":"x","n":-1.5e3,"t":true,"f":false,"z":null}"# + "\n").fields
    #expect(fields.map(\.text) == ["x", "-1.5e3", "true", "false", "null"])
    #expect(fields.map(\.kind) == [.string, .number, .boolean, .boolean, .null])
  }

  // MARK: Places of an exchange

  @Test func copiesOfTheURLAndOfTheCookiesAreIgnored() throws {
    let copies = #"{"name":":path","value":"/?m=copy-1"},{"name":"Cookie","value":"c=once"}"#
    let entry =
      #"{"request":{"url":"https://a.example/?m=once","headers":[\#(copies)],"cookies":[{"name":"c","value":"copy-2"}],"#
      + #""queryString":[{"name":"m","value":"copy-3"}]},"response":{}}"#
    let fields = try Unwrapped(Recording.har(entry)).fields
    #expect(fields.filter { $0.text.contains("copy") }.map(\.path) == [])
    #expect(fields.filter { $0.text == "once" }.map(\.path) == ["request.url «url» ?m", "request.header.cookie «cookies» c"])
  }

  @Test func entriesOnlyInListsAreRead() throws {
    let entry =
      #"{"request":{"method":"GET","url":"https://a.example/","cookies":[{"name":"c","value":"in-cookie"}],"#
      + #""queryString":[{"name":"q","value":"in-query"}],"postData":{"params":[{"name":"p","value":"in-form"}]}},"response":{}}"#
    let fields = try Unwrapped(Recording.har(entry)).fields.filter { $0.text.hasPrefix("in-") }
    #expect(fields.map(\.wire) == ["url.query.q", "cookie.c", "body.p"])
    #expect(fields.map(\.path) == ["request.url «url» ?q", "request.header.cookie c", "request.body «form» p"])
  }

  @Test func onlySentWebSocketMessagesAreRead() throws {
    let frames = #","_webSocketMessages":[{"type":"receive","data":"{\"a\":\"in\"}"},{"type":"send","data":"{\"a\":\"out\"}"}]"#
    let fields = try Unwrapped(Recording.har(Recording.entry("wss://a.example/socket", method: "GET", more: frames))).fields
    #expect(fields.filter { $0.wire.hasPrefix("websocket") && $0.role == .leaf }.map(\.path) == ["request.websocket/1 «json» /a"])
    #expect(fields.contains { $0.text == "in" } == false)
  }

  @Test func aMissingBodyIsAGap() throws {
    let gaps = try Unwrapped(Recording.har(#"{"request":{"method":"POST","url":"https://a.example/","bodySize":512},"response":{}}"#)).gaps
    #expect(gaps == [Gap(record: 0, place: "request.body", reason: "body missing while bodySize is 512")])
  }
}
