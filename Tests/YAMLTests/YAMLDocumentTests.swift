import Testing
import YAML

/// How a text is read, and the errors for invalid YAML.
@Suite struct YAMLDocumentTests {
  /// A value on one line: quoted texts in quotes, plain ones without, and the position of each.
  private static func line(_ tree: YAMLTree) -> String {
    let place = "\(tree.line):\(tree.column)"
    switch tree.content {
    case .scalar(let text, let isPlain): return isPlain ? "\(text)@\(place)" : "'\(text)'@\(place)"
    case .sequence(let elements): return "[\(elements.map(line).joined(separator: " "))]@\(place)"
    case .mapping(let members): return "{\(members.map { "\(line($0)): \(line($1))" }.joined(separator: " "))}@\(place)"
    }
  }

  @Test(arguments: [
    ("a: 1\nb: 'two'\n", "{a@1:1: 1@1:4 b@2:1: 'two'@2:4}@1:1"),
    ("- x\n-   [y, \"z\"]\n", "[x@1:3 [y@2:6 'z'@2:9]@2:5]@1:1"),
    ("text: |\n  one\n  two\n", "{text@1:1: 'one\ntwo\n'@1:7}@1:1"),
    ("é: ü", "{é@1:1: ü@1:4}@1:1"), ("\u{FEFF}a: b", "{a@1:1: b@1:4}@1:1"),
    ("yes: ~\n", "{yes@1:1: ~@1:6}@1:1"), ("a:\n", "{a@1:1: @1:3}@1:1"), (#""\x00\u00e9""#, "'\u{0}é'@1:1"),
  ])
  func everyScalarIsATextWithItsPlace(_ text: String, _ wanted: String) throws {
    #expect(try YAMLDocument.single(text).map(Self.line) == wanted)
  }

  @Test func anAliasEqualsItsAnchor() throws {
    let tree = try #require(try YAMLDocument.single("- &one {a: b}\n- *one\n- &one c\n- *one\n"))
    let elements = try #require(tree.elements)
    #expect(elements[0] === elements[1])
    #expect(elements[3].text == "c")
  }

  @Test(arguments: ["", "\n", "# nothing\n"])
  func anEmptyTextHasNoDocument(_ text: String) throws {
    #expect(try YAMLDocument.single(text) == nil)
    #expect(try YAMLDocument.all(text).isEmpty)
  }

  @Test func documentsAreSeparated() throws {
    let documents = try YAMLDocument.all("--- &a x\n---\n- y\n...\n---\nz: 1\n")
    #expect(documents.map(Self.line) == ["x@1:5", "[y@3:3]@3:1", "{z@6:1: 1@6:4}@6:1"])
    #expect(throws: YAMLError.self) { try YAMLDocument.all("- &a x\n---\n- *a\n") }
  }

  @Test(arguments: [
    ("a: b\n---\nc: d\n", "2:1: but found another document"), ("- *none\n", "1:3: found undefined alias"),
    ("&a [*a]", "1:5: found undefined alias"), ("a: 1\nb: 2\na: 3\n", "1:1: `a` appears twice"),
    ("a: [1, 2", "2:1: did not find expected ',' or ']'"), ("a:\n\t- b", "2:1: found character that cannot start any token"),
    ("a: b\nc: \u{1}", "2:4: control characters are not allowed"), ("\"\\q\"", "1:2: found unknown escape character"),
    // Only YAML ends a line at these.
    ("a: b\u{2028}c: d\n- *none", "2:1: did not find expected key"), ("\u{2028}\"\u{2028}", "1:4: found unexpected end of stream"),
    ("\u{FEFF}# \u{2029}\r\n\u{85}\rb: *none", "3:4: found undefined alias"),
  ])
  func whatIsNoYAMLIsSaidWithItsPlace(_ text: String, _ wanted: String) {
    do {
      _ = try YAMLDocument.single(text)
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.description == wanted)
    }
  }

  @Test func nestingIsLimited() throws {
    let deep = String(repeating: "[", count: 511) + String(repeating: "]", count: 511)
    #expect(try YAMLDocument.single(deep)?.elements?.count == 1)
    #expect(throws: YAMLError.self) { try YAMLDocument.single("[\(deep)]".replacing("[]", with: "[[]]")) }
    #expect(throws: YAMLError.self) { try YAMLDocument.single(String(repeating: "[", count: 100_000)) }
  }
}
