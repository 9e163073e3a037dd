import Auditing
import Detecting
import Knowledge
import Remedies
import Vocabulary

/// A value in a template's content: a text, a flag, more content, or a list. Every member must be present, with `false` for
/// nothing, because the engine looks for a missing one in the surrounding content.
typealias HTMLContent = [String: Any]

/// A report as the content of the templates: this decides what is shown, and `Templates/` how.
struct HTMLPage {
  /// The maximum number of causes in full; no one reads more, and the other formats have all.
  static let maximumCauses = 500

  let report: AuditReport
  let anchors: Anchors
  /// The destinations with findings, third parties first, then by severity.
  let destinations: [DestinationColumn]
  /// The causes that are shown.
  let causes: ArraySlice<Cause>
  /// The code and settings that stop these causes.
  let remedies: PageRemedies
  private let names: [String: String]

  init(_ report: AuditReport) {
    self.report = report
    causes = report.causes.prefix(Self.maximumCauses)
    destinations = DestinationColumn.all(of: report)
    names = Dictionary(report.traffic.map { ($0.id, $0.name) }) { first, _ in first }
    remedies = PageRemedies(report, causes)
    var anchors = Anchors()
    for cause in causes { anchors.add(.cause, cause.id) }
    for traffic in report.traffic.prefix(Self.maximumTraffic) { anchors.add(.destination, traffic.id) }
    for finding in report.findings { anchors.add(.rule, finding.rule.id) }
    for snippet in remedies.snippets { anchors.add(.code, snippet.remedy) }
    for setting in remedies.settings { anchors.add(.settings, setting.destination) }
    self.anchors = anchors
  }

  var content: HTMLContent {
    cover.merging([
      "version": telltaleVersion, "rules": Self.counted(report.rules.count, "rule"), "showsValues": report.showsValues,
      "hasFlow": !destinations.isEmpty, "flows": [FlowPicture.Shape.wide, .narrow].compactMap { FlowPicture(self, $0)?.content },
      "matrix": matrix, "causes": causeList, "remedies": remedyList, "destinations": destinationList,
      "captures": captureList, "glossary": glossary,
    ]) { $1 }
  }

  /// The name of a destination.
  func name(of destination: String) -> String { names[destination] ?? destination }

  // MARK: Words

  /// A number with its noun: `1 rule`, `1,204 rules`.
  static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    Wording.digits(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
  }
}

extension Severity {
  /// A sign for each severity, so that no report depends on colour alone.
  var sign: String {
    switch self {
    case .critical: "◆"
    case .high: "▲"
    case .medium: "■"
    case .low: "●"
    case .info: "○"
    }
  }

  /// The members for a severity in every template.
  var content: HTMLContent { ["severity": name, "sign": sign] }
}

extension Category {
  /// The name of the category for people.
  var title: String {
    switch self {
    case .credential: "Credentials"
    case .personalData: "Personal data"
    case .pageContext: "Page context"
    case .userContent: "Customers’ content"
    case .destination: "Destinations"
    case .schema: "Event schema"
    case .consent: "Consent"
    }
  }
}

extension Party {
  /// The name of the party for people.
  var title: String {
    switch self {
    case .third: "Third party"
    case .first: "The app’s own"
    case .platform: "Atlassian"
    }
  }
}
