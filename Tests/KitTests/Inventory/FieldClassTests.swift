import Foundation
import Testing

@testable import Auditing
@testable import Vocabulary

/// The class of a field by its values, and which words may be shown.
@Suite struct FieldClassTests {
  /// The class and the words of a property with these values, each in a separate event.
  private func judged(_ values: [String], named name: String = "state") throws -> String {
    let (dataClass, words) = try Inventoried(properties: values.map { #"{"\#(name)":\#($0)}"# }).property(name)
    return ([dataClass.rawValue] + words).joined(separator: " ")
  }

  @Test func `a few repeated words are an enumeration`() throws {
    let words = [#""open""#, #""closed""#, #""open""#, #""closed""#]
    #expect(try judged(words) == "enumeration closed open")
    #expect(try judged(words + ["null"]) == "enumeration closed open")
    #expect(try judged([#""eu-west-1""#, #""us_east_2""#, #""eu-west-1""#, #""us_east_2""#]) == "enumeration eu-west-1 us_east_2")
    #expect(try judged(["true", "true"]) == "enumeration true")
    #expect(try judged([#""true""#, #""false""#]) == "enumeration false true")
    #expect(try judged(["null", #""""#]) == "enumeration")
  }

  @Test func `a word that occurs once, or never changes, may be personal`() throws {
    #expect(try judged([#""open""#, #""open""#, #""closed""#]) == "identifier")
    #expect(try judged([#""open""#, #""open""#, #""open""#]) == "identifier")
  }

  @Test func `too many words are not an enumeration`() throws {
    let words = "abcdefghi".map { "\"state-\($0)\"" }
    #expect(try judged(words + words) == "identifier")
    #expect(try judged(Array(words.dropLast() + words.dropLast())).hasPrefix("enumeration state-a state-b"))
  }

  /// Each occurs as often as a word of an enumeration, next to another value that is one.
  @Test(arguments: [
    "Ines", "Ines Vandermeer", "ines vandermeer", "Open", "8f14e45f", "deadbeef", "c9f0f895fb98ab91",
    "2a7c9f30-1f4e-4c31-9b53-0f6f0e6b7a11",
    "kQ7zT2mX9pLw4Rb8Vn3Yc6", "acme.atlassian.net", "/forms/salary", "a//b", "form-4711", "192.0.2.7", "jane@example.com", "=cmd", "+31",
    "a|b", "<b>", "a\\\\b", "a\\u0000b", "h\u{E9}llo", "漢字", "a-word-that-is-longer-than-thirty-two", "open ", " open",
  ])
  func `a value that is not a program's word is never shown`(value: String) throws {
    let judged = try judged([#""\#(value)""#, #""open""#, #""\#(value)""#, #""open""#])
    #expect(!judged.hasPrefix("enumeration"), "\(judged)")
  }

  @Test(arguments: [
    "userName", "formName", "title", "city", "login", "tenant", "searchTerm", "fileName", "Gender", "host_name", "ownerRole",
  ])
  func `words are not shown in fields about people`(key: String) throws {
    #expect(try judged([#""open""#, #""closed""#, #""open""#, #""closed""#], named: key).hasPrefix("enumeration") == false)
  }

  @Test func `words are not shown of a user, in a cookie and in a header`() throws {
    let entry = { (word: String) in
      Recording.entry(
        "https://api.segment.io/v1/i", headers: [("Cookie", "mode=\(word)"), ("X-Mode", word)],
        body: #"{"type":"identify","userId":"u","traits":{"mode":"\#(word)"},"context":{"mode":"\#(word)"}}"#)
    }
    let har = try Inventoried(Recording.har(entry("dark"), entry("light"), entry("dark"), entry("light")))
    let rows = try har.rows("identify") + har.rows("whole request")
    #expect(rows.contains("body.context.mode - string 4 enumeration dark|light"))
    #expect(rows.contains("body.traits.mode user.traits.mode string 4 identifier"))
    #expect(rows.contains("cookie.mode - string 4 identifier") && rows.contains("header.x-mode - string 4 identifier"))
  }

  @Test func `words are not shown where a rule hit the field, or the word anywhere`() throws {
    let words = [#"{"state":"open"}"#, #"{"state":"closed"}"#]
    let hit = #"{"state":"jane.roe@copperline.dev"}"#
    #expect(try Inventoried(properties: words + words + [hit]).property("state").dataClass == .personal)
    // The same field of another event.
    let other = #"{"type":"track","event":"Other","userId":"u-17","messageId":"m","properties":\#(hit)}"# + "\n"
    #expect(try Inventoried(Inventoried.log(words + words) + other).property("state") == (.identifier, []))
    // The same word where a rule finds it.
    let name = #"{"type":"identify","userId":"u-17","messageId":"m","traits":{"firstName":"Closed"}}"# + "\n"
    let told = try Inventoried(Inventoried.log(words + words) + name)
    #expect(try told.rows("identify").contains("body.traits.firstName user.traits.firstName string 1 personal"))
    #expect(try told.property("state") == (.identifier, []))
  }

  @Test(arguments: [
    (["3", "4.5"], "number"), ([#""3""#, #""-4.25""#], "number"), ([#""2026-03-01T08:00:00.000Z""#], "number"),
    ([#""1234567""#], "identifier"),
    ([#""3.1.4""#], "identifier"), ([#""two words""#], "text"), ([#""漢字""#], "text"), (["3", #""none""#], "identifier"),
    ([#""https://app.example/a?b=c""#], "identifier"), (["true", "3"], "number"),
  ])
  func `other classes are decided by appearance`(values: [String], expected: String) throws {
    #expect(try judged(values) == expected)
  }

  @Test func `a long text is text, and an ID is an ID whatever its type`() throws {
    #expect(try judged([#""\#(String(repeating: "a-b", count: 100))""#]) == "text")
    #expect(try judged(["4711", "4712"], named: "formId") == "identifier")
    #expect(try judged(["4711", "4712"], named: "form_id") == "identifier")
    #expect(try judged(["4711", "4712"], named: "paid") == "number")
  }

  @Test func `the most sensitive class wins`() {
    #expect(FieldClass.allCases == FieldClass.allCases.sorted())
    #expect(FieldClass.credential > .personal && FieldClass.personal > .content && FieldClass.content > .text)
    #expect(FieldClass(.schema) == nil && FieldClass(.userContent) == .content && FieldClass(.personalData) == .personal)
  }
}
