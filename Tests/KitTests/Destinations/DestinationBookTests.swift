import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

@Suite struct DestinationBookTests {
  private func destination(_ id: String, _ hosts: String) throws -> Destination {
    try DestinationFile.destination("{id: \(id), name: N, category: cdp, hosts: [\(hosts)]}", file: "\(id).yaml")
  }

  @Test func aHostIsFoundByItsNameOrByADomainAboveIt() throws {
    let book = try DestinationBook([
      destination("exact", "api.vendor.example"), destination("below", "'*.vendor.example', '*.other.example'"),
      destination("deeper", "'*.eu.vendor.example'"),
    ])
    func id(_ host: String) -> String? { book.index(ofHost: host).map { book.destinations[$0].id } }
    #expect(id("api.vendor.example") == "exact")
    #expect(id("x.api.vendor.example") == "below")
    #expect(id("vendor.example") == "below")
    #expect(id("a.b.other.example") == "below")
    // The longest domain wins.
    #expect(id("in.eu.vendor.example") == "deeper")
    // A part of a label is not a domain.
    for host in [
      "myvendor.example", "vendor.example.evil.test", "vendor-example", "api.vendor.exampl", "example", "", ".", "xvendor.example",
    ] {
      #expect(id(host) == nil, "\(host)")
    }
  }

  @Test(arguments: [
    ("hosts: [a.example]\nhost: b", "unknown key `host`; did you mean `hosts`?"), ("assets: ['(']", "the regex does not compile"),
    ("shapes: [{}]", "a shape needs at least one part"), ("fields: {page.url: ['a @paeg']}", "not a wire path, or no event type after @"),
    ("fields: {page.url: 'a @paeg'}", "not a wire path, or no event type after @"), ("types: {x: trak}", "expected one of track"),
    ("records_ip: perhaps", "expected true or false"), ("controls: [{set: a}]", "a control needs `stops` and `set`"),
    ("shapes: [{path: '('}]", "the regex does not compile"), ("events: {}", "expected a list"), ("category: x", "appears twice"),
  ])
  func aFileThatIsNotUnderstoodIsSaidWithItsPlace(_ line: String, _ message: String) {
    do {
      _ = try DestinationFile.destination("id: a\nname: A\ncategory: cdp\n\(line)\n", file: "a.yaml")
      Issue.record("understood: \(line)")
    } catch {
      #expect(error.file == "a.yaml")
      #expect(error.line >= 1 && error.column >= 1)
      #expect(error.message.contains(message))
    }
  }

  // MARK: The destinations that come along

  @Test func everyDestinationIsReadOnce() throws {
    let files = embeddedRules.filter { $0.path.hasPrefix("destinations/") }
    let destinations = try files.map { try DestinationFile.destination($0.text, file: $0.path) }
    #expect(destinations.count > 30)
    #expect(Set(destinations.map(\.id)).count == destinations.count)
    for (file, destination) in zip(files, destinations) {
      #expect(file.path == "destinations/\(destination.id).yaml")
      #expect(!destination.name.isEmpty)
    }
  }

  @Test func categoriesAreThoseInRules() throws {
    for destination in try Standard.book.destinations.destinations {
      for field in Set(destination.fields.map(\.canonical)) { #expect(CanonicalField.isKnown(field), "\(destination.id): \(field)") }
    }
  }

  /// Places are the bits of one word; more would be ignored.
  @Test func thePlacesOfEventsFitTheLimit() throws {
    var places: [WirePattern] = []
    for destination in try Standard.book.destinations.destinations where destination.shapes.contains(where: { !$0.keys.isEmpty }) {
      for place in destination.events where !places.contains(place) { places.append(place) }
    }
    #expect(places.count <= 64)
  }
}
