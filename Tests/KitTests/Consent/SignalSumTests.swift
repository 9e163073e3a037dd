import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Captures
@testable import Knowledge
@testable import Known
@testable import Reports

/// The findings about signals are the same for any number of workers and parts.
@Suite struct SignalSumTests {
  /// A session in which a person says no, then yes, then no, among many events and another site's frames.
  private static func session(_ seed: UInt64) -> String {
    var numbers = SeededNumbers(seed)
    let cookies = [0, 1].map { "OptanonConsent=groups%3DC0001%3A1%2CC0002%3A\($0)%2CC0003%3A\($0)" }
    var entries = [Recording.document("https://www.app.test/")]
    for number in 0..<60 {
      switch numbers.below(8) {
      case 0 where number > 4:
        entries.append(Recording.entry("https://www.app.test/x", method: "GET", headers: [("Cookie", cookies[numbers.below(2)])]))
      case 1: entries.append(Recording.entry("https://api-iam.intercom.io/messenger/web/ping", headers: [("Sec-GPC", "1")], body: "a=b"))
      case 2:
        entries.append(
          Recording.entry("https://www.facebook.com/tr/?id=1&ev=View&ud[external_id]=u", method: "GET", headers: [("DNT", "1")]))
      case 3:
        entries.append(
          Recording.entry("https://x\(numbers.below(90)).vendor.example/c", body: #"{"type":"track","event":"A","userId":"u"}"#))
      default:
        entries.append(Recording.entry("https://api.segment.io/v1/t", body: #"{"type":"track","event":"A\#(number % 3)","userId":"u"}"#))
      }
    }
    return #"{"log":{"version":"1.2","entries":["# + entries.joined(separator: ",\n") + "]}}\n"
  }

  private func withCaptures(_ count: Int, _ body: ([String]) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = (0..<count).map { "\(folder)/\($0).har" }
    for (number, path) in paths.enumerated() { try Data(Self.session(UInt64(number)).utf8).write(to: URL(filePath: path)) }
    try body(paths)
  }

  @Test func `any number of workers`() throws {
    try withCaptures(3) { paths in
      func reports(jobs: Int, batch: Int) throws -> [String] {
        var configuration = Audit.Configuration(paths: paths)
        (configuration.jobs, configuration.aloneBytes, configuration.batchBytes) = (jobs, 0, batch)
        var waiting: [[UInt8]] = []
        let report = try Audit.run(configuration, book: Standard.book) { waiting.append(OccurrenceLines.waiting($0)) }
        var lines = OccurrenceLines(report)
        let told = waiting.compactMap { lines.line(waiting: $0.dropLast()) }
        #expect(told.count == report.findings.reduce(0) { $0 + $1.count })
        #expect(report.findings.contains { $0.rule.judges(.signalRefused) } && report.findings.contains { $0.rule.judges(.signalLate) })
        return ReportFormat.allCases.map { $0.render(report) } + [told.map { String(decoding: $0, as: UTF8.self) }.joined()]
      }
      let one = try reports(jobs: 1, batch: 1)
      for (jobs, batch) in [(2, 1), (3, 4_000), (5, 1)] {
        for (one, many) in zip(one, try reports(jobs: jobs, batch: batch)) { #expect(one == many, "\(jobs) jobs") }
      }
    }
  }

  @Test func `any parts`() throws {
    let key = SketchKey(secret: Array("a secret of some length".utf8))
    let basis = AuditPart.Basis(
      rules: "r", policy: nil, manifest: nil, firstParty: [], isOptedOut: false, examples: FindingCollector.defaultExamples, key: key)
    func configuration(_ paths: [String]) -> Audit.Configuration {
      var configuration = Audit.Configuration(paths: paths)
      (configuration.sketchKey, configuration.learnsOnward) = (key, false)
      return configuration
    }
    try withCaptures(4) { paths in
      let book = try Standard.book
      let whole = try Audit.run(configuration(paths), book: book)
      #expect(whole.signals.count > 8)
      let parts = try [[0, 2], [3], [1]].map { shares in
        let part = try Audit.sum(configuration(shares.map { paths[$0] }), book: book).part(basis)
        return try AuditPart(part.bytes, file: "part")
      }
      let merged = try AuditSum(of: parts, configuration([]), book).report(configuration([]), book)
      for format in ReportFormat.allCases { #expect(format.render(whole) == format.render(merged)) }
    }
  }
}
