import Testing

@testable import Auditing
@testable import Bytes
@testable import Detecting
@testable import Knowledge

/// Built-in rules find planted values through any layers, and the path to each names the layers in order.
@Suite struct NestingTests {
  /// What is planted, the rules that may find it, and how it is masked.
  private static let planted: [(key: String, value: String, rules: Set<String>)] = [
    ("email", "jane.doe@copperline.dev", ["email"]), ("auth", Encode.token(#"{"sub":"u-7"}"#), ["jwt", "jwt-in-cookie"]),
    ("ip", "216.160.83.56", ["client-ipv4", "recorded-ipv4", "ipv4-address"]), ("formTitle", "Zoë's Q3 layoffs plan", ["content-title"]),
  ]
  private static let object =
    "{" + planted.map { #""\#($0.key)":\#(Encode.string($0.value))"# }.joined(separator: ",") + "}"

  /// What is wrong with an audit of a nesting; nil if nothing is.
  private static func complaint(_ nesting: Nesting, _ line: inout AuditLine) throws -> String? {
    guard let (capture, layers) = nesting.capture(around: object) else { return nil }
    let report = try line.audit(Array(capture.utf8))
    for (key, value, rules) in planted {
      let occurrences = report.findings.filter { rules.contains($0.rule.id) }.flatMap(\.occurrences)
      let excerpt = Mask.excerpt(of: Array(value.utf8).span)
      if !occurrences.contains(where: { $0.layers == layers && $0.path.hasSuffix("/\(key)") && $0.excerpt == excerpt }) {
        let ways = Set(occurrences.map { $0.layers.joined(separator: " ") }).sorted()
        return "\(nesting): \(key) by \(layers.joined(separator: " ")) is not among \(ways)"
      }
    }
    return nil
  }

  private static func complaints(_ nestings: [Nesting]) throws -> [String] {
    var line = try AuditLine(Standard.book)
    return try nestings.compactMap { try complaint($0, &line) }
  }

  @Test func eachLayerAloneIsSeenThrough() throws {
    for complaint in try Self.complaints([Nesting(wrappings: [])] + Wrapping.allCases.map { Nesting(wrappings: [$0]) }) {
      Issue.record("\(complaint)")
    }
  }

  @Test func eachPairOfLayersIsSeenThrough() throws {
    let pairs = Wrapping.allCases.flatMap { outer in Wrapping.allCases.map { Nesting(wrappings: [outer, $0]) } }
    for complaint in try Self.complaints(pairs) { Issue.record("\(complaint)") }
  }

  /// How many of the 841 pairs cannot be sent or cannot be recognised, by reason.
  @Test func fewPairsAreImpossible() {
    let pairs = Wrapping.allCases.flatMap { outer in Wrapping.allCases.map { Nesting(wrappings: [outer, $0]) } }
    let refused = Dictionary(grouping: pairs.compactMap { $0.content(around: Self.object).refusal }) { $0 }.mapValues(\.count)
    #expect(
      refused == [
        "a mask makes a control character of a backtick": 2,
        "a mask of a mask is none": 1,
        "there is nothing to encode in it": 20,
        "nobody writes escapes as numbers": 2,
        "a mask leaves no words, and a chart has such numbers": 1,
        "bytes without a mark of their own are known only as a body, or in something that is compressed": 84,
        "DEFLATE says nothing of itself, so only a text inside proves that it is there": 8,
        "decodes to control characters, as identifiers do": 8,
        "nobody escapes what is unreadable": 4,
        "a text of bytes is only what a JSON string makes of them": 10,
        "a header and a frame are the outermost there is": 58,
        "lines that begin with a boundary are known only as a body, or in something that is compressed": 21,
        "no text holds bytes that are not encoded": 26,
      ])
    #expect(pairs.count - refused.values.reduce(0, +) == 596)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func randomNestingsAreSeenThrough(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    var nestings: [Nesting] = []
    while nestings.count < 250 {
      // From the inside out, so that each wrapping gets what it can contain.
      var nesting = Nesting(wrappings: [])
      for _ in 0..<3 + numbers.below(3) {
        let wrapping = Wrapping.allCases[numbers.below(Wrapping.allCases.count)]
        let wider = Nesting(wrappings: [wrapping] + nesting.wrappings)
        if wider.content(around: Self.object).content != nil { nesting = wider }
      }
      if nesting.wrappings.count >= 2 { nestings.append(nesting) }
    }
    for complaint in try Self.complaints(nestings) { Issue.record("\(complaint)") }
  }
}
