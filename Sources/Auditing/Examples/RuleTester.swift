import Bytes
import Detecting
package import Knowledge
import Known
import Payloads
import Plans
import Vocabulary

/// Tests a rule with its own examples: each runs through the whole pipeline, from a request's bytes to detections.
package enum RuleTester {
  /// The first example of `rule` that fails. Examples may name the hosts of `destinations`; `others` are the rules for a rule that
  /// depends on their findings.
  package static func firstFailure(of rule: Rule, destinations: [Destination] = [], beside others: [Rule] = []) -> ExampleFailure? {
    var rules = [rule]
    if case .exchange(let test) = rule.test, test.needsOtherRules { rules += others.filter { $0.id != rule.id } }
    switch rule.test {
    case .plan(.undeclaredPersonal): rules += others.filter { $0.id != rule.id && $0.category == .personalData }
    default: break
    }
    if let failure = planFailure(of: rule) { return failure }
    for example in rule.hits {
      let found = values(found: rules, example, destinations)
      if found.isEmpty { return ExampleFailure(line: example.line, message: "this must be found, and is not") }
      guard let mark = example.marked, !found.contains(decoded(mark)) else { continue }
      return ExampleFailure(
        line: example.line, message: "what is found is not what ⟦ ⟧ marks, but \(found.map { "“\($0)”" }.joined(separator: ", "))")
    }
    for example in rule.misses {
      let found = values(found: rules, example, destinations)
      if let first = found.first { return ExampleFailure(line: example.line, message: "this must not be found, but “\(first)” is") }
    }
    return nil
  }

  /// The first example with an invalid plan.
  private static func planFailure(of rule: Rule) -> ExampleFailure? {
    for example in rule.hits + rule.misses {
      guard let plan = example.plan else { continue }
      do throws(ConfigurationError) {
        _ = try PlanFile.plan([(path: "plan", text: plan)])
      } catch {
        return ExampleFailure(line: example.line, message: error.description)
      }
    }
    return nil
  }

  /// The values that the first of the rules finds in an example, decoded.
  static func values(found rules: [Rule], _ example: Rule.Example, _ destinations: [Destination] = []) -> [String] {
    let rule = rules[0]
    if case .events(let session) = example.subject {
      guard let book = try? RuleBook(rules: rules, destinations: destinations) else { return [] }
      return (try? EventStage.fires(0, of: book, on: session, plan: example.plan)) ?? false ? [""] : []
    }
    let stage = ExampleStage(rule, example, destinations)
    guard let book = try? RuleBook(rules: rules, destinations: stage.destinations) else { return [] }
    var scanner = RecordScanner(book)
    var expectations = example.expectations
    expectations.declarations = expectations.declarations.map { $0.resolved(stage.destinations) }
    if case .names(let count) = example.subject {
      return count > VaryingNames.maximumChosen ? [""] : []
    }
    if case .onward(let name) = example.subject {
      let platform = RecordDestination(destination: 0, standing: .vendor, host: ExampleStage.host)
      return scanner.detections(onward: name, from: platform, expecting: expectations).detections.map { _ in name }
    }
    if let own = example.own { scanner.tell(own: own) }
    if let signal = example.signal { scanner.tell(signal: signal) }
    let vendor = stage.host == nil ? RecordDestination(destination: 0, standing: .vendor, host: ExampleStage.host) : nil
    let found = scanner.detections(in: stage.record, stage.bytes.span, expecting: expectations, receivedBy: vendor)
    if rule.judges(.signalLate) {
      if let later = example.later { scanner.tell(signal: later) }
      return found.earlyRule == 0 && scanner.witness.signals.list.contains(where: \.kind.isOfTool) ? [""] : []
    }
    return found.detections.filter { $0.rule == 0 }.map { detection in
      guard let number = detection.field else { return "" }
      let field = scanner.unwrapper.payload.fields[number]
      return scanner.unwrapper.payload.withBytes(of: field.layer, record: stage.bytes.span) { bytes in
        decoded(String(copying: bytes.extracting(detection.range)))
      }
    }
  }

  /// A mark may be percent-encoded in the example; findings are decoded.
  private static func decoded(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return Percent.isEncoded(bytes.span) ? String(copying: Percent.decoded(bytes.span).span) : text
  }
}

extension Rule.ExchangeTest {
  /// Whether it depends on what other rules find in the exchange.
  fileprivate var needsOtherRules: Bool {
    switch self {
    case .endUserData, .sharingDenied, .transferDenied, .logSharingDenied: true
    default: false
    }
  }
}

extension Rule.Example {
  /// The text that must be found.
  fileprivate var marked: String? {
    guard case .text(let value, _, _) = subject, let mark else { return nil }
    return String(decoding: Array(value.utf8)[mark], as: UTF8.self)
  }
}
