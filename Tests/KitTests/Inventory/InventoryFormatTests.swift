import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Detecting
@testable import Reports
@testable import Vocabulary

/// Inventories and differences in every format: well formed, without a value, and harmless for any capture.
@Suite struct InventoryFormatTests {
  private static let gate = DiffGate(failOn: FieldClass.severe, allowsIncomplete: false)

  /// A capture with a text in every place of a key, a name or a host, and twice so that it might be an enumeration.
  private func capture(_ text: String) -> String {
    let (json, mail) = (Encode.string(text), "jane.roe@copperline.dev")
    let event = { (value: String) in
      #"{"type":"track","event":\#(json),"userId":\#(json),"messageId":"m","properties":{\#(json):\#(value),"state":\#(value)}}"#
    }
    let url = "https://\(text).collect.test/\(text)?\(text)=\(mail)#\(text)"
    return Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: event(json)),
      Recording.entry("https://api.segment.io/v1/t", body: event(json)),
      Recording.entry("https://api.segment.io/v1/t", body: event(#""open""#)),
      Recording.entry("https://api.segment.io/v1/t", body: event(#""open""#)),
      Recording.entry(url, headers: [(text, mail), ("Cookie", "\(text)=\(mail)")], body: "\(text)=\(mail)"),
      Recording.entry("https://collect.test/v1", body: #"{\#(json):{\#(json):["\#(mail)"]}}"#))
  }

  private static let nothing = Inventory(captures: 0, records: 0, gaps: 0, omitted: 0, destinations: [])

  /// Every output for an inventory, by the name of its format.
  private func texts(of inventory: Inventory) -> [(format: String, text: String)] {
    let added = InventoryDiff(before: Self.nothing, after: inventory)
    let gone = InventoryDiff(before: inventory, after: Self.nothing)
    return InventoryFormat.allCases.map { ($0.rawValue, $0.render(inventory)) }
      + DiffFormat.allCases.flatMap { format in [added, gone].map { ("diff \(format)", format.render(DiffReport($0, Self.gate))) } }
  }

  @Test(arguments: HostileTextTests.hostile)
  func `no format contains what its reader would interpret`(_ name: String, _ text: String) throws {
    let inventory = try Inventoried(capture(text)).inventory
    #expect(inventory.fieldCount > 12)
    for (format, text) in texts(of: inventory) {
      let forbidden = text.unicodeScalars.filter { Printable.isHidden($0) && $0 != "\n" && !(format == "csv" && $0 == "\r") }
      #expect(forbidden.isEmpty, "\(format): \(forbidden)")
      let commands = text.split(separator: "\n").filter { line in
        line.trimmingPrefix(while: \.isWhitespace).hasPrefix("::") || line.contains(/##\[|##[a-z]+\[/)
      }
      #expect(commands.isEmpty, "\(format): \(commands)")
      switch format {
      case "json", "schema", "diff json": _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
      case "csv": try checkCSV(text, inventory)
      case "markdown", "diff markdown": checkMarkdown(text)
      default: break
      }
    }
  }

  /// Anyone may have written an inventory, so even its fixed words are untrusted.
  @Test(arguments: HostileTextTests.hostile)
  func `a difference of made-up inventories is harmless too`(_ name: String, _ text: String) {
    let field = Inventory.Field(
      wire: text, keys: [text], canonical: text, types: [.string], count: 1, dataClass: .personal,
      kinds: [FieldKind(dataClass: .personal, name: text)], values: [text], example: text)
    let event = Inventory.Event(kind: .track, name: text, count: 1, fields: [field])
    let destination = Inventory.Destination(id: text, name: text, category: text, party: .third, events: [event])
    let inventory = Inventory(captures: 1, records: 1, gaps: 0, omitted: 0, destinations: [destination])
    for (before, after) in [(Self.nothing, inventory), (inventory, Self.nothing)] {
      let diff = InventoryDiff(before: before, after: after)
      for format in DiffFormat.allCases {
        let report = format.render(DiffReport(diff, Self.gate))
        #expect(!report.unicodeScalars.contains { Printable.isHidden($0) && $0 != "\n" })
        if format == .markdown { checkMarkdown(report) }
      }
    }
  }

  /// The same number of cells in each row, and none that a spreadsheet would evaluate.
  private func checkCSV(_ text: String, _ inventory: Inventory) throws {
    let rows = try #require(CSVReading.rows(of: text))
    #expect(rows.count == inventory.fieldCount + 1)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    for cell in rows.joined() {
      let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
      #expect(first.map { !"=+-@".unicodeScalars.contains($0) } ?? true, "\(cell)")
    }
  }

  /// All text from the capture is in code, and every row of a table has as many cells as its head (GFM).
  private func checkMarkdown(_ text: String) {
    #expect(!ReportReading.markup(of: text).contains(HostileTextTests.mark))
    var columns: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.unicodeScalars.first == "|" else {
        columns = nil
        continue
      }
      var count = 0
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if scalar == "|", !isEscaped { count += 1 }
        isEscaped = scalar == "\\" && !isEscaped
      }
      #expect(count == columns ?? count, "\(line)")
      columns = columns ?? count
    }
  }

  @Test(arguments: HostileTextTests.hostile)
  func `what was written as JSON is read back`(_ name: String, _ text: String) throws {
    let inventory = try Inventoried(capture(text)).inventory
    let json = Array(InventoryJSON.render(inventory).utf8)
    #expect(InventoryFile.isInventory(json))
    #expect(try InventoryFile.inventory(json, file: "a.json") == inventory)
  }

  @Test(arguments: Samples.names)
  func `the inventory of a sample is read back, and no format holds a value of its labels`(name: String) throws {
    let inventory = try Inventoried(contentsOf: name).inventory
    #expect(try InventoryFile.inventory(Array(InventoryJSON.render(inventory).utf8), file: name) == inventory)
    let url = Samples.url(name).deletingPathExtension().appendingPathExtension("labels.json")
    let file = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    let values = Set((file["labels"] as? [[String: Any]] ?? []).compactMap { $0["value"] as? String }).filter { $0.count > 3 }
    #expect(!values.isEmpty)
    for (format, text) in texts(of: inventory) {
      for value in values { #expect(!text.contains(value), "\(format) holds \(value)") }
    }
  }

  @Test func `a spreadsheet gets a row for each field`() throws {
    let inventoried = try Inventoried(properties: [#"{"state":"open","=1+1":"a, \"b\""}"#])
    let rows = try #require(CSVReading.rows(of: InventoryCSV.render(inventoried.inventory)))
    #expect(rows[0].prefix(4) == ["party", "destination", "name", "category"] && rows[0].count == 15)
    #expect(rows.contains { $0[7] == "body.properties.=1+1" && $0[11] == "text" && $0[14] == "a… (6 characters)" })
    #expect(rows.contains { $0[7] == "body.type" && $0[8] == "event.type" && $0[13] == "track" && $0[5] == "Form Created" })
    let mail = try Inventoried(properties: [#"{"contact":"jane.roe@copperline.dev"}"#]).inventory
    #expect(CSVReading.rows(of: InventoryCSV.render(mail))?.contains { $0[7] == "body.properties.contact" && $0[12] == "email" } == true)
    // A key that begins like a formula, at the root of an unknown body.
    let root = try Inventoried(#"{"type":"track","event":"=cmd|' /C calc'!A0","userId":"u","messageId":"m","properties":{}}"# + "\n")
    #expect(InventoryCSV.render(root.inventory).contains(#","'=cmd|' /C calc'!A0","#))
  }

  @Test func `a schema describes the content of texts, lists and keys that are identifiers`() throws {
    let url = "https://www.google-analytics.com/g/collect?v=2&en=page_view&dl=https%3A%2F%2Fapp.example%2F%3Ftab%3Done"
    let body = #"{"type":"track","event":"E","properties":{"list":[{"a":1},{"b":true}],"8f14e45fceea167a5a36dedd4bea2543":{"n":1}}}"#
    let har = Recording.har(Recording.entry(url, method: "GET"), Recording.entry("https://api.segment.io/v1/t", body: body))
    let text = InventorySchema.render(try Inventoried(har).inventory)
    let schema = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    func member(_ path: String) -> Any? {
      path.split(separator: " ").reduce(schema["$defs"]) { ($0 as? [String: Any])?[String($1)] }
    }
    let query = "ga4/page/page_view properties url x-telltale-inside properties query properties"
    #expect((member(query) as? [String: Any])?.keys.sorted() == ["dl", "en", "v"])
    #expect(member("\(query) en enum") as? [String] == ["page_view"])
    let properties = "segment/track/E properties properties"
    #expect(member("\(properties) properties list items properties b type") as? String == "boolean")
    #expect(member("\(properties) properties list items required") == nil)
    #expect(member("\(properties) additionalProperties properties n type") as? String == "number")
  }

  @Test func `the table has what a person needs`() throws {
    let values = [#"{"state":"open","size":1}"#, #"{"state":"closed"}"#, #"{"state":"open"}"#, #"{"state":"closed"}"#]
    let text = InventoryText.render(try Inventoried(properties: values).inventory, style: TextReport.Style())
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first == "Twilio Segment  cdp, third party")
    #expect(lines.contains("  Form Created  track, 4 events"))
    let words = lines.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(words.contains("enumeration string 4/4 body.properties.state properties.state closed, open"))
    #expect(words.contains("number number 1/4 body.properties.size properties.size … (1 character)"))
    #expect(lines.last == "1 capture, 4 records: 1 destination, 1 kind of event, 6 fields")
  }

  @Test func `an incomplete inventory says so`() throws {
    let bodyless = #"{"request":{"method":"POST","url":"https://api.segment.io/v1/t","headers":[],"bodySize":512},"response":{}}"#
    let inventory = try Inventoried(Recording.har(bodyless)).inventory
    #expect(InventoryFormat.table.render(inventory).hasSuffix("INCOMPLETE (1 thing was not examined)\n"))
    #expect(InventoryFormat.markdown.render(inventory).contains("**Incomplete**: 1 thing was not examined."))
    #expect(InventoryFormat.json.render(inventory).contains(#""complete": false"#))
    let diff = InventoryDiff(before: inventory, after: inventory)
    #expect(DiffFormat.text.render(DiffReport(diff, Self.gate)).hasSuffix("INCOMPLETE (one of the two is incomplete)\n"))
    #expect(Self.gate.exitCode(of: diff) == 2)
  }
}
