import Assessing
import Auditing
import Knowledge
import Redacting
import Vocabulary

/// The compliance report in Markdown.
enum ComplianceMarkdown {
  static func render(_ assessment: Assessment) -> String {
    [
      head(assessment), scope(assessment), method(assessment), results(assessment), evidence(assessment), processing(assessment),
      incidents(assessment), absent(assessment), optOut(assessment), changes(assessment), limits, signOff,
    ].compactMap(\.self).joined(separator: "\n")
  }

  private static func head(_ assessment: Assessment) -> String {
    var text =
      "# Data sent by \(Markdown.escaped(assessment.appName)): compliance report\n\n\(assessment.headline)\n\n| result | controls |\n|---|---:|\n"
    for result in AssessedControl.Result.allCases { text += "| \(result.words) | \(assessment.count(result)) |\n" }
    return text
  }

  private static func scope(_ assessment: Assessment) -> String {
    var text = "## Scope\n\n| capture | recorded | records | SHA-256 |\n|---|---|---:|---|\n"
    for capture in assessment.captures {
      let origin = capture.origin.isEmpty ? "not stated" : Markdown.escaped(capture.origin)
      text += "| \(Markdown.cell(capture.path)) | \(origin) | \(capture.records) | `\(capture.digest ?? "unreadable")` |\n"
    }
    text += "\n"
    for sentence in assessment.scopeSentences { text += "\(Markdown.sentence(sentence))\n" }
    return text + "\nHosts: \(assessment.hosts.isEmpty ? "none" : assessment.hosts.map { Markdown.code($0) }.joined(separator: " "))\n"
  }

  private static func method(_ assessment: Assessment) -> String {
    var text = "## Method\n\n"
    for sentence in assessment.methodSentences { text += "\(sentence)\n" }
    text += "\n| what | SHA-256 |\n|---|---|\n| rules, destinations and frameworks | `\(assessment.method.rules)` |\n"
    if let policy = assessment.method.policy { text += "| policy | `\(policy)` |\n" }
    for input in assessment.method.inputs { text += "| \(input.title) | `\(input.digest)` |\n" }
    text += "\n### Not examined\n\n"
    return text
      + (assessment.bundle.unexamined.isEmpty
        ? "Nothing: everything in the captures was examined.\n"
        : assessment.bundle.unexamined.map { "- \(Markdown.sentence($0))\n" }.joined())
  }

  private static func results(_ assessment: Assessment) -> String {
    var text = "## Results by control\n"
    for assessed in assessment.frameworks {
      text += "\n### \(Markdown.escaped(assessed.framework.title)) (\(Markdown.escaped(assessed.framework.edition)))\n\n"
      text += "\(Markdown.escaped(assessed.framework.applies))\n\n| control | result | why | evidence |\n|---|---|---|---|\n"
      for control in assessed.controls {
        let number = "[\(Markdown.escaped(control.control.number))](\(control.control.source))"
        let evidence = control.findings.map { "`\($0.fingerprint)`" }
        let shown = evidence.prefix(4) + (evidence.count > 4 ? ["and \(evidence.count - 4) more"] : [])
        let reasons = (control.reasons + ["Not visible in traffic: \(control.control.unseen)"]).map(Markdown.cellText).joined(
          separator: " ")
        text +=
          "| \(number) \(Markdown.escaped(control.control.title))\(control.control.isUnconfirmed ? " (not confirmed at the source)" : "") "
        text += "| **\(control.result.words)** | \(reasons) | \(shown.joined(separator: " ")) |\n"
      }
    }
    return text
  }

  private static func evidence(_ assessment: Assessment) -> String {
    guard !assessment.findings.isEmpty else { return "## Evidence\n\nThe rules found nothing.\n" }
    var text = "## Evidence\n\n| finding | severity | what | examples, masked |\n|---|---|---|---|\n"
    for finding in assessment.findings {
      let examples = finding.examples.map { Markdown.cell($0) }.joined(separator: "; ")
      text += "| `\(finding.fingerprint)` | \(finding.severity.name) | \(Markdown.cellText(finding.messageWithStanding)) | \(examples) |\n"
    }
    guard !assessment.bundle.samples.isEmpty else { return text }
    text += "\nRedacted samples of what was sent: "
    return text
      + assessment.bundle.samples.map { "[\(Markdown.escaped($0.title)) at \(Markdown.escaped($0.destination))](samples/\($0.file))" }
      .joined(separator: ", ") + "\n"
  }

  private static func processing(_ assessment: Assessment) -> String {
    var text = "## Record of processing\n\nAs required by Art. 30 GDPR. The vendor or the provider fills in what traffic cannot show.\n\n"
    guard !assessment.processing.isEmpty else { return text + "No third party received anything.\n" }
    text +=
      "| recipient | data | purpose | region | role | contract | transfer | retention | safeguards |\n|---|---|---|---|---|---|---|---|---|\n"
    for activity in assessment.processing {
      let cells = [
        activity.destination.category == "unknown" ? Markdown.cell(activity.destination.name) : Markdown.escaped(activity.destination.name),
        activity.classes.map(\.title).map(Markdown.escaped).joined(separator: "; "), Markdown.stated(activity.destination.purpose),
        Markdown.stated(activity.destination.region?.uppercased()), Markdown.stated(activity.terms.role?.rawValue),
        Markdown.stated(activity.terms.contract),
        activity.isInEEA ? "none, in the EEA" : Markdown.stated(activity.terms.transfer), Markdown.stated(activity.terms.retention),
        activity.terms.safeguards.isEmpty ? Markdown.stated(nil) : activity.terms.safeguards.map(Markdown.escaped).joined(separator: "; "),
      ]
      text += "| \(cells.joined(separator: " | ")) |\n"
    }
    return text
  }

  private static func incidents(_ assessment: Assessment) -> String {
    let rows = assessment.processing.flatMap { activity in
      activity.classes.compactMap { dataClass in dataClass.exposure.map { (activity, dataClass, $0) } }
    }
    var text =
      "## If this is an incident\n\n\(Assessment.incidentSentence)\n\n"
    guard !rows.isEmpty else { return text + "The rules found no data in what third parties received.\n" }
    text += "| recipient | data | people | different values | records |\n|---|---|---:|---:|---:|\n"
    for (activity, dataClass, exposure) in rows {
      text +=
        "| \(Markdown.cellText(activity.destination.name)) | \(Markdown.escaped(dataClass.title)) | \(exposure.peopleText) | \(exposure.values.description) | \(exposure.records) |\n"
    }
    return text
  }

  private static func absent(_ assessment: Assessment) -> String {
    let absent = assessment.bundle.absences.filter(\.findings.isEmpty)
    var text = "## What is not sent\n\n\(assessment.absenceSentence)\n\n"
    text += absent.map { "- \($0.title)\($0.hasForm ? "" : ", judged by format, field names and wording")\n" }.joined()
    guard !assessment.bundle.disclosures.isEmpty else { return text }
    text += "\nSent on purpose, and disclosed:\n\n"
    return text + assessment.bundle.disclosures.map { "- \(Markdown.code($0.what)): \(Markdown.escaped($0.reason))\n" }.joined()
  }

  private static func optOut(_ assessment: Assessment) -> String {
    "## Opting out and consent\n\n\(Markdown.sentence(assessment.bundle.optOut.statement))\n"
  }

  private static func changes(_ assessment: Assessment) -> String? {
    guard let changes = assessment.changes else { return nil }
    return "## Changes since \(Markdown.escaped(changes.since))\n\n"
      + changes.sentences(assessment).map { "- \(Markdown.sentence($0))\n" }.joined()
  }

  private static let limits = "## Limits\n\n" + Assessment.limits.map { "- \(Markdown.escaped($0))\n" }.joined()
  private static let signOff =
    "## Sign-off\n\n| | name | date | signature |\n|---|---|---|---|\n" + Assessment.signatures.map { "| \($0) | | | |\n" }.joined()
}

extension Markdown {
  /// A sentence in a table's cell.
  static func cellText(_ text: String) -> String { sentence(text).replacing("|", with: "\\|") }

  /// The policy's statement, or a placeholder for it.
  static func stated(_ text: String?) -> String { text.map { escaped($0) } ?? "*to be filled in*" }
}
