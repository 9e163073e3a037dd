import Auditing
import Bytes
import Detecting
import Knowledge
import Vocabulary

extension SARIFReport {
  /// A rule at one severity.
  ///
  /// GitHub takes the severity of an alert from its rule alone, but here it depends on the destination. So a rule has a descriptor
  /// for each severity that it was found with: `jwt-in-page-url` for the usual one, `jwt-in-page-url/info` for the app's own frame.
  struct Descriptor {
    struct Key: Hashable {
      var rule: String
      var severity: Severity
    }

    var rule: Rule
    var severity: Severity

    var key: Key { Key(rule: rule.id, severity: severity) }
    var id: String { severity == Self.usual(rule) ? rule.id : "\(rule.id)/\(severity.name)" }

    /// The weaknesses that the rule refers to, by their CWE numbers, without duplicates.
    var weaknesses: [String] {
      var seen: Set<String> = []
      return rule.references.filter { $0.hasPrefix("CWE-") && $0.dropFirst(4).allSatisfy(\.isNumber) && seen.insert($0).inserted }
    }

    static func usual(_ rule: Rule) -> Severity { rule.severity[.third] ?? rule.severity.values.max() ?? .info }

    /// Every rule at its usual severity, and the severities of the findings.
    static func all(of report: AuditReport) -> [Descriptor] {
      var found: [String: Set<Severity>] = [:]
      for finding in report.findings { found[finding.rule.id, default: []].insert(finding.severity) }
      return report.rules.flatMap { rule in
        let usual = usual(rule)
        let others = (found[rule.id] ?? []).filter { $0 != usual }.sorted(by: >)
        return ([usual] + others).map { Descriptor(rule: rule, severity: $0) }
      }
    }
  }

  func writeDriver(_ writer: inout JSONWriter) {
    writer.member("name", "telltale")
    writer.member("version", telltaleVersion)
    writer.member("semanticVersion", telltaleVersion)
    writer.member("informationUri", report.documents.map { DocumentLink.rules(in: $0) })
    writer.member("language", "en")
    writer.member("rules", array: descriptors) { writeDescriptor($1, &$0) }
    writer.member("notifications", array: NotificationKind.allCases) { writer, kind in
      writer.object { writer in
        writer.member("id", kind.rawValue)
        writer.member("shortDescription") { $0.member("text", kind.title) }
        writer.member("defaultConfiguration") { $0.member("level", kind.level) }
      }
    }
    if !weaknesses.isEmpty {
      writer.member("supportedTaxonomies", array: CollectionOfOne("CWE")) { writer, name in
        writer.object { writer in
          writer.member("name", name)
          writer.member("index", 0)
        }
      }
    }
  }

  /// The kinds of notifications, in the order in which the driver lists them.
  enum NotificationKind: String, CaseIterable {
    case notExamined = "not-examined"
    case outdated

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    var title: String {
      switch self {
      case .notExamined: "A part of a capture was not examined"
      case .outdated: "Something in policy or baseline is not needed any more"
      }
    }

    var level: String {
      switch self {
      case .notExamined: "warning"
      case .outdated: "note"
      }
    }
  }

  private func writeDescriptor(_ descriptor: Descriptor, _ writer: inout JSONWriter) {
    let rule = descriptor.rule
    writer.object { writer in
      writer.member("id", descriptor.id)
      writer.member("name", Self.name(of: rule.id))
      writer.member("shortDescription") { $0.member("text", Printable.line(rule.title, limit: 1_000)) }
      writer.member("fullDescription") { $0.member("text", Printable.line(rule.why, limit: 1_000)) }
      writer.member("help") { writer in
        let references = rule.references.isEmpty ? "" : "\n\nSee: " + rule.references.joined(separator: ", ")
        writer.member("text", "\(rule.why)\n\nFix: \(rule.fix)\(references)")
        writer.member("markdown", Self.help(for: rule))
      }
      // The standard requires an absolute URI (§ 3.49.12), and only the user knows where the documents are.
      if rule.isEmbedded { writer.member("helpUri", report.documents.map { DocumentLink.rule(rule.id, in: $0) }) }
      writer.member("defaultConfiguration") { $0.member("level", Self.level(descriptor.severity)) }
      if !descriptor.weaknesses.isEmpty {
        writer.member("relationships", array: descriptor.weaknesses) { writeRelationship(to: $1, &$0) }
      }
      writer.member("properties") { writer in
        writer.member("precision", Self.precision(rule.confidence))
        writer.member("security-severity", Self.score(descriptor.severity))
        writer.member("tags", ["security", "privacy", rule.category.rawValue] + descriptor.weaknesses.prefix(7).map(Self.tag))
      }
    }
  }

  private func writeRelationship(to weakness: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("target") { writer in
        writer.member("id", weakness)
        writer.member("toolComponent") { writer in
          writer.member("name", "CWE")
          writer.member("index", 0)
        }
      }
      writer.member("kinds", ["relevant"])
    }
  }

  func writeTaxonomy(_ weaknesses: [String], _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", "CWE")
      writer.member("organization", "MITRE")
      writer.member("shortDescription") { $0.member("text", "Common Weakness Enumeration") }
      writer.member("informationUri", "https://cwe.mitre.org/")
      writer.member("isComprehensive", false)
      writer.member("taxa", array: weaknesses) { writer, weakness in
        writer.object { writer in
          writer.member("id", weakness)
          writer.member("helpUri", Reference.url(of: weakness))
        }
      }
    }
  }

  // MARK: What telltale's words are in SARIF and at GitHub

  static func level(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  /// A score in the range that GitHub shows as this severity (above 9.0, 7.0, 4.0, 0.1); nil for a finding that is not a weakness.
  private static func score(_ severity: Severity) -> String? {
    switch severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "2.5"
    case .info: nil
    }
  }

  private static func precision(_ confidence: Confidence) -> String {
    switch confidence {
    case .certain: "very-high"
    case .likely: "high"
    case .possible: "medium"
    }
  }

  /// `external/cwe/cwe-079`, which GitHub links; numbers have at least three digits.
  private static func tag(of weakness: String) -> String {
    let number = weakness.dropFirst(4)
    return "external/cwe/cwe-" + String(repeating: "0", count: max(0, 3 - number.count)) + number
  }

  /// `JwtInPageUrl`: the standard requires an identifier for people in addition to the ID.
  private static func name(of id: String) -> String {
    id.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func help(for rule: Rule) -> String {
    let references = rule.references.map { reference in
      Reference.url(of: reference).map { "[\(Markdown.escaped(reference))](\($0))" } ?? Markdown.escaped(reference)
    }
    return "\(Markdown.escaped(rule.why))\n\n**Fix:** \(Markdown.escaped(rule.fix))"
      + (references.isEmpty ? "" : "\n\n**See:** " + references.joined(separator: ", "))
  }
}
