import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Reports

@Suite struct DestinationCatalogueTests {
  @Test func theListHasEveryDestinationBelowItsCategory() throws {
    let book = try Standard.book.destinations
    let lines = DestinationCatalogue.list(book).split(separator: "\n")
    #expect(lines.count == book.destinations.count + Set(book.destinations.map(\.category)).count)
    #expect(lines.first == "cdp")
    #expect(lines.contains { $0.hasPrefix("  posthog ") && $0.contains("1 host, and by shape") })
    #expect(lines.contains { $0.hasPrefix("  universal-analytics ") && $0.hasSuffix("any host") })
  }

  @Test func aPageHasAllDetails() throws {
    let page = try #require(DestinationCatalogue.page(of: "posthog", in: try Standard.book.destinations)).text(width: 100)
    for part in [
      "PostHog\n", "category    product-analytics", "  *.posthog.com", "Recognised at other hosts by", "members event,",
      "page.url          ", "Takes by default\n  page.url\n", "Settings that stop it\n",
      "Settings that do nothing\n  client.ip: ip: false (",
      "Sources\n",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    for line in page.split(separator: "\n") { #expect(line.count <= 100 || !line.drop { $0 == " " }.contains(" "), "\(line)") }
  }

  @Test func anUnknownDestinationHasNoPage() throws {
    #expect(DestinationCatalogue.page(of: "nobody", in: try Standard.book.destinations) == nil)
  }
}
