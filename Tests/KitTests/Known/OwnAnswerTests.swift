import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Detecting
@testable import Knowledge
@testable import Known
@testable import Vocabulary

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

  /// A fragment that a script loaded, and what a stranger receives of it.
  private static func told(fragment: String, header: (String, String) = ("X-Requested-With", "XMLHttpRequest"), _ sent: String) throws
    -> [String]
  {
    let answer = Recording.entry(
      "https://api.app.test/part", method: "GET", headers: [header],
      response: #"{"status":200,"content":{"mimeType":"text/html; charset=utf-8","text":\#(Encode.string(fragment))}}"#)
    return try told(answer, #"{"z":\#(Encode.string(sent))}"#)
  }

  @Test(arguments: [
    (#"<div class="card issue-title"><b>Payroll</b> is two &amp; a half days late</div>"#, "Payroll is two & a half days late", "text"),
    (#"<li id='taskTitle'>Cancel the badge of Denise</li>"#, "Cancel the badge of Denise", "text"),
    (#"<p data-testid="c-comment__body">Denise said no to it</p>"#, "denise said no to it", "text"),
    (#"<article itemprop="headline">Denise said no to it</article>"#, "Denise said no to it", "text"),
    (#"<a class="author-name" href="/u/7">Ngozi Okafor</a>"#, "by Ngozi Okafor", "name"),
    (#"<span itemprop="author">Ngozi Okafor</span>"#, "okafor, ngozi", "name in the other order"),
  ])
  func aFragmentThatAScriptLoads(_ html: String, _ sent: String, _ what: String) throws {
    #expect(try Self.told(fragment: html, sent).contains(what))
    for header in [("Sec-Fetch-Dest", "empty"), ("HX-Request", "true")] {
      #expect(try Self.told(fragment: html, header: header, sent).contains(what))
    }
    #expect(try Self.told(fragment: html, header: ("Sec-Fetch-Dest", "iframe"), sent).isEmpty)
    #expect(try Self.told(fragment: "<!DOCTYPE html><html><body>\(html)", sent).isEmpty)
  }

  @Test(arguments: [
    #"<h2 class="section-title">Payroll needs your help</h2>"#, #"<h3 class="comment-title">Payroll needs your help</h3>"#,
    #"<button class="task-title">Payroll needs your help</button>"#, #"<label class="issue-summary">Payroll needs your help</label>"#,
    #"<a class="menu-item-title">Payroll needs your help</a>"#, #"<p class="alert message-text">Payroll needs your help</p>"#,
    "<p>Payroll needs your help</p>",
  ])
  func aHeadingOfAFragmentIsNobodysText(_ html: String) throws {
    #expect(try Self.told(fragment: html, "Payroll needs your help").isEmpty)
  }

  /// What a guess of a free-text rule becomes after an answer.
  private static func guess(_ answer: String) throws -> [Finding] {
    let sent = Recording.entry("https://collect.example/v1", body: #"{"comment":"Which plan fits your team best"}"#)
    return try Audited(Recording.har(Recording.document("https://www.app.test/"), answer, sent)).findings
      .filter { $0.destination == "collect.example" && $0.rule.category == .userContent }
  }

  private static let label = "Which plan fits your team best"

  @Test(arguments: [
    (#"{"plan":{"ask":"\#(label)"}}"#, "https://api.app.test/i18n/en.json", "application/json"),
    (#"{"d.ask":"\#(label)"}"#, "https://api.app.test/api/translations", "application/json"),
    (
      #"{"user":{"name":"Ngozi Okafor"},"translations":{"ask":{"title":"\#(label)"}}}"#, "https://api.app.test/api/boot", "application/json"
    ),
    (#"{"fields":[{"name":"Plan","allowedValues":[{"name":"\#(label)"}]}]}"#, "https://api.app.test/api/fields", "application/json"),
    (#"{"enums":{"plan":["\#(label)"]}}"#, "https://api.app.test/api/meta", "application/json"),
    (#"{"name":"\#(label)","start_url":"/"}"#, "https://api.app.test/app.webmanifest", "application/manifest+json"),
    ("plan.ask=\(label)\nplan.no=No", "https://api.app.test/assets/messages_en.properties", "text/plain"),
    ("plan:\n  ask: \(label)\n", "https://api.app.test/locales/en.yml", "text/yaml"),
    ("msgid \"\(label)\"\nmsgstr \"\"", "https://api.app.test/locales/en.po", "text/plain"),
    ("<xliff><file><unit><source>\(label)</source></unit></file></xliff>", "https://api.app.test/l10n/app.xliff", "application/xml"),
    ("t={ask:'\(label)'}", "https://api.app.test/app.js", "text/javascript"),
    ("<button>\(label)</button>", "https://api.app.test/part", "text/html"),
  ])
  func whatTheAppOffersToEverybodyClearsAGuess(_ text: String, _ url: String, _ mime: String) throws {
    let guesses = try Self.guess(Self.answer(text, mime: mime, url: url))
    #expect(!guesses.isEmpty && guesses.allSatisfy { $0.severity == .info && $0.mitigation == .ownLabel })
  }

  @Test(arguments: [
    #"{"forms":[{"title":"\#(label)"}]}"#, #"{"messages":[{"text":"\#(label)"}]}"#, #"{"comment":"\#(label)"}"#,
  ])
  func whatSomebodyWroteProvesAGuess(_ text: String) throws {
    let guesses = try Self.guess(Self.answer(text, mime: "application/json"))
    #expect(!guesses.isEmpty && guesses.allSatisfy { $0.severity > .info && $0.isProved })
  }

  @Test(arguments: [
    #"{"locale":"en","messages":{"title":"\#(label)"}}"#, #"{"options":["\#(label)"]}"#, #"{"status":{"name":"\#(label)"}}"#, "{}",
  ])
  func whatMayBeEitherLeavesAGuess(_ text: String) throws {
    let guesses = try Self.guess(Self.answer(text, mime: "application/json"))
    #expect(!guesses.isEmpty && guesses.allSatisfy { $0.severity > .info && !$0.isProved })
  }
}
