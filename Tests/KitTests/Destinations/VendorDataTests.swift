import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// The files of destinations are complete, without duplicates.
@Suite struct VendorDataTests {
  private func known() throws -> [Destination] { try Standard.book.destinations.destinations }

  @Test func identifiersAndHostsAreUnique() throws {
    let destinations = try known()
    #expect(destinations.count >= 78)
    #expect(Set(destinations.map(\.id)).count == destinations.count)
    let hosts = destinations.flatMap(\.hosts)
    #expect(Set(hosts).count == hosts.count)
    for host in hosts { #expect(host.wholeMatch(of: /(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+/) != nil, "\(host)") }
  }

  @Test func everyDestinationIsRecognisableAndHasSources() throws {
    for destination in try known() {
      let id: Comment = "\(destination.id)"
      #expect(destination.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, id)
      #expect(destination.file == "rules/destinations/\(destination.id).yaml", id)
      #expect(Destination.categories.contains(destination.category), id)
      #expect(!destination.hosts.isEmpty || !destination.shapes.isEmpty, id)
      #expect(!destination.sources.isEmpty, id)
      #expect(!destination.takes.isEmpty, id)
    }
  }

  @Test func canonicalNamesExist() throws {
    for destination in try known() {
      for (canonical, _) in destination.fields { #expect(CanonicalField.isKnown(canonical), "\(destination.id): \(canonical)") }
      for control in destination.controls {
        #expect(!control.stops.isEmpty && !control.set.isEmpty, "\(destination.id)")
        for field in control.stops { #expect(CanonicalField.isKnown(field), "\(destination.id): \(field)") }
      }
    }
    #expect(CanonicalField.isKnown("user.traits.email"))
    #expect(!CanonicalField.isKnown("user.traits."))
    #expect(!CanonicalField.isKnown("page.uri"))
  }

  @Test func everyExamplePasses() throws {
    let book = try Standard.book.destinations
    let tester = try DestinationTester(book)
    for destination in book.destinations {
      let failure = tester.firstFailure(of: destination)
      #expect(failure == nil, "\(destination.file):\(failure?.line ?? 0): \(failure?.message ?? "")")
    }
  }

  /// A vendor whose wire format is confirmed has examples.
  @Test func confirmedDestinationsHaveExamples() throws {
    for destination in try known() where destination.examples.isEmpty {
      #expect(destination.sources.contains { $0.contains("memory") }, "\(destination.id)")
    }
  }

  @Test func aSettingWithoutAnEffectSaysSo() throws {
    let idle = try known().flatMap { destination in destination.controls.filter { !$0.isEffective }.map { (destination.id, $0) } }
    #expect(idle.contains { $0.0 == "posthog" && $0.1.set == "ip: false" })
    for (id, control) in idle { #expect(control.advice.contains("does nothing here"), "\(id)") }
  }

  @Test(arguments: [
    ("category: analytics", "expected one of"),
    ("category: cdp\nfields: {page.uri: [url]}", "no canonical field `page.uri`"),
    ("category: cdp\ncontrols: [{stops: [client.address], set: x}]", "no canonical field `client.address`"),
    ("category: cdp\ncontrols: [{stops: [client.ip], set: x, effect: some}]", "expected none"),
    ("category: cdp\nexamples: [{fields: {}}]", "either `request` or `event`"),
    ("category: cdp\nexamples: [{request: {body: x}}]", "a request needs `url`"),
  ])
  func anInvalidFileIsAnErrorWithItsPosition(yaml: String, message: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try DestinationFile.destination("id: x\nname: X\n\(yaml)\n", file: "x.yaml")
    }
    #expect(error?.message.contains(message) == true)
    #expect((error?.line ?? 0) >= 3)
  }
}
