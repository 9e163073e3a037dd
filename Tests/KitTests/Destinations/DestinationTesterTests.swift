import Testing

@testable import Auditing
@testable import Knowledge

/// A tester that never fails would prove nothing.
@Suite struct DestinationTesterTests {
  private func failure(_ example: String) throws -> ExampleFailure? {
    let text = """
      id: acme
      name: Acme
      category: cdp
      hosts: [in.acme.example]
      shapes:
        - path: '/collect$'
          keys: [kind, who]
      events: [body]
      fields: {event.name: [kind], user.id: [who]}
      types: {default: track}
      examples:
        - \(example)
      """
    let destination = try DestinationFile.destination(text, file: "acme.yaml")
    return try DestinationTester(DestinationBook([destination])).firstFailure(of: destination)
  }

  private static let request = #"request: {url: 'https://in.acme.example/collect', body: '{"kind":"Form Created","who":"u-17"}'}"#

  @Test func anExamplePasses() throws {
    #expect(try failure("{\(Self.request), fields: {event.type: track, event.name: Form Created, user.id: u-17}}") == nil)
  }

  @Test func anExampleWithAMisplacedFieldFails() throws {
    let failure = try #require(try failure("{\(Self.request), fields: {user.id: u-18}}"))
    #expect(failure.line == 12)
    #expect(failure.message == "user.id is “u-18”, and found is “u-17”")
    #expect(try self.failure("{\(Self.request), fields: {page.url: x}}")?.message == "page.url is “x”, and is not found")
  }

  @Test func anExampleOfAnotherDestinationFails() throws {
    #expect(try failure("{\(Self.request), is: other}")?.message == "this is other, but was recognised as acme")
  }

  @Test func anExampleRecognisedByItsHostAloneFails() throws {
    let other = #"request: {url: 'https://in.acme.example/other', body: '{"kind":"x","who":"u"}'}"#
    #expect(try failure("{\(other)}")?.message.contains("at a host that is not listed") == true)
    #expect(try failure("{\(other), by_shape: false}") == nil)
  }

  @Test func aLineOfALogIsAnExampleToo() throws {
    #expect(try failure(#"{event: '{"kind":"x","who":"u-17"}', fields: {user.id: u-17}}"#) == nil)
  }

  @Test(arguments: [
    ("a${base64:b}c", "aYg==c"), ("${base64:{\"a\":{}}}", "eyJhIjp7fX0="), ("${base64url:??>}", "Pz8-"),
    ("${percent:a b/é}", "a%20b%2F%C3%A9"),
    ("${percent:${base64:??>}}", "Pz8%2B"), ("${reverse:abc}", "cba"), ("$set ${ }", "$set ${ }"), ("", ""), ("${base64:}", ""),
  ])
  func templatesAreFilledIn(template: String, text: String) throws {
    #expect(String(decoding: try WireTemplate.bytes(of: template), as: UTF8.self) == text)
  }

  @Test func templatesAreEncodedReversibly() throws {
    let text = #"{"kind":"x"}"#
    for packing in ["gzip", "zlib"] {
      let body = "${\(packing):{\"kind\":\"x\",\"who\":\"u-17\"}}"
      let example = "{request: {url: 'https://in.acme.example/collect', body: '\(body)'}, fields: {user.id: u-17}}"
      #expect(try failure(example) == nil)
      #expect(try WireTemplate.bytes(of: "${\(packing):\(text)}") != Array(text.utf8))
    }
  }

  @Test(arguments: ["${base64:abc", "${base64:{}", "${rot13:abc}"])
  func aTemplateThatCannotBeFilledInIsSaidSo(template: String) throws {
    #expect(throws: WireTemplate.Failure.self) { try WireTemplate.bytes(of: template) }
    #expect(try failure("{request: {url: 'https://in.acme.example/collect', body: '\(template)'}}") != nil)
  }
}
