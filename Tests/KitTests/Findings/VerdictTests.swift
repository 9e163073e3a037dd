import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Vocabulary

@Suite struct VerdictTests {
  private let leak =
    #"{"type":"track","event":"A","userId":"u","messageId":"m","projectId":"p","integrations":{"All":false},"properties":{"mail":"jane.roe@copperline.dev"}}"#
  private let clean =
    #"{"type":"track","event":"A","userId":"u","messageId":"m","projectId":"p","integrations":{"All":false},"context":{"ip":"0.0.0.0"}}"#

  private func verdict(_ capture: String, failOn: Severity = .high) throws -> Verdict {
    try Audited(capture + "\n") { $0.failOn = failOn }.report.verdict
  }

  @Test func aCaptureWithoutFindingsPasses() throws {
    let verdict = try verdict(clean)
    #expect(verdict.status == .pass)
    #expect(verdict.counts == [:])
    #expect(verdict.exitCode(allowIncomplete: false) == 0)
  }

  @Test(arguments: [(Severity.info, 1), (.low, 1), (.medium, 1), (.high, 1), (.critical, 0)] as [(Severity, Int32)])
  func theGateFailsAtTheSeverityThatIsAskedFor(_ failOn: Severity, _ code: Int32) throws {
    let verdict = try verdict(leak, failOn: failOn)
    #expect(verdict.counts == [.high: 1])
    #expect(verdict.exitCode(allowIncomplete: false) == code)
    #expect(verdict.exitCode(allowIncomplete: true) == code)
  }

  @Test func aGapDoesNotPass() throws {
    let verdict = try verdict(clean + "\n{\"type\":\"track\",")
    #expect(verdict.status == .incomplete)
    #expect(verdict.exitCode(allowIncomplete: false) == 2)
    #expect(verdict.exitCode(allowIncomplete: true) == 0)
  }

  @Test func aFailedGateTakesPrecedenceOverGaps() throws {
    let verdict = try verdict(leak + "\n{\"type\":\"track\",")
    #expect(verdict.status == .fail)
    #expect(verdict.exitCode(allowIncomplete: false) == 1)
  }

  @Test func anUnreadableFileCannotBeAccepted() throws {
    let report = try Audit.run(Audit.Configuration(paths: ["/nonexistent/capture.har"]), book: Standard.book)
    #expect(report.captures.map(\.error) == [.unreadable(path: "/nonexistent/capture.har", reason: "no such file")])
    #expect(report.verdict.status == .incomplete)
    #expect(report.verdict.exitCode(allowIncomplete: true) == 2)
  }

  @Test func aFileThatIsNotACaptureIsIncomplete() throws {
    let verdict = try verdict("neither of both")
    #expect(verdict.status == .incomplete)
    #expect(verdict.exitCode(allowIncomplete: false) == 2)
  }

  @Test func aMissingBodyIsAGapOnlyAtAThirdParty() throws {
    func gaps(_ url: String) throws -> [String] {
      let missing = #"{"request":{"method":"POST","url":"\#(url)","headers":[],"bodySize":512},"response":{}}"#
      return try Audited(Recording.har(Recording.document("https://www.app.test/"), missing)).report.captures.flatMap(\.gaps).map(\.place)
    }
    #expect(try gaps("https://api.segment.io/v1/t") == ["request.body"])
    #expect(try gaps("https://api.app.test/save") == [])
  }

  @Test func eachSeverityHasItsNameAndItsOrder() {
    #expect(Severity.allCases.map(\.name) == ["info", "low", "medium", "high", "critical"])
    #expect(Severity.allCases.sorted() == Severity.allCases)
    #expect(Severity.allCases.allSatisfy { Severity(name: $0.name) == $0 })
    #expect(Severity(name: "High") == nil)
  }
}
