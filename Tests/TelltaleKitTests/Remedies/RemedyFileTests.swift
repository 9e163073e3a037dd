import Testing

@testable import TelltaleKit

/// A remedy that is not understood is an error with its place; those of the binary are sound.
@Suite struct RemedyFileTests {
  private static let sound = """
    id: acme
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
        code: 'without: {names},'
      - does: set
        value: '0.0.0.0'
        at: [context.ip]
        code: 'ip: "0.0.0.0",'
    remains:
      - {fields: [user.id], advice: change it at the call}

    """

  /// What reading a file says, or nil where it is understood.
  private func complaint(_ text: String) -> String? {
    do {
      _ = try RemedyFile.remedy(text, file: "acme.yaml")
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `a sound file is understood`() throws {
    #expect(complaint(Self.sound) == nil)
    let remedy = try RemedyFile.remedy(Self.sound, file: "acme.yaml")
    #expect(remedy.steps.map(\.effect) == [.drop, .set("0.0.0.0")])
    #expect(remedy.steps.map(\.isNamed) == [true, false])
  }

  @Test(arguments: [
    ("library: Acme SDK\n", "", "1:1: a remedy needs `library`"),
    ("library: Acme", "libary: Acme", "4:1: unknown key `libary`; did you mean `library`?"),
    ("does: drop", "does: dorp", "12:11: expected one of drop, strip_query, set"),
    ("does: drop", "does: strip_query", "12:11: only drop takes names"),
    ("    value: '0.0.0.0'\n", "", "16:11: set needs `value`"),
    ("at: ['properties.*']", "at: [properties.title]", "13:9: the code has {names}, so every place ends with .*"),
    ("{names}", "[]", "13:9: a place that ends with .* needs code with {names}"),
    ("at: [context.ip]", "at: ['context.*.ip']", "18:9: what is set is set in one place"),
    ("at: [context.ip]", "at: ['**.ip']", "18:10: not a wire path"),
    ("at: context.library.name", "at: 'context.*'", "3:14: not a wire path without *"),
    ("code: 'ip: \"0.0.0.0\",'", "code: {init: 'ip'}", "19:11: the snippet has no line {init}"),
    ("fields: [user.id]", "fields: [user.name]", "21:14: no canonical field `user.name`"),
  ])
  func `what is wrong is said with its place`(line: String, other: String, message: String) throws {
    try #require(Self.sound.contains(line))
    let complaint = try #require(self.complaint(Self.sound.replacing(line, with: other)))
    #expect(complaint.hasPrefix("acme.yaml:\(message)"), "\(complaint)")
  }

  @Test func `the remedies of the binary are for destinations that there are`() throws {
    let book = try RemedyBook.standard()
    let known = Set(try Standard.book.destinations.destinations.map(\.id))
    #expect(book.remedies.count >= 8)
    for remedy in book.remedies {
      #expect(remedy.file == "rules/remedies/\(remedy.id).yaml")
      #expect(known.isSuperset(of: remedy.destinations), "\(remedy.id)")
      #expect(["javascript", "http"].contains(remedy.language))
      for destination in remedy.destinations {
        #expect(book.remedies.count { $0.destinations.contains(destination) } == 1, "\(destination) has two remedies")
      }
    }
  }
}
