import Testing

@testable import Reports

/// Templates, by the documentation of Mustache (mustache(5)).
@Suite struct PageTemplateTests {
  private static var content: HTMLContent {
    [
      "name": "A & B", "flag": true, "no": false, "list": ["x", "y"], "none": [String](), "count": 3, "empty": "",
      "person": ["name": "Jo", "address": ["town": "Ulm"] as HTMLContent] as HTMLContent,
      "rows": [["cell": 1] as HTMLContent, ["cell": 2]],
    ]
  }

  @Test(arguments: [
    ("{{name}}, {{{name}}}, {{ count }}", "A &amp; B, A & B, 3"), ("{{absent}}.", "."), ("{{person.address.town}}", "Ulm"),
    ("{{#list}}<{{.}}>{{/list}}", "<x><y>"), ("{{#rows}}{{cell}} of {{count}};{{/rows}}", "1 of 3;2 of 3;"),
    ("{{#flag}}yes{{/flag}}{{^flag}}no{{/flag}}", "yes"), ("{{#no}}yes{{/no}}{{^no}}no{{/no}}", "no"),
    ("{{#none}}yes{{/none}}{{^none}}no{{/none}}", "no"), ("{{#absent}}yes{{/absent}}{{^absent}}no{{/absent}}", "no"),
    ("{{#empty}}there{{/empty}}", "there"), ("{{#person}}{{name}} {{count}}{{/person}}", "Jo 3"),
    ("{{#person.address}}{{town}}{{/person.address}}", "Ulm"), ("{{#person}}{{#list}}{{.}}{{name}} {{/list}}{{/person}}", "xJo yJo "),
    ("a\n{{#flag}}\nb\n{{/flag}}\nc\n", "a\nb\nc\n"), ("  {{#list}}  \n{{.}}\n  {{/list}}\n", "x\ny\n"),
    ("a {{#flag}}\nb\n{{/flag}} c\n", "a \nb\n c\n"), ("{{#flag}}{{/flag}}\n", "\n"), ("{{name}}\n", "A &amp; B\n"),
    ("<\n{{> part}}\n>", "<\n[A &amp; B]\n>"), ("{{#person}}{{> part}}{{/person}}", "[Jo]\n"), ("{ {name} }", "{ {name} }"),
  ])
  func aTemplateIsRendered(_ text: String, _ wanted: String) throws {
    let partials = ["part": try PageTemplate("[{{name}}]\n")]
    #expect(try PageTemplate(text).render(Self.content, partials: partials) == wanted)
  }

  /// Text from a capture is not a template.
  @Test func aTagInAValueIsAText() throws {
    #expect(try PageTemplate("{{{a}}}{{b}}").render(["a": "{{b}}", "b": "{{{a}}}"], partials: [:]) == "{{b}}{{{a}}}")
  }

  @Test(arguments: [
    "{{#a}}", "{{/a}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a", "{{{a}}", "{{}}", "{{a b}}", "{{! remark}}", "{{=<% %>=}}", "{{&a}}",
  ])
  func whatIsNotUnderstoodIsRefused(_ text: String) {
    #expect(throws: PageTemplate.Fault.self) { try PageTemplate(text) }
  }
}
