import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// The report for tools that show tests: JUnit XML, with a suite for each capture and in it a test for each rule.
///
/// A test fails if what the rule found in this capture fails the gate. Accepted findings are skipped, and those below the gate pass
/// and are in the output. Policy and baseline have a suite of their own if they have stale entries. Source: `junit-10.xsd` of
/// Jenkins' xUnit plugin. It never contains a value, because CI keeps it.
struct JUnitReport {
  /// The maximum number of findings of a rule listed for a capture.
  private static let maximumLines = 100

  private enum Outcome {
    case passed(output: [String])
    case failed(message: String, severity: Severity, lines: [String], output: [String])
    case skipped(message: String, output: [String])
    case error(message: String, lines: [String])
  }

  private struct Case {
    var name: String
    var outcome: Outcome
  }

  private struct Suite {
    var name: String
    var properties: [(name: String, value: String)]
    var cases: [Case]
    var failures = 0
    var errors = 0
    var skipped = 0

    init(_ name: String, properties: [(name: String, value: String)] = [], _ cases: [Case]) {
      self.name = name
      self.properties = properties
      self.cases = cases
      for test in cases {
        switch test.outcome {
        case .passed: break
        case .failed: failures += 1
        case .skipped: skipped += 1
        case .error: errors += 1
        }
      }
    }
  }

  private let report: AuditReport
  /// The number of each finding's cause, by fingerprint.
  private let causeOfFinding: [String: Int]

  private init(report: AuditReport) {
    self.report = report
    var numbers: [String: Int] = [:]
    for (number, cause) in report.causes.enumerated() {
      for finding in cause.findings { numbers[finding.fingerprint] = number }
    }
    causeOfFinding = numbers
  }

  static func render(_ report: AuditReport) -> String {
    let suites = JUnitReport(report: report).suites()
    func sum(_ count: (Suite) -> Int) -> String { String(suites.reduce(0) { $0 + count($1) }) }
    var writer = XMLWriter()
    writer.element(
      "testsuites", ["name": "telltale", "tests": sum(\.cases.count), "failures": sum(\.failures), "errors": sum(\.errors)]
    ) { writer in
      for suite in suites { write(suite, &writer) }
    }
    return writer.text
  }

  // MARK: Who passes

  private func suites() -> [Suite] {
    var findings: [Int: [Finding]] = [:]
    for finding in report.findings {
      for capture in finding.captures { findings[capture, default: []].append(finding) }
    }
    let captures = report.captures.enumerated().map { number, capture in
      let found = Dictionary(grouping: findings[number] ?? []) { $0.rule.id }
      let rules = capture.error == nil ? report.rules : []
      return Suite(
        capture.path, properties: properties(of: capture),
        [Case(name: "examined completely", outcome: coverage(of: capture))]
          + rules.map { rule in Case(name: rule.id, outcome: outcome(of: found[rule.id] ?? [], in: capture.path)) })
    }
    return captures + notes() + filtered()
  }

  private func evidence(of capture: AuditedCapture) -> [(name: String, value: String)] {
    let run = report.evidence.map {
      [("date", $0.date.description), ("rules.sha256", $0.rules)] + ($0.policy.map { [("policy.sha256", $0)] } ?? [])
        + ($0.plan.map { [("plan.sha256", $0)] } ?? [])
    }
    let own = [("sha256", capture.digest), ("producer", capture.producer), ("from", capture.span?.first), ("to", capture.span?.last)]
    return (run ?? []) + own.compactMap { name, value in value.map { (name, $0) } }
  }

  private func properties(of capture: AuditedCapture) -> [(name: String, value: String)] {
    evidence(of: capture) + (report.ownership.map { [("ownDomains", $0)] } ?? []) + (report.policy.map { [("policy", $0)] } ?? [])
      + (report.baseline.map { [("baseline", $0.file)] } ?? [])
      + (capture.ignored > 0 ? [("ignored", String(capture.ignored))] : [])
  }

  /// A suite for each file with stale entries.
  private func notes() -> [Suite] {
    Dictionary(grouping: report.notes, by: \.file).sorted { $0.key < $1.key }.map { file, notes in
      Suite(file, notes.map { Case(name: "line \($0.line)", outcome: .skipped(message: $0.message, output: [$0.description])) })
    }
  }

  /// A suite that fails if a hidden finding fails the gate, because a filter does not change the verdict.
  private func filtered() -> [Suite] {
    guard let filtering = report.filtering else { return [] }
    let failing = filtering.hidden.filter { $0.fails(at: report.verdict.failOn) }
    let sentence = Printable.line(filtering.sentence, limit: 1_000)
    let outcome =
      failing.map(\.severity).max().map {
        Outcome.failed(
          message: sentence, severity: $0, lines: ["\(counted(failing.count, "finding")) not shown would fail here"], output: [])
      } ?? .passed(output: [sentence])
    return [Suite("filter", [Case(name: "nothing that fails is left out", outcome: outcome)])]
  }

  private func coverage(of capture: AuditedCapture) -> Outcome {
    if let error = capture.error { return .error(message: error.description, lines: [error.description]) }
    guard !capture.gaps.isEmpty else { return .passed(output: []) }
    let lines = capture.gaps.map { gap in
      (gap.position.map { "line \($0.line), byte \($0.offset): " } ?? gap.record.map { "entry \($0), " } ?? "")
        + "\(gap.place): \(gap.reason)"
    }
    return .error(message: "\(lines.count) part\(lines.count == 1 ? " was" : "s were") not examined", lines: bounded(lines))
  }

  private func outcome(of found: [Finding], in capture: String) -> Outcome {
    let failing = found.filter { $0.fails(at: report.verdict.failOn) }
    let line = { (finding: Finding) in self.line(finding, in: capture) }
    let others = bounded(found.filter { !$0.fails(at: report.verdict.failOn) }.map(line))
    if let worst = failing.map(\.severity).max(), let first = failing.first {
      let more = failing.count > 1 ? " (and \(failing.count - 1) more)" : ""
      return .failed(
        message: first.message + more, severity: worst, lines: bounded(failing.map(line)) + causes(of: failing),
        output: others)
    }
    if let first = found.first, found.allSatisfy({ !$0.disposition.isOpen }) {
      return .skipped(message: first.disposition.explanation ?? first.disposition.name, output: others)
    }
    return .passed(output: others)
  }

  /// The causes of the findings and what to change, each once.
  private func causes(of findings: [Finding]) -> [String] {
    let causes = Set(findings.compactMap { causeOfFinding[$0.fingerprint] }).sorted().map { report.causes[$0] }
    let origins = causes.prefix(Self.maximumLines).map { cause in
      (["Cause \(cause.id): \(cause.lead.rule.title)."] + (cause.reach.map { [$0] } ?? [])).joined(separator: " ")
    }
    var fixes: Set<String> = []
    return origins + causes.map(\.lead.rule.fix).filter { fixes.insert($0).inserted }.map { "Fix: \($0)" }
  }

  private func line(_ finding: Finding, in capture: String) -> String {
    let standing = finding.disposition.explanation.map { " [\($0)]" } ?? ""
    let found = "\(finding.severity.name): \(Printable.line(finding.message, limit: 500))"
    // If there are many captures, only the first have an example.
    guard let place = finding.occurrences.first(where: { $0.capture == capture }) else { return found + standing }
    let way = place.path.isEmpty ? "" : ", \(Printable.line(place.path, limit: 300)), \(place.excerpt)"
    return "\(found): entry \(place.record), line \(place.line)\(way)\(standing)"
  }

  private func bounded(_ lines: [String]) -> [String] {
    lines.prefix(Self.maximumLines) + (lines.count > Self.maximumLines ? ["and \(lines.count - Self.maximumLines) more"] : [])
  }

  // MARK: XML

  private static func write(_ suite: Suite, _ writer: inout XMLWriter) {
    let counts: KeyValuePairs = [
      "name": suite.name, "tests": String(suite.cases.count), "failures": String(suite.failures), "errors": String(suite.errors),
      "skipped": String(suite.skipped),
    ]
    writer.element("testsuite", counts) { writer in
      if !suite.properties.isEmpty {
        writer.element("properties", [:]) { writer in
          for (name, value) in suite.properties { writer.element("property", ["name": name, "value": value]) }
        }
      }
      for test in suite.cases {
        let names: KeyValuePairs = ["classname": suite.name, "name": test.name]
        switch test.outcome {
        case .passed(let output) where output.isEmpty: writer.element("testcase", names)
        default: writer.element("testcase", names) { write(test.outcome, &$0) }
        }
      }
    }
  }

  private static func write(_ outcome: Outcome, _ writer: inout XMLWriter) {
    switch outcome {
    case .passed(let output): writer.element("system-out", lines: output)
    case .failed(let message, let severity, let lines, let output):
      writer.element("failure", ["message": Printable.line(message, limit: 1_000), "type": severity.name], lines: lines)
      if !output.isEmpty { writer.element("system-out", lines: output) }
    case .skipped(let message, let output):
      writer.element("skipped", ["message": Printable.line(message, limit: 1_000)])
      writer.element("system-out", lines: output)
    case .error(let message, let lines):
      writer.element("error", ["message": Printable.line(message, limit: 1_000), "type": "incomplete"], lines: lines)
    }
  }
}
