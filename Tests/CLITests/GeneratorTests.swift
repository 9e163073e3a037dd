import Foundation
import Testing

@testable import workbench

/// What `workbench generate` writes.
@Suite struct GeneratorTests {
  private static let workbench = Tool.executable.deletingLastPathComponent().appending(path: "workbench")

  /// The bytes of a generated capture.
  private func generated(_ kind: CaptureKind, bytes: Int, seed: UInt64 = 1) throws -> Data {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: kind.fileName).path
      _ = try kind.write(to: path, bytes: bytes, seed: seed)
      return try Data(contentsOf: URL(filePath: path))
    }
  }

  @Test(arguments: CaptureKind.allCases)
  func `the same seed gives the same bytes, and another gives others`(kind: CaptureKind) throws {
    let first = try generated(kind, bytes: 200_000)
    #expect(first == (try generated(kind, bytes: 200_000)))
    #expect(first != (try generated(kind, bytes: 200_000, seed: 2)))
  }

  @Test(arguments: CaptureKind.allCases)
  func `it is a little larger than requested`(kind: CaptureKind) throws {
    let size = try generated(kind, bytes: 3_000_000).count
    #expect((3_000_000..<3_500_000).contains(size))
  }

  /// The checked part of an event.
  private struct Event: Decodable {
    struct Context: Decodable {
      struct Page: Decodable {
        var url: String
        var title: String
      }

      struct Traits: Decodable {
        var email: String?
        var name: String?
      }

      var page: Page
      var traits: Traits
      var ip: String
    }

    var type: String
    var context: Context
    var traits: Context.Traits?
  }

  private func events(bytes: Int) throws -> [Event] {
    try generated(.leakingLog, bytes: bytes).split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Event.self, from: $0) }
  }

  @Test func `each line of the log is a JSON document, and no event repeats another`() throws {
    let events = try events(bytes: 1_000_000)
    #expect(Set(events.map(\.type)) == ["track", "page", "identify", "group"])
    #expect(Set(events.map { $0.context.traits.email ?? $0.traits?.email }).subtracting([nil]).count == events.count)
    #expect(Set(events.map { $0.context.traits.name ?? $0.traits?.name }).subtracting([nil]).count == events.count)
    #expect(Set(events.map(\.context.page.url)).count == events.count)
    #expect(Set(events.map(\.context.page.title)).count == events.count)
    #expect(Set(events.map(\.context.ip)).count == events.count)
  }

  @Test func `people below four million differ in their names and email addresses`() {
    var random = SplitMix64(seed: 1)
    // From all rounds of names, and a complete section of one: neighbours, and those a round apart, could collide.
    let numbers = Array(stride(from: 0, to: 3_800_000, by: 1_901)) + Array(0..<2_000)
    let people = Set(numbers).map { Person(stranger: $0, &random) }
    #expect(Set(people.map(\.name)).count == people.count)
    #expect(Set(people.map { $0.email.prefix { $0 != "@" } }).count == people.count)
  }

  @Test func `each event of the log leaks its email address and its token`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "log.ndjson").path
      _ = try CaptureKind.leakingLog.write(to: path, bytes: 60_000, seed: 3)
      let events = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
      let report = try Tool.run(["audit", path, "--format", "json"])
      #expect(report.status == 1)
      let found = try JSONDecoder().decode(Found.self, from: Data(report.output.utf8)).findings
      #expect(found.filter { $0.rule == "email" }.map(\.count).reduce(0, +) == events)
      let tokens = found.filter { $0.rule == "jwt-in-page-url" }.flatMap(\.occurrences)
      #expect(Set(tokens.map(\.record)).count == events)
    }
  }

  /// The checked part of a report.
  private struct Found: Decodable {
    struct Finding: Decodable {
      struct Occurrence: Decodable {
        var record: Int
      }

      var rule: String
      var count: Int
      var occurrences: [Occurrence]
    }

    var findings: [Finding]
  }

  @Test func `the capture sends many people's data to several vendors, in bodies and in queries`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "capture.har").path
      _ = try CaptureKind.leakingCapture.write(to: path, bytes: 1_000_000, seed: 1)
      let report = try Tool.run(["inventory", path])
      #expect(report.status == 0)
      for vendor in ["Twilio Segment", "RudderStack", "Google Analytics", "Meta Pixel", "Matomo"] {
        #expect(report.output.contains("\n\(vendor)"), "\(vendor) is told nothing")
      }
    }
  }

  @Test func `the command writes a session by default`() throws {
    try withTemporaryFolder { folder in
      let outcome = try Tool.run(["generate", "--megabytes", "1", "-o", "session.har"], in: folder, program: Self.workbench)
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("entries: document"))
      #expect(try Data(contentsOf: folder.appending(path: "session.har")) == generated(.sparse, bytes: 1_000_000))
    }
  }
}
