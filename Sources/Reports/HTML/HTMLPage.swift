import Auditing
import Detecting
import Knowledge
import Remedies
import Vocabulary

/// What one member of a template's content is: a text, a flag, more content, or a list. A member that is due is always there, `false` where
/// there is nothing to say, because an engine that misses one looks for its name further out.
typealias HTMLContent = [String: Any]

/// A report as the content of the templates: every decision of what is shown is made here, and every decision of how in `Templates/`.
struct HTMLPage {
  /// How many causes are told in full; a person reads no more, and the other formats have all.
  static let maximumCauses = 500

  let report: AuditReport
  let anchors: Anchors
  /// Who received something that was found, third parties first, then the one with the most severe.
  let destinations: [DestinationColumn]
  /// The causes that are told.
  let causes: ArraySlice<Cause>
  /// What stops the causes that are told.
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
      "matrix": matrix, "causes": causeList, "remedies": remedyList, "destinations": recipientList,
      "captures": captureList, "glossary": glossary,
    ]) { $1 }
  }

  /// What a destination is called.
  func name(of destination: String) -> String { names[destination] ?? destination }

  // MARK: Words

  /// A number with its noun: `1 rule`, `1,204 rules`.
  static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    Wording.digits(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
  }
}

extension Severity {
  /// A sign for each severity, so that no report depends on colour.
  var sign: String {
    switch self {
    case .critical: "◆"
    case .high: "▲"
    case .medium: "■"
    case .low: "●"
    case .info: "○"
    }
  }

  /// The members by which every template shows a severity.
  var content: HTMLContent { ["severity": name, "sign": sign] }
}

extension Category {
  /// What the category is called in front of people.
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
  /// Whose destination it is.
  var title: String {
    switch self {
    case .third: "Third party"
    case .first: "The app’s own"
    case .platform: "Atlassian"
    }
  }
}
