import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Reports
@testable import Vocabulary

/// An inventory is read from a file that anyone may have edited.
@Suite struct InventoryFileTests {
  private static let field = #"{"wire": "body.a", "keys": ["a"], "types": ["string"], "count": 1, "class": "text"}"#

  private func file(_ destinations: String, version: String = "1", more: String = "") -> String {
    #"{"schemaVersion": \#(version), "kind": "inventory", "gaps": 0, "omitted": 0,\#(more)"# + "\n\"destinations\": [\(destinations)]}"
  }

  private func destination(_ events: String, party: String = "third") -> String {
    #"{"id": "a", "name": "A", "category": "unknown", "party": "\#(party)", "events": [\#(events)]}"#
  }

  private func event(_ fields: String) -> String { #"{"type": "track", "name": "B", "count": 2, "fields": [\#(fields)]}"# }

  private func read(_ text: String) throws -> Inventory { try InventoryFile.inventory(Array(text.utf8), file: "a.json") }

  @Test func `members in any order, and unknown ones, are accepted`() throws {
    let text =
      #" {"x": {"kind": [1]}, "destinations": [\#(destination(event(Self.field)))], "omitted": 3, "gaps": 1, "#
      + #""kind": "inventory", "schemaVersion": 1, "later": null}"#
    #expect(InventoryFile.isInventory(Array(text.utf8)))
    let inventory = try read(text)
    #expect(inventory.omitted == 3 && inventory.gaps == 1)
    #expect(inventory.destinations.first?.events.first?.fields.first?.wire == "body.a")
  }

  @Test(arguments: [
    #"{"kind": "other"}"#, #"{"log": {"kind": "inventory"}}"#, #"["kind", "inventory"]"#, "", "{", #"{"a": 1"#, #"{"kind": 1}"#,
    "kind: inventory",
  ])
  func `anything else is not an inventory`(text: String) { #expect(!InventoryFile.isInventory(Array(text.utf8))) }

  @Test func `errors have the position and the expectation, and nothing of the file`() throws {
    let secret = "zqx-secret"
    let cases = [
      (file("", version: "2"), "a.json:1:20: this version of telltale reads inventories of schemaVersion 1"),
      (file("{}"), "a.json:2:18: `id` is missing here"),
      (file(destination("", party: secret)), "a.json:2:75: expected one of first, platform, third"),
      (
        file(destination(event(Self.field.replacing("\"text\"", with: "\"\(secret)\"")))),
        "a.json:2:225: expected one of enumeration, number,"
      ),
      (file(destination(event(Self.field.replacing("1,", with: "-1,")))), "a.json:2:213: expected a number of things"),
      (file(destination(event(Self.field.replacing("[\"a\"]", with: "\"\(secret)\"")))), "a.json:2:176: expected `[`"),
      (String(file(destination(event(Self.field))).dropLast(8)), "the text ends inside a value"),
      (file("") + secret, "a.json:2:20: expected the end of the file"),
    ]
    for (text, message) in cases {
      let error = #expect(throws: ConfigurationError.self) { try read(text) }
      let description = error?.description ?? ""
      #expect(description.contains(message), "\(description)")
      #expect(description.hasPrefix("a.json:") && !description.contains(secret))
    }
  }

  @Test func `a file is read, compressed or not, and a capture is not an inventory`() throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let inventory = try Inventoried(contentsOf: "connect-segment-clean.har").inventory
    try InventoryJSON.render(inventory).write(toFile: "\(folder)/a.json", atomically: false, encoding: .utf8)
    #expect(try InventoryFile.read(path: "\(folder)/a.json") == inventory)
    #expect(try InventoryFile.read(path: Samples.url("connect-segment-clean.har").path) == nil)
    #expect(try InventoryFile.read(path: Samples.url("rudderstack-events.ndjson").path) == nil)
    #expect(throws: CaptureError.self) { try InventoryFile.read(path: "\(folder)/missing.json") }
  }
}
