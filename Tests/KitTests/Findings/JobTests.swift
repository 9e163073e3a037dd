import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Reports

/// The report is the same for any number of workers, byte for byte.
@Suite struct JobTests {
  /// All reports of some captures with this number of workers, each with batches of this size.
  private func reports(_ captures: [String], jobs: Int, batch: Int = 1, _ change: (inout Audit.Configuration) -> Void = { _ in }) throws
    -> [String]
  {
    var configuration = Audit.Configuration(paths: captures)
    (configuration.jobs, configuration.aloneBytes, configuration.batchBytes) = (jobs, 0, batch)
    configuration.inventory = true
    change(&configuration)
    var waiting: [[UInt8]] = []
    let report = try Audit.run(configuration, book: Standard.book) { waiting.append(OccurrenceLines.waiting($0)) }
    var lines = OccurrenceLines(report)
    let told = waiting.compactMap { lines.line(waiting: $0.dropLast()) }
    // None is lost, even if it was folded after it had been found.
    #expect(told.count == report.findings.reduce(0) { $0 + $1.count })
    return ReportFormat.allCases.map { $0.render(report) } + [
      InventoryJSON.render(report.inventory ?? .empty), told.map { String(decoding: $0, as: UTF8.self) }.joined(),
    ]
  }

  private func check(_ captures: [String], _ change: (inout Audit.Configuration) -> Void = { _ in }) throws {
    let one = try reports(captures, jobs: 1, change)
    for (jobs, batch) in [(2, 1), (2, 20_000), (5, 1)] {
      let many = try reports(captures, jobs: jobs, batch: batch, change)
      for (one, many) in zip(one, many) { #expect(one == many, "\(jobs) jobs") }
    }
  }

  @Test func theSamplesTogether() throws {
    try check(Samples.names.map { Samples.url($0).path })
    try check(Samples.names.reversed().map { Samples.url($0).path }) { $0.examples = nil }
  }

  @Test func customersWhoOptedOut() throws { try check([Samples.url("optout-broken.har").path]) { $0.isOptedOut = true } }

  private func check(_ text: String, name: String, _ look: (AuditReport) -> Void = { _ in }) throws {
    let path = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)-\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try check([path])
    look(try Audit.run(Audit.Configuration(paths: [path]), book: Standard.book))
  }

  /// What a record is judged by depends on its number, even if a batch that it is in showed more texts than are remembered.
  @Test func textsThatAreForgotten() throws {
    var entries = [Recording.document("https://www.app.test/")]
    for page in 0..<31 {
      let titles = (0..<500).map { #"{"title":"\#(page * 500 + $0) quarterly plan"}"# }.joined(separator: ",")
      entries.append(
        Recording.entry(
          "https://api.app.test/forms", method: "GET",
          response: #"{"status":200,"content":{"mimeType":"application/json","text":\#(Encode.string("[\(titles)]"))}}"#))
      entries.append(Recording.entry("https://collect.example/v1", body: #"{"a":"3 quarterly plan","b":"\#(page * 500) quarterly plan"}"#))
    }
    let har = #"{"log":{"version":"1.2","creator":{"name":"test","version":"1"},"entries":["# + entries.joined(separator: ",\n") + "]}}\n"
    try check(har, name: "forms.har") { report in
      let proved = report.findings.filter { $0.rule.id == "content-of-own-server" }.map { "\($0.field) \($0.count)" }.sorted()
      #expect(proved == ["body.a 30", "body.b 31"])
    }
  }

  /// Members around a list of events have the events' destination, even if these are in another batch.
  @Test func aDocumentWithMembersAroundItsEvents() throws {
    let events = (0..<40).map {
      #"{"type":"track","event":"A\#($0 % 3)","userId":"u","messageId":"\#($0)","properties":{"mail":"jane\#($0)@copperline.dev"}}"#
    }.joined(separator: ",")
    try check(
      #"{"writeKey":"k","context":{"mail":"a@copperline.dev"},"batch":[\#(events)],"sentAt":"2026-03-02T08:15:03.000Z","by":"joe@copperline.dev"}"#,
      name: "batch.json")
  }

  /// Texts that were sent to the app's own server are known only for later records.
  @Test func textsOfTheAppsOwnServer() throws {
    let text = "A long comment that somebody wrote here"
    let own = Recording.entry("https://www.app.test/api", body: #"{"comment":"\#(text)"}"#)
    let other = Recording.entry("https://api.vendor.example/c", body: #"{"v":"\#(text)"}"#)
    try check(Recording.har(Recording.document("https://www.app.test/"), other, own, other, other), name: "own.har")
    let found = try Audited(Recording.har(Recording.document("https://www.app.test/"), other, own, other, other)) {
      ($0.jobs, $0.aloneBytes, $0.batchBytes) = (2, 0, 1)
    }.findings("text-of-own-server")
    #expect(found.flatMap(\.occurrences).map(\.record) == [3, 4])
  }

  /// Combined findings have the same counts whether they were folded early, by one worker, or late, when sums were added.
  @Test func moreNamesOfEventsThanAreListed() throws {
    let lines = (0..<Folding.maximumEvents + 40).map { number in
      let name = String("\(number)".map { Character(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0))) })
      let ip = number % 300 == 7 ? #","context":{"ip":"203.0.113.\#(1 + number % 200)"}"# : ""
      return #"{"type":"track","event":"Name \#(name)","userId":"u","messageId":"\#(number)","properties":{"m":"j@copperline.dev"}\#(ip)}"#
    }
    try check(lines.joined(separator: "\n"), name: "names.ndjson")
  }

  @Test func aDamagedLogOfManyRecords() throws {
    let lines = (0..<300).map {
      $0 % 7 == 3 ? #"{"type":"track","event":"# : #"{"type":"track","event":"E","userId":"u\#($0)@copperline.dev","messageId":"\#($0)"}"#
    }
    try check("# begins\n" + lines.joined(separator: "\n") + "\n", name: "log.ndjson")
  }
}
