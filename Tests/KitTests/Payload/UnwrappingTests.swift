import Testing

@testable import Payloads

/// A value is planted in one, two and more encodings, and the path to it is compared word for word.
@Suite struct UnwrappingTests {
  private func expect(_ way: Way) throws {
    let found = try Unwrapped(way.capture).holding(value)
    #expect(found.map(\.path) == [way.path])
    #expect(found.map(\.layers) == [way.layers])
    #expect(found.map(\.role) == [.leaf])
    // The encoded text is in the string that is reported as its position.
    #expect(found.allSatisfy { $0.string.contains($0.source) })
  }

  @Test(arguments: [
    Way(#"{"type":"track","mail":"\#(value)"}"#, "event «json» /mail", "json"),
    Way(#"{"a":[1,{"b":[["\#(value)"]]}]}"#, "event «json» /a/1/b/0/0", "json"),
    Way(#"{"m\u0061il":"jane.roe\u0040forms.example"}"#, "event «json» /mail", "json"),
    Way(Recording.request(body: "id=7&mail=" + Encode.percent(value)), "request.body «form» mail", "form"),
    Way(Recording.request(body: "user%5Bmail%5D=" + value), "request.body «form» user[mail]", "form"),
    Way(entry("https://collect.example/v1?n=1&mail=" + Encode.percent(value)), "request.url «url» ?mail", "url"),
    Way(entry("https://collect.example/v1#" + value), "request.url «url» #", "url"),
    Way(entry("//collect.example?mail=" + value), "request.url «url» ?mail", "url"),
    Way(entry(headers: [("Cookie", "a=1; mail=\(value); b=2")]), "request.header.cookie «cookies» mail", "cookies"),
    Way(entry(headers: [("X-Mail", value)]), "request.header.x-mail"),
    Way(entry(response: #"{"headers":[{"name":"Location","value":"/?mail=\#(value)"}]}"#), "response.header.location «url» ?mail", "url"),
    Way(Recording.request(body: "{\"n\":1}\n{\"n\":2}\n\(object)"), "request.body «lines» /2/mail", "lines"),
    Way(Recording.request(body: Encode.base64(value)), "request.body «base64»", "base64"),
    Way(Recording.request(body: Encode.hex(value)), "request.body «hex»", "hex"),
    Way(Recording.request(body: Encode.token(object)), "request.body «jwt» .mail", "jwt", "json"),
  ])
  func oneLayerIsSeenThrough(_ way: Way) throws { try expect(way) }

  @Test(arguments: [
    Way(Recording.event(data: object), "event «json» /data «json» /mail", "json", "json"),
    Way(Recording.event(data: "[1,\(object)]"), "event «json» /data «json» /1/mail", "json", "json"),
    Way(Recording.event(data: "n=1&mail=" + Encode.percent(value)), "event «json» /data «form» mail", "json", "form"),
    Way(Recording.event(data: address), "event «json» /data «url» ?mail", "json", "url"),
    Way(Recording.event(data: Encode.percent(object)), "event «json» /data «percent» «json» /mail", "json", "percent", "json"),
    Way(Recording.event(data: Encode.base64(object)), "event «json» /data «base64» «json» /mail", "json", "base64", "json"),
    Way(Recording.event(data: Encode.base64URL(object + " ~~?>")), "event «json» /data «base64» «json» /mail", "json", "base64", "json"),
    Way(Recording.event(data: Encode.hex(object)), "event «json» /data «hex» «json» /mail", "json", "hex", "json"),
    Way(Recording.event(data: Encode.hex(object).uppercased()), "event «json» /data «hex» «json» /mail", "json", "hex", "json"),
    Way(
      Recording.event(data: Encode.token(#"{"user":{"mails":["\#(value)"]}}"#)), "event «json» /data «jwt» .user/mails/0", "json", "jwt",
      "json"),
    Way(Recording.event(data: "{\"n\":1}\n\(object)"), "event «json» /data «lines» /1/mail", "json", "lines"),
    Way(Recording.request(body: "d=" + Encode.percent(object)), "request.body «form» d «json» /mail", "form", "json"),
    Way(
      Recording.request(body: "d=" + Encode.percent(Encode.base64(object))), "request.body «form» d «base64» «json» /mail", "form",
      "base64", "json"
    ),
    Way(Recording.request(body: "d=" + Encode.percent(address)), "request.body «form» d «url» ?mail", "form", "url"),
    Way(Recording.request(body: "d=" + Encode.percent("mail=\(value)&n=1")), "request.body «form» d «form» mail", "form", "form"),
    Way(entry("https://collect.example/v1?u=" + Encode.percent(address)), "request.url «url» ?u «url» ?mail", "url", "url"),
    Way(
      entry("https://collect.example/v1?d=" + Encode.base64URL(object)), "request.url «url» ?d «base64» «json» /mail", "url", "base64",
      "json"),
    Way(
      entry("https://collect.example/v1/\(Encode.base64URL(object))/x"), "request.url «url» path «base64» «json» /mail", "url", "base64",
      "json"),
    Way(entry("https://app.example/?jwt=" + Encode.token(object)), "request.url «url» ?jwt «jwt» .mail", "url", "jwt", "json"),
    Way(
      entry(headers: [("cookie", "p=\(Encode.percent(object))")]), "request.header.cookie «cookies» p «percent» «json» /mail", "cookies",
      "percent", "json"
    ),
    Way(entry(headers: [("referer", address)]), "request.header.referer «url» ?mail", "url"),
    Way(entry(headers: [("Authorization", "JWT " + Encode.token(object))]), "request.header.authorization «jwt» .mail", "jwt", "json"),
  ])
  func pairsOfLayersAreSeenThrough(_ way: Way) throws { try expect(way) }

  @Test(arguments: [
    Way(
      Recording.event(data: Encode.percent(Encode.percent(object))), "event «json» /data «percent» «percent» «json» /mail", "json",
      "percent", "percent",
      "json"),
    Way(
      Recording.event(data: Encode.base64(Encode.base64(object))), "event «json» /data «base64» «base64» «json» /mail", "json", "base64",
      "base64", "json"),
    Way(
      Recording.event(data: #"{"in":\#(Encode.string(#"{"in":\#(Encode.string(object))}"#))}"#),
      "event «json» /data «json» /in «json» /in «json» /mail",
      "json", "json", "json", "json"),
    Way(
      #"{"batch":[{"context":{"page":{"url":\#(Encode.string("https://app.example/?jwt=" + Encode.token(object)))}}}]}"# + "\n",
      "event «json» /context/page/url «url» ?jwt «jwt» .mail", "json", "url", "jwt", "json"),
    Way(
      Recording.request(body: "data=" + Encode.percent(Encode.base64(#"{"url":\#(Encode.string(address))}"#))),
      "request.body «form» data «base64» «json» /url «url» ?mail", "form", "base64", "json", "url"),
  ])
  func manyLayersAreSeenThrough(_ way: Way) throws { try expect(way) }

  @Test func theFileHasTheEscapedValueAndItsRangeIsExact() throws {
    let capture = Recording.event(data: "https://in.example/?mail=" + Encode.percent("a+b@forms.example"))
    let found = try #require(Unwrapped(capture).holding("a+b@forms.example").first)
    #expect(found.source == "a%2Bb%40forms.example")
    #expect(found.string == "https://in.example/?mail=a%2Bb%40forms.example")
  }
}

/// One capture, and where the value is found in it.
struct Way: Sendable, CustomTestStringConvertible {
  var capture: String
  var path: String
  var layers: [String]

  var testDescription: String { path }

  init(_ capture: String, _ path: String, _ layers: String...) {
    self.capture = capture
    self.path = path
    self.layers = layers
  }
}

private let value = "jane.roe@forms.example"
private let object = #"{"mail":"\#(value)"}"#
private let address = "https://in.example/?mail=" + Encode.percent(value)

private func entry(_ url: String = "/v1", headers: [(String, String)] = [], response: String = "{}") -> String {
  Recording.har(Recording.entry(url, headers: headers, response: response))
}
