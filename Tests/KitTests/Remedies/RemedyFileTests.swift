import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Remedies
@testable import Vocabulary

/// An invalid remedy is an error with its position; those in the binary are valid.
@Suite struct RemedyFileTests {
  private static let sound = """
    id: acme
    checked: 2026-11-29
    sources: [acme/sdk:src/index.js]
    destinations: [segment]
    sender: {at: context.library.name, is: [acme]}
    library: Acme SDK
    place: in the options
    language: javascript
    snippet: |-
      acme.init({
        {steps}
      });
    steps:
      - does: drop
        at: ['properties.*']
        keep: [token]
        code: '{drop event.properties}'
      - does: set
        value: '0.0.0.0'
        at: [context.ip]
        code: 'ip: "0.0.0.0",'
    remains:
      - {fields: [user.id], advice: change it at the call}
    bypasses:
      - {what: replays, at: type, is: [replay]}
      - what: logs

    """

  /// The error of reading a file, or nil if it is valid.
  private func complaint(_ text: String) -> String? {
    do {
      _ = try RemedyFile.remedy(text, file: "acme.yaml")
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `a valid file is read`() throws {
    #expect(complaint(Self.sound) == nil)
    let remedy = try RemedyFile.remedy(Self.sound, file: "acme.yaml")
    #expect(remedy.steps.map(\.effect) == [.drop, .set("0.0.0.0")])
    #expect(remedy.steps.map(\.isNamed) == [true, false])
  }

  @Test(arguments: [
    ("library: Acme SDK\n", "", "1:1: a remedy needs `library`"),
    ("library: Acme", "libary: Acme", "6:1: unknown key `libary`; did you mean `library`?"),
    ("does: drop", "does: dorp", "14:11: expected one of drop, strip_query, set"),
    ("does: drop", "does: strip_query", "14:11: only drop names what it drops"),
    ("    value: '0.0.0.0'\n", "", "18:11: set needs `value`"),
    ("at: ['properties.*']", "at: [properties.title]", "15:9: the code names what it drops, so every place ends with .*"),
    ("{drop event.properties}", "[]", "15:9: a place that ends with .* needs code with {drop X}"),
    ("at: [context.ip]", "at: ['context.*.ip']", "20:9: what is set is set in one place"),
    ("at: [context.ip]", "at: ['**.ip']", "20:10: not a wire path"),
    ("at: context.library.name", "at: 'context.*'", "5:14: not a wire path without *"),
    ("code: 'ip: \"0.0.0.0\",'", "code: {init: 'ip'}", "21:11: the snippet has no line {init}"),
    ("fields: [user.id]", "fields: [user.name]", "23:14: no canonical field `user.name`"),
    ("checked: 2026-11-29", "checked: November", "2:10: expected a date like 2026-11-29"),
    ("sources: [acme/sdk:src/index.js]", "sources: []", "3:10: a remedy needs at least one source"),
    ("checked: 2026-11-29\n", "", "1:1: a remedy needs `checked`"),
    ("language: javascript", "language: cobol", "8:11: expected one of javascript, python, ruby, go, java, http"),
    ("at: type, is", "as: type, is", "25:21: unknown key `as`"),
    ("at: type, is: [replay]", "at: type", "25:5: `at` and `is` go together"),
  ])
  func `errors have their position`(line: String, other: String, message: String) throws {
    try #require(Self.sound.contains(line))
    let complaint = try #require(self.complaint(Self.sound.replacing(line, with: other)))
    #expect(complaint.hasPrefix("acme.yaml:\(message)"), "\(complaint)")
  }

  @Test func `the remedies in the binary are for existing destinations`() throws {
    let book = try RemedyBook.standard()
    let known = Set(try Standard.book.destinations.destinations.map(\.id))
    #expect(book.remedies.count >= 8)
    for remedy in book.remedies {
      #expect(remedy.file == "rules/remedies/\(remedy.id).yaml")
      #expect(known.isSuperset(of: remedy.destinations), "\(remedy.id)")
      // If a destination has more than one remedy, each event shows which applies.
      for destination in remedy.destinations {
        let open = book.remedies.filter { $0.destinations.contains(destination) && $0.sender?.takesUnnamed ?? true }
        #expect(open.count <= 1, "\(destination): \(open.map(\.id))")
      }
    }
  }
}
