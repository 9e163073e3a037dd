import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Payloads

/// Planted values are removed from any layers, and the rest of each layer is unchanged.
@Suite struct RedactionNestingTests {
  private static let object =
    #"{"email":"jane.doe@copperline.dev","ip":"216.160.83.56","formTitle":"Zoë's Q3 layoffs plan","count":7,"kept":"blank/7&é"}"#

  /// What is left, or what else changed; nil if all is well.
  private static func complaint(_ nesting: Nesting, _ capture: String, _ redacted: String, _ line: inout AuditLine) throws -> String? {
    let left = try line.audit(Array(redacted.utf8)).findings.filter { $0.rule.placeholder != nil && !$0.field.isEmpty }
    if let finding = left.first { return "\(nesting): \(finding.rule.id) is left in \(finding.field)" }
    let (before, after) = (try Unwrapped(capture, sources: false).fields, try Unwrapped(redacted, sources: false).fields)
    if nesting.goesWhole { return nil }
    for kept in before where kept.role == .leaf && kept.path.hasSuffix("/kept") {
      guard after.contains(where: { $0.path.hasSuffix("/kept") && $0.text == kept.text }) else { return "\(nesting): \(kept.path) is lost" }
    }
    let gone = ["/email", "/ip", "/formTitle"]
    for name in gone where !after.contains(where: { $0.path.hasSuffix(name) && Placeholder.isRedacted(Array($0.text.utf8).span) }) {
      return "\(nesting): no placeholder at \(name)"
    }
    return nil
  }

  /// Redacts nestings in one run, so that rules are read once; except those that are removed as a whole, because copies of these
  /// would then be removed elsewhere.
  private static func check(_ nestings: [Nesting]) throws {
    try checkTogether(nestings.filter { !$0.goesWhole })
    for nesting in nestings where nesting.goesWhole { try checkTogether([nesting]) }
  }

  private static func checkTogether(_ nestings: [Nesting]) throws {
    let captures = nestings.compactMap { nesting in nesting.capture(around: object).map { (nesting, $0.capture) } }
    let redacted = try Redacted(files: captures.enumerated().map { ("capture-\($0)", Array($1.1.utf8)) })
    var line = try AuditLine(Standard.book)
    for ((nesting, capture), output) in zip(captures, redacted.outputs) {
      let complaint = try complaint(nesting, capture, String(decoding: output, as: UTF8.self), &line)
      if let complaint { Issue.record("\(complaint)") }
    }
  }

  @Test func eachLayerAloneIsEncodedAgain() throws {
    try Self.check([Nesting(wrappings: [])] + Wrapping.allCases.map { Nesting(wrappings: [$0]) })
  }

  @Test func eachPairOfLayersIsEncodedAgain() throws {
    try Self.check(Wrapping.allCases.flatMap { outer in Wrapping.allCases.map { Nesting(wrappings: [outer, $0]) } })
  }

  @Test func randomNestingsAreEncodedAgain() throws {
    var numbers = SeededNumbers(5)
    var nestings: [Nesting] = []
    while nestings.count < 150 {
      var nesting = Nesting(wrappings: [])
      for _ in 0..<3 + numbers.below(3) {
        let wider = Nesting(wrappings: [Wrapping.allCases[numbers.below(Wrapping.allCases.count)]] + nesting.wrappings)
        if wider.content(around: Self.object).content != nil { nesting = wider }
      }
      if nesting.wrappings.count >= 2 { nestings.append(nesting) }
    }
    try Self.check(nestings)
  }
}

extension Nesting {
  /// Whether it is in a token or a cookie: these are removed as a whole.
  fileprivate var goesWhole: Bool { wrappings.contains(.claims) || wrappings.contains(.cookie) }
}
