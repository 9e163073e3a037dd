import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Reports
@testable import Vocabulary

/// For any file, an audit ends, does not crash, and prints nothing that a terminal would interpret.
@Suite(.serialized) struct HostileCaptureTests {
  /// What is wrong with a report on these bytes; nil if nothing is.
  private static func complaint(_ report: AuditReport, _ bytes: [UInt8]) -> String? {
    for (name, text) in [("text", TextReport.render(report, style: TextReport.Style())), ("json", JSONReport.render(report))] {
      if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) { return "a control character in the \(name) report" }
    }
    for occurrence in report.findings.flatMap(\.occurrences) {
      guard 0 <= occurrence.start, occurrence.start <= occurrence.end, occurrence.end <= bytes.count else {
        return "a position outside of the file"
      }
    }
    guard let capture = report.captures.first, capture.error != nil || capture.bytes == bytes.count else {
      return "not all bytes were counted"
    }
    return nil
  }

  // MARK: Cut

  /// `TELLTALE_THOROUGH=1 swift test --filter Hostile` takes minutes: every prefix, and fifty times as many mutations.
  private static let isThorough = ProcessInfo.processInfo.environment["TELLTALE_THOROUGH"] != nil

  /// The records of a sample are truncated one by one, every few bytes: preceding records make no difference.
  @Test(arguments: Samples.names)
  func everyBeginningOfARecordIsAudited(_ sample: String) throws {
    var line = try AuditLine(Standard.book)
    for capture in try Self.captures(sample) {
      for end in stride(from: 0, through: capture.count, by: Self.isThorough ? 1 : 97) {
        let cut = Array(capture[..<end])
        if let complaint = try Self.complaint(line.audit(cut), cut) { Issue.record("cut after \(end) bytes: \(complaint)") }
      }
    }
  }

  @Test(arguments: Samples.names)
  func aSampleThatIsCutAnywhereIsAudited(_ sample: String) throws {
    let bytes = try Samples.bytes(sample)
    var line = try AuditLine(Standard.book)
    for end in stride(from: 0, through: bytes.count, by: Self.isThorough ? 61 : max(1, bytes.count / 20)) {
      let cut = Array(bytes[..<end])
      if let complaint = try Self.complaint(line.audit(cut), cut) { Issue.record("cut after \(end) bytes: \(complaint)") }
    }
  }

  @Test(arguments: Samples.names)
  func aCutSampleIsNeverAPass(_ sample: String) throws {
    let bytes = try Samples.bytes(sample)
    let report = try Audited(Array(bytes[..<(bytes.count * 2 / 3)])).report
    #expect(report.verdict.status != .pass)
    #expect(report.verdict.exitCode(allowIncomplete: false) != 0)
    #expect(report.captures.contains { !$0.complete })
  }

  // MARK: Changed

  /// The records of a sample, each as a capture: a mutation in a small capture is as good as in a large one.
  private static func captures(_ sample: String) throws -> [[UInt8]] {
    let bytes = try Samples.bytes(sample)
    var captures: [[UInt8]] = []
    let isLog = sample.hasSuffix(".ndjson")
    _ = try CaptureReader(ByteSource(name: sample, bytes: bytes)).read { record, _ in
      let start = record.origin.offset + record.range.lowerBound
      let text = Array(bytes[start..<start + record.range.count])
      captures.append(isLog ? text + [0x0A] : Array(#"{"log":{"entries":["#.utf8) + text + Array("]}}".utf8))
    }
    return captures
  }

  /// Flips, deletes, inserts, repeats or splices bytes, a few times.
  private static func changed(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    let signs = Array(#"{}[]",:\%=&.@/0e "#.utf8)
    var bytes = bytes
    for _ in 0..<1 + numbers.below(4) where !bytes.isEmpty {
      let at = numbers.below(bytes.count)
      let piece = at..<min(bytes.count, at + 1 + numbers.below(40))
      switch numbers.below(6) {
      case 0: bytes[at] ^= 1 << UInt8(numbers.below(8))
      case 1: bytes.removeSubrange(piece)
      case 2: bytes.insert(contentsOf: (0..<1 + numbers.below(4)).map { _ in UInt8(numbers.below(256)) }, at: at)
      case 3: bytes.insert(contentsOf: bytes[piece], at: at)
      case 4: bytes.replaceSubrange(piece, with: Array(bytes[numbers.below(bytes.count)...].prefix(30)))
      default: bytes[at] = signs[numbers.below(signs.count)]
      }
    }
    return bytes
  }

  /// How many mutated captures are audited for each sample: 2,000 together. `make fuzz TARGET=audit` tries more.
  private static let rounds = isThorough ? 16_670 : 334

  @Test(arguments: Samples.names)
  func changedCapturesAreAudited(_ sample: String) throws {
    let captures = try Self.captures(sample)
    var line = try AuditLine(Standard.book)
    var numbers = SeededNumbers(42)
    for round in 0..<Self.rounds {
      let bytes = Self.changed(captures[numbers.below(captures.count)], &numbers)
      if let complaint = try Self.complaint(line.audit(bytes), bytes) { Issue.record("round \(round): \(complaint)") }
    }
  }

  // MARK: Grown

  @Test func endlessFindingsAreCombinedAndNoneIsLost() throws {
    let fields = Folding.maximumFindings + 100
    let form = (0..<fields).map { "k\($0)=u\($0)@acme.test" }.joined(separator: "&")
    let text = #"{"log":{"entries":[{"request":{"method":"POST","url":"https://vendor.example/c","headers":[],"postData":{"text":""#
    let capture = text + form + #""}},"response":{"status":200}}]}}"#
    let audited = try Audited(capture)
    let emails = audited.findings("email")
    #expect(emails.reduce(0) { $0 + $1.count } == fields)
    #expect(emails.contains { $0.count > 1 && $0.occurrences.count > 1 })
    #expect(audited.findings.count <= Folding.maximumFindings + 2)
    // All are in the only string of the capture.
    #expect(Set(emails.flatMap(\.occurrences).map(\.start)).count == 1)
  }
}
