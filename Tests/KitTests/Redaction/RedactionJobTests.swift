import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Redacting
@testable import Reports

/// The output and the certificate are the same for any number of workers, byte for byte.
@Suite struct RedactionJobTests {
  /// The copies of some captures with this number of workers, and the certificate.
  private func redacted(
    _ captures: [String: String], jobs: Int, batch: Int, _ change: (inout Redaction.Configuration) -> Void = { _ in }
  ) throws -> [String] {
    var configuration = Redaction.Configuration(paths: captures.keys.sorted())
    (configuration.jobs, configuration.aloneBytes, configuration.batchBytes) = (jobs, 0, batch)
    configuration.isCertified = true
    change(&configuration)
    let copies = MemoryStore()
    let redaction = ProvedRedaction(
      configuration, names: configuration.paths.map { "\($0).redacted" }, try Standard.book, auditing: Audit.Configuration(paths: []))
    let result = try redaction.run(from: MemoryStore(captures)) { copies }
    return configuration.paths.map { copies.text("\($0).redacted") } + [RedactionCertificate(result, configuration, rules: "").json]
  }

  private func check(_ captures: [String: String], _ change: (inout Redaction.Configuration) -> Void = { _ in }) throws {
    let one = try redacted(captures, jobs: 1, batch: 1, change)
    for (jobs, batch) in [(2, 1), (2, 20_000), (5, 1)] {
      let many = try redacted(captures, jobs: jobs, batch: batch, change)
      for (one, many) in zip(one, many) { #expect(one == many, "\(jobs) jobs") }
    }
  }

  private func samples() throws -> [String: String] {
    Dictionary(uniqueKeysWithValues: try Samples.names.map { ($0, try String(contentsOf: Samples.url($0), encoding: .utf8)) })
  }

  @Test func theSamplesTogether() throws {
    try check(samples())
    try check(samples()) {
      $0.choice.isStrict = true
      $0.choice.fields = [Glob("user.anonymousId")]
    }
  }

  /// Members around a list of events have the events' destination, even if these are in another batch.
  @Test func aDocumentWithMembersAroundItsEvents() throws {
    let events = (0..<40).map {
      #"{"type":"track","event":"A\#($0 % 3)","userId":"u","messageId":"\#($0)","properties":{"n":\#(48_291_300 + $0),"mail":"jane\#($0)@copperline.dev"}}"#
    }.joined(separator: ",")
    try check([
      "batch.json":
        #"{"writeKey":"k","context":{"mail":"a@copperline.dev"},"batch":[\#(events)],"sentAt":"2026-03-02T08:15:03.000Z","by":"jane7@copperline.dev"}"#
    ])
  }

  /// Texts that were sent to the app's own server are known for later records.
  @Test func textsOfTheAppsOwnServer() throws {
    let text = "A long comment that somebody wrote here"
    let own = Recording.entry("https://www.app.test/api", body: #"{"comment":"\#(text)"}"#)
    let other = Recording.entry("https://api.vendor.example/c", body: #"{"v":"\#(text)"}"#)
    try check(["own.har": Recording.har(Recording.document("https://www.app.test/"), other, own, other, other)])
  }

  /// Hashes in the names of assets are kept everywhere, also before the asset.
  @Test func namesOfAssets() throws {
    let hash = "3f2a9c8b1d4e5f60718293a4"
    let lines = (0..<12).map { number in
      let text = number == 7 ? "https://cdn.example/assets/main.\(hash).js" : "see \(hash) and Zk3mQ9xT2vLp8RwY5nBd7Hc\(number)"
      return #"{"type":"track","event":"E","userId":"u","messageId":"\#(number)","properties":{"a":"\#(text)"}}"#
    }
    try check(["log.ndjson": lines.joined(separator: "\n") + "\n"])
  }

  /// A capture that cannot be redacted is refused by any worker, for the first such record.
  @Test(arguments: [1, 2, 5])
  func anErrorInAWorkerReachesTheUser(jobs: Int) throws {
    let nested = String(repeating: "[", count: 3_000) + String(repeating: "]", count: 3_000)
    let lines = (0..<30).map { number in
      let value = number >= 21 ? nested : "1"
      return #"{"type":"track","event":"E","userId":"u\#(number)@copperline.dev","messageId":"\#(number)","properties":{"a":\#(value)}}"#
    }
    let error = #expect(throws: (any Error).self) {
      _ = try redacted(["log.ndjson": lines.joined(separator: "\n")], jobs: jobs, batch: 1)
    }
    let alone = #expect(throws: (any Error).self) {
      _ = try redacted(["log.ndjson": lines.joined(separator: "\n")], jobs: 1, batch: 1)
    }
    #expect("\(try #require(error))" == "\(try #require(alone))")
  }

  @Test(arguments: [1, 2, 5])
  func aDamagedCaptureIsRefused(jobs: Int) throws {
    let text = try String(contentsOf: Samples.url("connect-segment-leaky.har"), encoding: .utf8)
    let error = #expect(throws: Redaction.Refusal.self) {
      _ = try redacted(["a.har": String(text.prefix(text.utf8.count * 3 / 4))], jobs: jobs, batch: 1)
    }
    #expect(try #require(error?.description).hasSuffix("what cannot be read cannot be redacted"))
  }

  /// Records that are not remembered between the readings are searched twice, with the same result.
  @Test(arguments: [1, 3])
  func whatIsNotRememberedIsLookedIntoAgain(jobs: Int) throws {
    let captures = try samples()
    let remembered = try redacted(captures, jobs: 1, batch: 1)
    let again = try redacted(captures, jobs: jobs, batch: 1) { $0.mostPlaces = 5 }
    for (one, other) in zip(remembered, again) { #expect(one == other) }
  }
}
