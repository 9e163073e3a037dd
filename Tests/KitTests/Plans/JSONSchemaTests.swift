import PCRE
import Testing

@testable import Plans

/// The JSON Schema validator, keyword by keyword. `SchemaComparisonTests` compares it with another one over generated pairs.
@Suite struct JSONSchemaTests {
  private func verdict(_ schema: String, _ value: String, draft: JSONSchema.Draft = .current) throws -> Verdict {
    let schema = try JSONSchema(JSONValue(Array(schema.utf8).span), draft: draft)
    return try schema.verdict(on: JSONValue(Array(value.utf8).span), Matcher())
  }

  private func isValid(_ schema: String, _ value: String, draft: JSONSchema.Draft = .current) throws -> Bool {
    try verdict(schema, value, draft: draft).violations.isEmpty
  }

  @Test(arguments: [
    // Lengths are code points, and numbers exact.
    (##"{"maxLength": 1}"##, ##""😀""##, true), (##"{"maxLength": 1}"##, ##""e\u0301""##, false),
    (##"{"multipleOf": 0.01}"##, "19.99", true), (##"{"multipleOf": 0.1}"##, "0.3", true), (##"{"multipleOf": 0.1}"##, "0.35", false),
    (##"{"const": 1}"##, "1.0", true), (##"{"enum": [12345678901234567890]}"##, "12345678901234567891", false),
    (##"{"type": "integer"}"##, "1e2", true), (##"{"maximum": 1e400}"##, "1e399", true),
    (##"{"const": "é"}"##, ##""e\u0301""##, false),
    // A pattern is ECMA-262's: `$` is the end of the text, `\d` is ASCII.
    (##"{"pattern": "^a$"}"##, ##""a\n""##, false), (##"{"pattern": "^\\d$"}"##, ##""٣""##, false),
    (##"{"pattern": "^\\p{L}+$"}"##, ##""äß""##, true),
    (##"{"pattern": "^[\\u00e4]$"}"##, ##""ä""##, true),
    // References, also to each other, and by name.
    (##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}"##, "1", false),
    (##"{"$ref": "#x", "$defs": {"a": {"$anchor": "x", "type": "string"}}}"##, ##""b""##, true),
    (##"{"$id": "https://acme.example/s/root", "$ref": "part", "$defs": {"p": {"$id": "part", "type": "null"}}}"##, "null", true),
    (##"{"$id": "https://acme.example/s/root", "$ref": "part", "$defs": {"p": {"$id": "part", "type": "null"}}}"##, "0", false),
    (##"{"properties": {"next": {"$ref": "#"}}, "required": ["v"]}"##, ##"{"v": 1, "next": {"v": 2, "next": {}}}"##, false),
    (##"{"$ref": "#/$defs/a~1b%25", "$defs": {"a/b%": false}}"##, "1", false),
    // What is unevaluated is known after all other keywords.
    (##"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"##, ##"{"a": 1}"##, true),
    (
      ##"{"anyOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": true}}], "unevaluatedProperties": false}"##, ##"{"a": 2}"##,
      false
    ),
    (##"{"prefixItems": [true], "contains": {"const": 2}, "unevaluatedItems": false}"##, "[1, 2, 2]", true),
    (##"{"prefixItems": [true], "contains": {"const": 2}, "unevaluatedItems": false}"##, "[1, 2, 3]", false),
  ])
  func keywords(_ schema: String, _ value: String, _ expected: Bool) throws {
    #expect(try isValid(schema, value) == expected)
  }

  @Test func `a dynamic reference leads to the outermost schema of its name`() throws {
    let tree = ##"""
      {"$id": "https://acme.example/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false,
       "$defs": {"tree": {"$id": "tree", "$dynamicAnchor": "node", "type": "object",
         "properties": {"data": true, "children": {"items": {"$dynamicRef": "#node"}}}}}}
      """##
    #expect(try isValid(tree, ##"{"children": [{"data": 1}]}"##))
    #expect(try !isValid(tree, ##"{"children": [{"daat": 1}]}"##))
  }

  @Test func `draft 7 differs where it should`() throws {
    #expect(try isValid(##"{"$ref": "#/definitions/a", "maximum": 1, "definitions": {"a": {}}}"##, "2", draft: .seven))
    #expect(try !isValid(##"{"$ref": "#/definitions/a", "maximum": 1, "definitions": {"a": {}}}"##, "2"))
    #expect(try !isValid(##"{"items": [{"type": "string"}], "additionalItems": false}"##, ##"["a", 1]"##, draft: .seven))
    #expect(try !isValid(##"{"dependencies": {"a": ["b"]}}"##, ##"{"a": 1}"##, draft: .seven))
    #expect(try isValid(##"{"$ref": "#at", "definitions": {"a": {"$id": "#at", "type": "string"}}}"##, ##""x""##, draft: .seven))
    // Draft 4, in older exports of Segment's.
    #expect(try !isValid(##"{"$schema": "http://json-schema.org/draft-04/schema##", "minimum": 1, "exclusiveMinimum": true}"##, "1"))
  }

  @Test(arguments: [
    ("date-time", "2026-11-20T09:30:00Z", true), ("date-time", "2026-11-20 09:30:00Z", false), ("date-time", "2026-11-20T09:30:00", false),
    ("date-time", "2026-11-20T24:00:00Z", false), ("date-time", "1998-12-31T23:59:60Z", true), ("date-time", "1998-12-31T22:59:60Z", false),
    ("time", "09:30:00+01:00", true), ("time", "09:30:00", false), ("date", "2023-02-29", false), ("duration", "P1Y2M3DT4H5M6S", true),
    ("duration", "P1YT", false), ("duration", "PT", false), ("duration", "P2W", true), ("email", "jane.doe+x@acme.example", true),
    ("email", "jane..doe@acme.example", false), ("email", "@acme.example", false), ("hostname", "app.acme.example", true),
    ("hostname", "-app.example", false), ("hostname", "a_b.example", false), ("uri", "https://[2001:db8::1]:8080/a?b#c", true),
    ("uri", "https://app.example/ä", false), ("uri", "//app.example", false), ("uri-reference", "../a?b", true),
    ("uri-reference", "a b", false),
    ("uri", "https://app.example:port/", false), ("uri", "https://app.example/%zz", false), ("json-pointer", "/a~1b", true),
    ("json-pointer", "/a~2", false), ("relative-json-pointer", "1/a", true), ("relative-json-pointer", "01/a", false),
    ("regex", "(a", false),
    ("color", "anything", true),
  ])
  func formats(_ format: String, _ text: String, _ expected: Bool) throws {
    #expect(try isValid(##"{"format": "\##(format)"}"##, "\"\(text)\"") == expected)
  }

  @Test func `violations have place and expectation, and never the value`() throws {
    let schema = ##"""
      {"type": "object", "required": ["id"], "additionalProperties": false, "properties": {
        "id": {"type": "integer"}, "plan": {"enum": ["free", "team"]}, "when": {"format": "date"}, "code": {"pattern": "^[A-Z]+$"},
        "tags": {"items": {"type": "string"}}, "either": {"anyOf": [{"type": "string"}, {"type": "null"}]}, "secret": false}}
      """##
    let value =
      ##"{"plan": "hunter2", "when": "hunter2", "code": "hunter2", "tags": ["a", 7], "either": 1, "secret": "hunter2", "x": "hunter2"}"##
    let found = try verdict(schema, value).violations
    #expect(
      found == [
        Violation(.required, at: [.member("id")], "required, and missing"),
        Violation(.enumeration, at: [.member("plan")], "expected one of free, team"),
        Violation(.format, at: [.member("when")], "expected the format date"),
        Violation(.pattern, at: [.member("code")], "expected a match of ^[A-Z]+$"),
        Violation(.type, at: [.member("tags"), .element(1)], "expected string, found integer"),
        Violation(.type, at: [.member("either")], "expected string or null, found integer"),
        Violation(.forbidden, at: [.member("secret")], "not allowed by the plan"),
        Violation(.unknown, at: [.member("x")], "not in the plan"),
      ])
  }

  @Test(arguments: [
    (##"{"properties": {"a": {"type": "text"}}}"##, "/properties/a/type", "no type `text`"),
    (##"{"properties": {"a": {"pattern": "("}}}"##, "/properties/a/pattern", "does not compile"),
    (##"{"$ref": "https://acme.example/other.json"}"##, "/$ref", "nothing is fetched"),
    (##"{"$ref": "#/$defs/none"}"##, "/$ref", "leads nowhere"),
    (##"{"anyOf": [{"minLength": -1}]}"##, "/anyOf/0/minLength", "a number of things"),
    (##"{"allOf": [{"$ref": "#"}]}"##, "/allOf/0", "leads back to itself"),
    (##"{"properties": {"a": 1}}"##, "/properties/a", "an object, true or false"),
  ])
  func errors(_ schema: String, _ pointer: String, _ message: String) throws {
    let document = try JSONValue(Array(schema.utf8).span)
    let error = #expect(throws: SchemaError.self) { try JSONSchema(document, draft: .current) }
    #expect(error?.pointer == pointer)
    #expect(error?.message.contains(message) ?? false, "\(error?.message ?? "")")
  }

  @Test func `a schema that takes too many steps is abandoned`() throws {
    // Each level tries the next one twice, for each of two alternatives.
    let levels = (0..<24).map { ##""l\##($0)": {"anyOf": [{"$ref": "#/$defs/l\##($0 + 1)"}, {"$ref": "#/$defs/l\##($0 + 1)"}]}"## }
    let schema = ##"{"$ref": "#/$defs/l0", "$defs": {\##(levels.joined(separator: ", ")), "l24": {"type": "null"}}}"##
    #expect(try verdict(schema, "1").isGivenUp)
    // Expressions that take too long decide nothing.
    #expect(try verdict(##"{"pattern": "^(?:a+)+$"}"##, "\"\(String(repeating: "a", count: 40))b\"").isGivenUp)
    #expect(throws: (any Error).self) {
      try JSONValue(Array((String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).utf8).span)
    }
  }

  @Test func `numbers are written as briefly as they can be`() {
    let texts = ["0", "-0", "1.50", "1e3", "1E-3", "-12.0", "0.000", "123456789012345678901234567890", "1e400"]
    #expect(
      texts.map { JSONNumber($0)?.text }
        == ["0", "0", "1.5", "1000", "0.001", "-12", "0", "123456789012345678901234567890", "1e400"])
    #expect(["", "-", "01", "1.", ".5", "1e", "+1", "NaN", "0x1"].allSatisfy { JSONNumber($0) == nil })
    #expect(JSONNumber("-2") ?? JSONNumber(0) < JSONNumber("-1.5") ?? JSONNumber(0))
  }
}
