import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Known

/// The app's own answers are read by what they are, whatever they are declared to be, and so are the tokens of those who sign people in.
@Suite struct OwnAnswerTests {
  private static let user = #"{"session":{"user":{"displayName":"Ngozi Okafor","email":"ngozi.okafor@fjord.example"}}}"#

  private static func answer(_ text: String, mime: String, url: String = "https://api.app.test/data", encoding: String = "") -> String {
    let encoded = encoding.isEmpty ? "" : #""encoding":"\#(encoding)","#
    return Recording.entry(
      url, method: "GET", response: #"{"status":200,"content":{\#(encoded)"mimeType":"\#(mime)","text":\#(Encode.string(text))}}"#)
  }

  /// What is told of values that a stranger receives after an answer, by its source.
  private static func told(_ answer: String, _ body: String = #"{"z":"by Ngozi Okafor"}"#) throws -> [String] {
    let sent = Recording.entry("https://collect.example/v1", body: body)
    return try Audited(Recording.har(Recording.document("https://www.app.test/"), answer, sent)).findings
      .filter { $0.destination == "collect.example" }.flatMap(\.occurrences).compactMap(\.source?.what)
  }

  @Test(arguments: [
    (user, "text/plain"), (user, ""), (")]}',\n" + user, "application/json"), ("cb(\(user));", "text/javascript"),
    ("event: user\ndata: \(user)\n\n", "text/event-stream"),
    ("<r><user><displayName>Ngozi Okafor</displayName><mail>ngozi.okafor@fjord.example</mail></user></r>", "application/xml"),
    ("name,email\nNgozi Okafor,ngozi.okafor@fjord.example\n", "text/csv"),
    (
      #"<html><meta name="ajs-remote-user-fullname" content="Ngozi Okafor"><meta name="m" content="ngozi.okafor@fjord.example">"#,
      "text/html"
    ),
    ("<html><script>window.__STATE__ = \(user);</script>", "text/html"),
    (#"<html><SCRIPT id="d" type="application/json">\#(user)</SCRIPT>"#, "text/html"),
    ("<html><script>boot(JSON.parse(\"\(user.replacing("\"", with: "\\\""))\"))</script>", "text/html"),
  ])
  func aPersonInAnyAnswer(_ text: String, _ mime: String) throws {
    #expect(try Self.told(Self.answer(text, mime: mime)).contains("name"))
  }

  @Test func anAnswerInBase64() throws {
    let page = Data("<html><script>s = \(Self.user)</script>".utf8).base64EncodedString()
    #expect(try Self.told(Self.answer(page, mime: "text/html", encoding: "base64")) == ["name"])
  }

  @Test func whoeverSignsPeopleIn() throws {
    let claims = Data(#"{"sub":"idp|17","name":"Ngozi Okafor","email":"ngozi.okafor@fjord.example"}"#.utf8).base64EncodedString()
    let token = #"{"id_token":"eyJhbGciOiJSUzI1NiJ9.\#(claims.replacing("=", with: "")).c2ln","scope":"Minor Person"}"#
    #expect(try Self.told(Self.answer(token, mime: "application/json", url: "https://idp.example/oauth/token")) == ["name"])
    let info = #"{"sub":"idp|17","name":"Ngozi Okafor"}"#
    #expect(try Self.told(Self.answer(info, mime: "application/json", url: "https://idp.example/oauth2/userinfo?x=1")) == ["name"])
    #expect(try Self.told(Self.answer(info, mime: "application/json", url: "https://idp.example/userinfos")).isEmpty)
  }

  @Test(arguments: [
    (#"{"userName":"nokafor7","name":{"familyName":"Okafor","givenName":"Ngozi"},"phoneNumbers":[{"value":"+44 20 7946 0777","type":"work"}]}"#),
    (#"{"mail":"n@fjord.example","name":{"first":"Ngozi","last":"Okafor"},"businessPhones":["+44 20 7946 0777"]}"#),
    (#"{"correo":"n@fjord.example","nombre":"Ngozi","apellidos":"Okafor","telefono":"+44 20 7946 0777"}"#),
  ])
  func aPersonInManyMembers(_ text: String) throws {
    let told = try Self.told(Self.answer(text, mime: "application/json"), #"{"z":"okafor, ngozi","p":"442079460777"}"#)
    #expect(Set(told) == ["name in the other order", "digits of the phone number"])
  }

  @Test func whoChoosesANameThatIsNone() throws {
    let told = try Self.told(Self.answer(#"{"user":{"real_name":"N. O.","display_name":"ngo-ling"}}"#, mime: ""), #"{"z":"ngo-ling"}"#)
    #expect(told == ["user name"])
  }

  @Test func aMessageOfAnOpenConnection() throws {
    let frames = #"[{"type":"receive","time":1,"opcode":1,"data":"{\"comment\":\"Denise said no to it\"}"}]"#
    let socket = Recording.entry("wss://api.app.test/live", method: "GET", response: #"{"status":101},"_webSocketMessages":\#(frames)"#)
    #expect(try Self.told(socket, #"{"z":"Denise said no to it"}"#) == ["text"])
  }

  @Test(arguments: [
    #"{"key":"k","baseUrl":"https://app.test","modules":{},"name":"Fjord Planner Pro","description":"Plan fjords for Ngozi"}"#,
    #"{"name":"Fjord Planner Pro","start_url":"/","description":"Plan fjords for Ngozi"}"#,
    #"{"openapi":"3.1.0","info":{"title":"Fjord Planner Pro","description":"Plan fjords for Ngozi"}}"#,
    #"{"fields":[{"allowedValues":[{"name":"Fjord Planner Pro","description":"Plan fjords for Ngozi"}]}]}"#,
  ])
  func aDescriptionOfTheAppIsNobodysText(_ text: String) throws {
    let told = try Self.told(Self.answer(text, mime: "application/json"), #"{"a":"Fjord Planner Pro","b":"Plan fjords for Ngozi"}"#)
    #expect(told.isEmpty)
  }

  @Test func aKeyOfTheCustomerIsASalt() throws {
    let digest = Digest.hex(Digest.sha256.of(Array("client-key-4711ngozi.okafor@fjord.example".utf8)))
    let told = try Self.told(
      Self.answer(#"{"clientKey":"client-key-4711","email":"ngozi.okafor@fjord.example"}"#, mime: ""), #"{"z":"\#(digest)"}"#)
    #expect(told == ["sha256 of the email, with a salt that the capture shows before it"])
  }
}
