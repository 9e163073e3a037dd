import Testing

@testable import Auditing
@testable import Reports

/// What is combined if there is too much of it, and that the report says so.
@Suite struct FoldingTests {
  private func event(_ name: String, _ number: Int) -> String {
    #"{"type":"track","event":"\#(name)","userId":"u","messageId":"\#(number)","properties":{"mail":"jane\#(number)@copperline.dev"}}"#
  }

  @Test func eventsWithIdentifiersAreOne() throws {
    let log = (0..<30).map { event("Viewed /items/\(4_000 + $0)/edit", $0) }.joined(separator: "\n")
    let found = try Audited(log).findings("email")
    #expect(found.map(\.event) == ["Viewed /items/*/edit"])
    #expect(found.map(\.count) == [30])
  }

  @Test func tooManyNamesAreCombined() throws {
    let names = Folding.maximumEvents + 10
    // No digits, which would be folded as an identifier.
    func word(_ number: Int) -> String {
      String("\(number)".map { Character(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0))) })
    }
    let log = (0..<names).map { event("Name \(word($0)) x", $0) }
    for lines in [log, log.reversed()] {
      let audited = try Audited(lines.joined(separator: "\n"))
      let found = audited.findings("email")
      #expect(found.map(\.event) == [Folding.star])
      #expect(found.map(\.count) == [names])
      #expect(found.map(\.records) == [nil])
      #expect(audited.report.folding == ["More than 1000 event names went to segment: they are reported as one."])
      #expect(audited.text.contains("they are reported as one."))
      #expect(audited.json.contains(#""folding""#))
    }
  }
}
