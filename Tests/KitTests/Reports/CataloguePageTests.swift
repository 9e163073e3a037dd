import Testing

@testable import Detecting
@testable import Knowledge
@testable import Reports

/// The pages of rules and destinations, as texts and as Markdown.
@Suite struct CataloguePageTests {
  @Test func `every rule describes in sentences what it examines`() throws {
    let book = try Standard.book
    for rule in book.rules {
      let sentences = rule.scope(keys: .max)
      for sentence in sentences {
        #expect(sentence.hasSuffix(".") && sentence.first?.isUppercase == true, "\(rule.id): \(sentence)")
        #expect(!sentence.dropLast().contains("..") && !sentence.contains("  "), "\(rule.id): \(sentence)")
        #expect(sentence.count { $0 == "`" }.isMultiple(of: 2), "\(rule.id): \(sentence)")
      }
      for place in rule.places { #expect(FieldWords.words(place) != "`\(place)`", "\(rule.id): \(place) has no words") }
    }
  }

  @Test func `a document lists some of many keys, and explain all`() throws {
    let rule = try #require(try Standard.book.rules.first { $0.keys.count > 20 })
    #expect(rule.scope(keys: 12)[0].contains("or \(rule.keys.count - 12) more"))
    let all = rule.scope(keys: .max)[0]
    for key in rule.keys { #expect(all.contains("`\(key.source)`")) }
  }

  @Test func `a page of a rule lists the controls that name it`() throws {
    let book = try Standard.book
    let page = try #require(RuleCatalogue.page(of: "jwt-in-page-url", in: book, try FrameworkFile.standard(book.names)))
    let controls = try #require(page.sections.first { $0.title == "Controls" }).lines
    #expect(controls.contains { $0.hasPrefix("GDPR Art. 5(1)(f)") })
    #expect(controls.contains { $0.hasPrefix("CWE-201") })
    for line in page.text(width: 80).split(separator: "\n") where !line.contains("⟦") && !line.contains("https://") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test func `no text on a page is markup`() {
    var page = CataloguePage(id: "x", title: "<script>*a*</script> [b](c)")
    page.row("from", "a|b_c `code` https://a.example/x_y.")
    page.section("Hosts", ["*.a`b.example"], .code)
    page.section("Found", ["```", "# no heading"], .literal)
    page.section("Detail", ["only explain"], .list, isDetail: true)
    #expect(
      page.markdown == #"""
        ### x

        **\<script\>\*a\*\</script\> \[b\](c)**

        - From: a\|b\_c `code` <https://a.example/x_y.>

        **Hosts:** `` *.a`b.example ``

        **Found:**

        ````text
        ```
        # no heading
        ````

        """#)
    #expect(page.text(width: 80).contains("\nDetail\n  only explain\n"))
  }
}
