import Assessing
import Auditing
import Knowledge
import Redacting
import Vocabulary

/// The compliance report as a page that prints well: one file that works from disk, loads nothing and has no script.
enum CompliancePage {
  static func render(_ assessment: Assessment) -> String {
    var content = head(assessment).merging(body(assessment)) { first, _ in first }
    content["style"] = style
    content["policy"] = "default-src 'none'; style-src '\(HTMLTemplates.source(style))'; base-uri 'none'; form-action 'none'"
    return HTMLTemplates.render(content, "compliance")
  }

  private static let style = ["report.css", "bundle.css", "compliance.css"].map(HTMLTemplates.file).joined(separator: "\n")

  private static func head(_ assessment: Assessment) -> HTMLContent {
    let method = assessment.method
    var digests = [(title: "Rules, destinations and frameworks", digest: method.rules)]
    if let policy = method.policy { digests.append(("Policy", policy)) }
    digests += method.inputs
    return [
      "appName": assessment.appName, "version": telltaleVersion, "date": assessment.date.description, "conclusion": assessment.conclusion,
      "headline": assessment.headline,
      "tone": tone(of: assessment),
      "frameworks": assessment.frameworks.map(framework), "signatures": Assessment.signatures, "scope": assessment.scopeSentences,
      "captures": assessment.captures.map { capture -> HTMLContent in
        [
          "name": capture.path, "records": HTMLPage.counted(capture.records, "record"),
          "origin": capture.origin.isEmpty ? false : capture.origin as Any, "isOptedOut": capture.isOptedOut,
          "digest": capture.digest ?? "unreadable",
        ]
      },
      "hosts": assessment.hosts, "method": assessment.methodSentences,
      "digests": digests.map { ["title": $0.title, "digest": $0.digest] as HTMLContent },
      "gaps": assessment.bundle.unexamined, "hasGaps": !assessment.bundle.unexamined.isEmpty,
    ]
  }

  /// The class of the verdict's box.
  private static func tone(of assessment: Assessment) -> String {
    switch assessment.outcome {
    case .contradicted: "fail"
    case .incomplete: "incomplete"
    case .satisfied: "pass"
    }
  }

  private static func body(_ assessment: Assessment) -> HTMLContent {
    let bundle = assessment.bundle
    let absent = bundle.absences.filter(\.findings.isEmpty)
    let incidents = assessment.processing.flatMap(incidents)
    return [
      "incidentSentence": Assessment.incidentSentence, "findings": assessment.findings.map(finding),
      "hasFindings": !assessment.findings.isEmpty,
      "samples": bundle.samples.map {
        ["title": $0.title, "file": $0.file, "destination": bundle.name(of: $0.destination)] as HTMLContent
      },
      "hasSamples": !bundle.samples.isEmpty, "processing": assessment.processing.map(activity),
      "hasProcessing": !assessment.processing.isEmpty, "incidents": incidents, "hasIncidents": !incidents.isEmpty,
      "absenceSentence": assessment.absenceSentence,
      "absent": absent.map { $0.hasForm ? $0.title : "\($0.title), judged by format, field names and wording" },
      "hasAbsent": !absent.isEmpty, "disclosures": bundle.disclosures.map { ["what": $0.what, "reason": $0.reason] as HTMLContent },
      "hasDisclosures": !bundle.disclosures.isEmpty, "optOut": bundle.optOut.statement, "optOutIsGap": bundle.optOut.isGap,
      "hasChanges": assessment.changes != nil, "since": assessment.changes?.since ?? "",
      "changes": assessment.changes?.sentences(assessment) ?? [], "limits": Assessment.limits,
    ]
  }

  private static func framework(_ assessed: AssessedFramework) -> HTMLContent {
    [
      "id": assessed.framework.id, "title": assessed.framework.title, "edition": assessed.framework.edition,
      "applies": assessed.framework.applies, "satisfied": assessed.count(.satisfied), "notSatisfied": assessed.count(.notSatisfied),
      "notAssessed": assessed.count(.notAssessed), "controls": assessed.controls.map(control),
    ]
  }

  /// The maximum number of findings listed for a control.
  private static let mostFindings = 6

  private static func control(_ control: AssessedControl) -> HTMLContent {
    let more = control.findings.count - mostFindings
    return [
      "number": control.control.number, "title": control.control.title, "asks": control.control.asks, "source": control.control.source,
      "isUnconfirmed": control.control.isUnconfirmed, "result": control.result.rawValue, "words": control.result.words,
      "reasons": control.reasons, "evidence": control.findings.prefix(mostFindings).map(\.fingerprint),
      "more": more > 0 ? "and \(more) more" : false as Any, "unseen": control.control.unseen,
    ]
  }

  private static func finding(_ finding: Finding) -> HTMLContent {
    [
      "fingerprint": finding.fingerprint, "message": finding.messageWithStanding, "severity": finding.severity.name,
      "examples": finding.examples, "count": HTMLPage.counted(finding.count, "time"),
    ]
  }

  private static func activity(_ activity: ProcessingActivity) -> HTMLContent {
    let destination = activity.destination
    let rows: [(String, String?)] = [
      ("Data", activity.classes.map(\.title).joined(separator: "; ")),
      ("Purpose", destination.purpose),
      ("Region", destination.region?.uppercased()),
      ("Hosts", (destination.hosts + destination.through.map { "through \($0)" }).joined(separator: " ")),
      ("Role", activity.terms.role?.rawValue),
      ("Contract", activity.terms.contract),
      ("Transfer", activity.isInEEA ? "none, in the EEA" : activity.terms.transfer),
      ("Retention", activity.terms.retention),
      ("Safeguards", activity.terms.safeguards.isEmpty ? nil : activity.terms.safeguards.joined(separator: "; ")),
    ]
    return [
      "name": destination.name, "kind": destination.kind,
      "rows": rows.map { title, text -> HTMLContent in ["title": title, "text": text as Any? ?? false] },
    ]
  }

  private static func incidents(_ activity: ProcessingActivity) -> [HTMLContent] {
    activity.classes.compactMap { dataClass in
      dataClass.exposure.map { exposure in
        [
          "name": activity.destination.name, "title": dataClass.title, "people": exposure.peopleText,
          "values": exposure.values.description, "records": Wording.digits(exposure.records),
        ]
      }
    }
  }
}
