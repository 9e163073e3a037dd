import Testing

@testable import TelltaleKit

/// A value is planted in encodings of one layer, of two and of more, and the way to it is asserted word for word.
@Suite struct UnwrappingTests {
  private func expect(_ way: Way) throws {
    let found = try Unwrapped(way.capture).holding(value)
    #expect(found.map(\.path) == [way.path])
    #expect(found.map(\.layers) == [way.layers])
    #expect(found.map(\.role) == [.leaf])
    // What it was decoded from lies in the string that is told as its place.
    #expect(found.allSatisfy { $0.string.contains($0.source) })
  }

  @Test(arguments: [
    Way(#"{"type":"track","mail":"\#(value)"}"#, "body «json» /mail", "json"),
    Way(#"{"a":[1,{"b":[["\#(value)"]]}]}"#, "body «json» /a/1/b/0/0", "json"),
    Way(#"{"m\u0061il":"jane.roe\u0040forms.example"}"#, "body «json» /mail", "json"),
    Way(Recording.request(body: "id=7&mail=" + Encode.percent(value)), "body «form» mail", "form"),
    Way(Recording.request(body: "user%5Bmail%5D=" + value), "body «form» user[mail]", "form"),
    Way(entry("https://collect.example/v1?n=1&mail=" + Encode.percent(value)), "url «url» ?mail", "url"),
    Way(entry("https://collect.example/v1#" + value), "url «url» #", "url"),
    Way(entry("//collect.example?mail=" + value), "url «url» ?mail", "url"),
    Way(entry(headers: [("Cookie", "a=1; mail=\(value); b=2")]), "cookie «cookies» mail", "cookies"),
    Way(entry(headers: [("X-Mail", value)]), "x-mail"),
    Way(entry(response: #"{"headers":[{"name":"Location","value":"/?mail=\#(value)"}]}"#), "location «url» ?mail", "url"),
    Way(Recording.request(body: "{\"n\":1}\n{\"n\":2}\n\(object)"), "body «lines» /2/mail", "lines"),
    Way(Recording.request(body: Encode.base64(value)), "body «base64»", "base64"),
    Way(Recording.request(body: Encode.hex(value)), "body «hex»", "hex"),
    Way(Recording.request(body: Encode.token(object)), "body «jwt» .mail", "jwt", "json"),
  ])
  func oneLayerIsSeenThrough(_ way: Way) throws { try expect(way) }

  @Test(arguments: [
    Way(Recording.event(data: object), "body «json» /data «json» /mail", "json", "json"),
    Way(Recording.event(data: "[1,\(object)]"), "body «json» /data «json» /1/mail", "json", "json"),
    Way(Recording.event(data: "n=1&mail=" + Encode.percent(value)), "body «json» /data «form» mail", "json", "form"),
    Way(Recording.event(data: address), "body «json» /data «url» ?mail", "json", "url"),
    Way(Recording.event(data: Encode.percent(object)), "body «json» /data «percent» «json» /mail", "json", "percent", "json"),
    Way(Recording.event(data: Encode.base64(object)), "body «json» /data «base64» «json» /mail", "json", "base64", "json"),
    Way(Recording.event(data: Encode.base64URL(object + " ~~?>")), "body «json» /data «base64» «json» /mail", "json", "base64", "json"),
    Way(Recording.event(data: Encode.hex(object)), "body «json» /data «hex» «json» /mail", "json", "hex", "json"),
    Way(Recording.event(data: Encode.hex(object).uppercased()), "body «json» /data «hex» «json» /mail", "json", "hex", "json"),
    Way(
      Recording.event(data: Encode.token(#"{"user":{"mails":["\#(value)"]}}"#)), "body «json» /data «jwt» .user/mails/0", "json", "jwt",
      "json"),
    Way(Recording.event(data: "{\"n\":1}\n\(object)"), "body «json» /data «lines» /1/mail", "json", "lines"),
    Way(Recording.request(body: "d=" + Encode.percent(object)), "body «form» d «json» /mail", "form", "json"),
    Way(
      Recording.request(body: "d=" + Encode.percent(Encode.base64(object))), "body «form» d «base64» «json» /mail", "form", "base64", "json"
    ),
    Way(Recording.request(body: "d=" + Encode.percent(address)), "body «form» d «url» ?mail", "form", "url"),
    Way(Recording.request(body: "d=" + Encode.percent("mail=\(value)&n=1")), "body «form» d «form» mail", "form", "form"),
    Way(entry("https://collect.example/v1?u=" + Encode.percent(address)), "url «url» ?u «url» ?mail", "url", "url"),
    Way(entry("https://collect.example/v1?d=" + Encode.base64URL(object)), "url «url» ?d «base64» «json» /mail", "url", "base64", "json"),
    Way(entry("https://collect.example/v1/\(Encode.base64URL(object))/x"), "url «url» path «base64» «json» /mail", "url", "base64", "json"),
    Way(entry("https://app.example/?jwt=" + Encode.token(object)), "url «url» ?jwt «jwt» .mail", "url", "jwt", "json"),
    Way(
      entry(headers: [("cookie", "p=\(Encode.percent(object))")]), "cookie «cookies» p «percent» «json» /mail", "cookies", "percent", "json"
    ),
    Way(entry(headers: [("referer", address)]), "referer «url» ?mail", "url"),
    Way(entry(headers: [("Authorization", "JWT " + Encode.token(object))]), "authorization «jwt» .mail", "jwt", "json"),
  ])
  func pairsOfLayersAreSeenThrough(_ way: Way) throws { try expect(way) }

  @Test(arguments: [
    Way(
      Recording.event(data: Encode.percent(Encode.percent(object))), "body «json» /data «percent» «percent» «json» /mail", "json",
      "percent", "percent",
      "json"),
    Way(
      Recording.event(data: Encode.base64(Encode.base64(object))), "body «json» /data «base64» «base64» «json» /mail", "json", "base64",
      "base64", "json"),
    Way(
      Recording.event(data: #"{"in":\#(Encode.string(#"{"in":\#(Encode.string(object))}"#))}"#),
      "body «json» /data «json» /in «json» /in «json» /mail",
      "json", "json", "json", "json"),
    Way(
      #"{"batch":[{"context":{"page":{"url":\#(Encode.string("https://app.example/?jwt=" + Encode.token(object)))}}}]}"# + "\n",
      "body «json» /context/page/url «url» ?jwt «jwt» .mail", "json", "url", "jwt", "json"),
    Way(
      Recording.request(body: "data=" + Encode.percent(Encode.base64(#"{"url":\#(Encode.string(address))}"#))),
      "body «form» data «base64» «json» /url «url» ?mail", "form", "base64", "json", "url"),
  ])
  func manyLayersAreSeenThrough(_ way: Way) throws { try expect(way) }

  @Test func theFileSaysTheValueEscapedAndTheWayBackIsExact() throws {
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
