import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Reports
@testable import Vocabulary

/// What is new, what is gone, and what of it fails.
@Suite struct InventoryDiffTests {
  private func field(_ key: String, _ dataClass: FieldClass, in wire: String = "body.") -> Inventory.Field {
    Inventory.Field(wire: wire + key, keys: [key], types: [.string], count: 1, dataClass: dataClass, values: [])
  }

  private func event(_ name: String, _ fields: Inventory.Field...) -> Inventory.Event {
    Inventory.Event(kind: .track, name: name, count: 1, fields: fields)
  }

  private func destination(_ id: String, _ party: Party = .third, _ events: Inventory.Event...) -> Inventory.Destination {
    Inventory.Destination(id: id, name: id, category: "cdp", party: party, events: events)
  }

  private func inventory(_ destinations: Inventory.Destination..., gaps: Int = 0) -> Inventory {
    Inventory(captures: 1, records: 1, gaps: gaps, omitted: 0, destinations: destinations)
  }

  /// `change event wire before class`, of all destinations.
  private func rows(_ diff: InventoryDiff) -> [String] {
    diff.destinations.flatMap(\.fields).map { field in
      "\(field.change) \(field.title) \(field.wire) \(field.before.map { "\($0) " } ?? "")\(field.dataClass)"
    }
  }

  @Test func `equal inventories have no difference`() throws {
    for name in Samples.names {
      let inventory = try Inventoried(contentsOf: name).inventory
      #expect(InventoryDiff(before: inventory, after: inventory).destinations.isEmpty)
    }
  }

  @Test func `fields are new, changed and gone, the most sensitive first`() {
    let before = inventory(destination("a", .third, event("E", field("x", .number), field("y", .identifier), field("z", .text))))
    let after = inventory(
      destination("a", .third, event("E", field("n", .number), field("p", .personal), field("x", .number), field("y", .content))))
    let diff = InventoryDiff(before: before, after: after)
    #expect(rows(diff) == ["new E body.p personal", "new E body.n number", "changed E body.y identifier content", "gone E body.z text"])
    #expect(diff.destinations[0].newClasses == [.personal, .content] && diff.destinations[0].change == .changed)
    #expect(diff.failing(FieldClass.severe) == [.personal, .content])
    #expect(diff.failing([.credential]) == [] && diff.failing([]) == [])
    // In the opposite direction nothing is more sensitive.
    #expect(InventoryDiff(before: after, after: before).failing(FieldClass.severe) == [])
  }

  @Test func `a further field of a kind that was sent before does not fail`() {
    let before = inventory(destination("a", .third, event("E", field("p", .personal))))
    let after = inventory(destination("a", .third, event("E", field("p", .personal), field("q", .personal))))
    let diff = InventoryDiff(before: before, after: after)
    #expect(rows(diff) == ["new E body.q personal"] && diff.failing(FieldClass.severe) == [])
  }

  @Test func `a field that became more sensitive fails even if its class was there`() {
    let before = inventory(destination("a", .third, event("E", field("p", .personal), field("q", .identifier))))
    let after = inventory(destination("a", .third, event("E", field("p", .personal), field("q", .personal))))
    #expect(InventoryDiff(before: before, after: after).failing(FieldClass.severe) == [.personal])
  }

  @Test func `a new kind of data fails even if its class was there`() {
    func fields(_ names: String...) -> Inventory {
      let kinds = names.map { FieldKind(dataClass: .personal, name: $0) }
      var field = field("contact", .personal)
      field.kinds = kinds
      return inventory(destination("a", .third, event("E", field)))
    }
    let diff = InventoryDiff(before: fields("email"), after: fields("email", "phone"))
    #expect(diff.destinations.map(\.newKinds) == [[FieldKind(dataClass: .personal, name: "phone")]])
    #expect(diff.failing(FieldClass.severe) == [.personal])
    #expect(InventoryDiff(before: fields("email", "phone"), after: fields("email")).failing(FieldClass.severe) == [])
  }

  @Test func `a word that a shorter session has only once is not a new class`() {
    let before = inventory(destination("a", .third, event("E", field("w", .enumeration), field("x", .identifier), field("y", .number))))
    let after = inventory(destination("a", .third, event("E", field("w", .identifier), field("x", .identifier), field("y", .text))))
    let diff = InventoryDiff(before: before, after: after)
    #expect(rows(diff) == ["changed E body.y number text", "changed E body.w enumeration identifier"])
    #expect(diff.destinations[0].newClasses == [.text])
  }

  @Test func `a new destination and a new event bring their classes along`() {
    let old = destination("a", .third, event("E", field("x", .number)))
    let mail = event("F", field("mail", .personal))
    let added = InventoryDiff(before: inventory(old), after: inventory(old, destination("b", .third, mail)))
    #expect(added.destinations.map(\.id) == ["b"] && added.destinations[0].change == .new)
    #expect(added.failing(FieldClass.severe) == [.personal])
    let event = InventoryDiff(before: inventory(old), after: inventory(destination("a", .third, old.events[0], mail)))
    #expect(event.destinations[0].events == [InventoryDiff.Event(isNew: true, kind: .track, name: "F")])
    #expect(event.failing(FieldClass.severe) == [.personal])
    let gone = InventoryDiff(before: inventory(old, destination("b", .third, mail)), after: inventory(old))
    #expect(gone.destinations.map(\.change) == [.gone] && gone.failing(FieldClass.severe) == [])
  }

  @Test(arguments: [Party.first, .platform])
  func `what the app itself and its platform receive does not fail`(party: Party) {
    let diff = InventoryDiff(before: inventory(), after: inventory(destination("a", party, event("E", field("p", .credential)))))
    #expect(diff.destinations[0].newClasses == [.credential] && diff.failing(FieldClass.severe) == [])
  }

  @Test func `an event in a batch is the same event, and counts are not compared`() {
    var batched = inventory(destination("a", .third, event("E", field("x", .number, in: "body.batch.*."))))
    batched.destinations[0].events[0].count = 7
    batched.destinations[0].events[0].fields[0].example = "other"
    #expect(InventoryDiff(before: inventory(destination("a", .third, event("E", field("x", .number)))), after: batched).destinations == [])
  }

  @Test func `a failed gate takes precedence over an incomplete inventory`() {
    let after = inventory(destination("a", .third, event("E", field("p", .personal))), gaps: 2)
    let diff = InventoryDiff(before: inventory(), after: after)
    #expect(diff.incompleteness == ["after: 2 things were not examined"])
    #expect(DiffGate(failOn: FieldClass.severe, allowsIncomplete: false).exitCode(of: diff) == 1)
    #expect(DiffGate(failOn: [.credential], allowsIncomplete: false).exitCode(of: diff) == 2)
    #expect(DiffGate(failOn: [.credential], allowsIncomplete: true).exitCode(of: diff) == 0)
  }

  @Test func `a comment on a pull request is never too long`() {
    let long = String(repeating: "deep.", count: 25)
    let destinations = (0..<60).map { number in
      destination("d\(number)", .third, event("E \(number)", field(long + "\(number)", .personal), field(long + "x", .content)))
    }
    var after = inventory()
    after.destinations = destinations.map { destination in
      var destination = destination
      destination.events = (0..<30).flatMap { number in
        destination.events.map { event in
          var event = event
          event.name = "\(event.name ?? "") \(number)"
          event.fields = event.fields.map { field(String($0.wire.dropFirst(5)) + "\(number)", $0.dataClass) }
          return event
        }
      }
      return destination
    }
    let text = DiffMarkdown.render(InventoryDiff(before: inventory(), after: after), DiffGate(failOn: [.personal], allowsIncomplete: false))
    #expect(text.utf8.count <= MarkdownReport.maximumLength)
    #expect(text.hasPrefix("### telltale diff: FAIL\n\nNew at a third party: personal.\n"))
    #expect(text.contains("more destinations left out"))
  }
}
