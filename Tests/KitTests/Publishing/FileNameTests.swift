import Foundation
import Testing

@testable import Redacting

/// File names from names of events, which a capture chooses freely.
@Suite struct FileNameTests {
  static let hostile = [
    "../../etc/passwd", "..", ".", "", " ", "CON", "nul.txt", "COM1", "LPT¹", "\u{1F468}\u{200D}\u{1F469}", "漢字", ".htaccess", "...hidden",
    "-rf", "--", "~", "$(id)", "`id`", "a\0b", "a\nb", "a/b\\c:d*e?f\"g<h>i|j", "name.json/", "%2e%2e%2f", "Ünïcode", "É", "e\u{301}", "ﬁ",
    "İstanbul", "ＡＢＣ", "\u{202E}gpj", String(repeating: "x", count: 500), String(repeating: "x", count: 501),
    String(repeating: "é", count: 500), String(repeating: "a-", count: 300), "CON.", "con ", "aux--prn",
  ]

  @Test func namesAreSafeAndUnique() {
    var names = FileNames()
    var seen: Set<String> = []
    for text in Self.hostile + Self.hostile {
      for parts in [["segment", text], [text, "track"], [text, text]] {
        let name = names.name(for: parts, ending: "json")
        #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*--[a-z0-9]+(-[a-z0-9]+)*\.json/) != nil, "\(name)")
        #expect(name.utf8.count <= 255)
        #expect(seen.insert(name.lowercased()).inserted, "\(name) twice")
      }
    }
  }

  @Test func namesThatDifferOnlyInCaseAreTwoFiles() {
    var names = FileNames()
    let made = ["Form Created", "form created", "FORM_CREATED", "form-created", "form-created-2"].map {
      names.name(for: ["segment", $0], ending: "json")
    }
    #expect(
      made == [
        "segment--form-created.json", "segment--form-created-2.json", "segment--form-created-3.json", "segment--form-created-4.json",
        "segment--form-created-2-2.json",
      ])
  }

  @Test func anEmptyNameGetsAWord() {
    var names = FileNames()
    #expect(names.name(for: ["../..", "CON"], ending: "json") == "unnamed--con.json")
    #expect(names.name(for: ["", "漢字"], ending: "json") == "unnamed--unnamed.json")
  }

  /// The cost of a name does not depend on the number of names.
  @Test func manyOfOneNameAreQuick() {
    var names = FileNames()
    var made: Set<String> = []
    let time = ThreadTime.of { for _ in 0..<1_000 { made.insert(names.name(for: ["a", "b"], ending: "json")) } }
    #expect(made.count == 1_000)
    #expect(time < .seconds(20))
  }
}
