import Assessing
import Auditing
import Bytes
import Captures
import Knowledge
import Redacting
import Vocabulary

/// The compliance report for programs, and for comparison with the next one (`Schemas/compliance.schema.json`).
enum ComplianceJSON {
  static func render(_ assessment: Assessment) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("kind", "compliance")
      writer.head(schemaVersion: EarlierAssessment.schemaVersion)
      writer.member("date", assessment.date.description)
      if let app = assessment.app { writer.member("app", app) }
      writer.key("verdict")
      writer.object { $0.counts(of: assessment.verdict) }
      writer.member("results") { writer in
        for result in AssessedControl.Result.allCases { writer.member(result.rawValue, assessment.count(result)) }
      }
      writer.member("scope") { scope(assessment, &$0) }
      writer.member("method") { method(assessment, &$0) }
      writer.member("frameworks", array: assessment.frameworks, framework)
      writer.member("findings", array: assessment.findings, finding)
      writer.member("processing", array: assessment.processing, activity)
      writer.member("notSent", array: assessment.bundle.absences.filter(\.findings.isEmpty)) { writer, absence in
        writer.object {
          $0.member("title", absence.title)
          $0.member("hasForm", absence.hasForm)
        }
      }
      writer.member("disclosed", array: assessment.bundle.disclosures) { writer, disclosure in
        writer.object {
          $0.member("what", disclosure.what)
          $0.member("reason", disclosure.reason)
          $0.member("link", disclosure.link)
          $0.member("seen", disclosure.wasSeen)
        }
      }
      writer.member("optOut") {
        $0.member("statement", assessment.bundle.optOut.statement)
        $0.member("gap", assessment.bundle.optOut.isGap)
      }
      writer.member("samples", assessment.bundle.samples.map { "samples/\($0.file)" })
      writer.member("limits", Assessment.limits)
      if let changes = assessment.changes { writer.member("changes") { self.changes(changes, &$0) } }
    }
    return writer.text + "\n"
  }

  private static func scope(_ assessment: Assessment, _ writer: inout JSONWriter) {
    writer.member("captures", array: assessment.captures) { writer, capture in
      writer.object { writer in
        writer.member("path", capture.path)
        writer.member("sha256", capture.digest)
        writer.member("kind", capture.kind?.rawValue ?? "unknown")
        writer.member("producer", capture.producer)
        writer.member("from", capture.span?.first)
        writer.member("to", capture.span?.last)
        writer.member("records", capture.records)
        writer.member("optedOut", capture.isOptedOut)
        writer.member("complete", capture.complete)
      }
    }
    writer.member("records", assessment.records)
    writer.member("hosts", assessment.hosts)
    writer.member("ownDomains", assessment.ownership)
    writer.member("people", assessment.learned)
  }

  private static func method(_ assessment: Assessment, _ writer: inout JSONWriter) {
    let method = assessment.method
    writer.member("version", method.version)
    writer.member("rulesSha256", method.rules)
    writer.member("policySha256", method.policy)
    writer.member("inputs", array: method.inputs) { writer, input in
      writer.object {
        $0.member("title", input.title)
        $0.member("sha256", input.digest)
      }
    }
    writer.member("rules", method.ruleCount)
    writer.member("destinations", method.destinationCount)
    writer.member("notExamined", assessment.bundle.unexamined)
  }

  private static func framework(_ writer: inout JSONWriter, _ assessed: AssessedFramework) {
    writer.object { writer in
      writer.member("id", assessed.framework.id)
      writer.member("title", assessed.framework.title)
      writer.member("edition", assessed.framework.edition)
      writer.member("source", assessed.framework.source)
      writer.member("controls", array: assessed.controls) { writer, control in
        writer.object { writer in
          writer.member("id", control.control.id)
          writer.member("number", control.control.number)
          writer.member("title", control.control.title)
          writer.member("asks", control.control.asks)
          writer.member("source", control.control.source)
          writer.member("result", control.result.rawValue)
          writer.member("reasons", control.reasons)
          writer.member("unseen", control.control.unseen)
          if control.control.isUnconfirmed { writer.member("unconfirmed", true) }
          writer.member("findings", control.findings.map(\.fingerprint))
          if !control.accepted.isEmpty { writer.member("accepted", control.accepted.map(\.fingerprint)) }
        }
      }
    }
  }

  private static func finding(_ writer: inout JSONWriter, _ finding: Finding) {
    writer.object { writer in
      writer.member("fingerprint", finding.fingerprint)
      writer.member("rule", finding.rule.id)
      writer.member("title", finding.rule.title)
      writer.member("severity", finding.severity.name)
      writer.member("message", finding.message)
      writer.member("destination", finding.destination)
      writer.member("party", finding.party.rawValue)
      writer.member("event", finding.event)
      writer.member("field", finding.field)
      writer.member("status", finding.disposition.name)
      writer.member("statusReason", finding.disposition.explanation)
      writer.member("count", finding.count)
      writer.member("examples", finding.examples)
    }
  }

  private static func activity(_ writer: inout JSONWriter, _ activity: ProcessingActivity) {
    writer.object { writer in
      writer.member("destination", activity.destination.id)
      writer.member("name", activity.destination.name)
      writer.member("category", activity.destination.category)
      writer.member("hosts", activity.destination.hosts)
      writer.member("through", activity.destination.through)
      writer.member("purpose", activity.destination.purpose)
      writer.member("region", activity.destination.region)
      writer.member("statedRegion", activity.destination.statedRegion)
      writer.member("role", activity.terms.role?.rawValue)
      writer.member("contract", activity.terms.contract)
      writer.member("transfer", activity.terms.transfer)
      writer.member("retention", activity.terms.retention)
      writer.member("safeguards", activity.terms.safeguards)
      writer.member("classes", array: activity.classes) { writer, dataClass in
        writer.object { writer in
          writer.member("title", dataClass.title)
          guard let exposure = dataClass.exposure else { return }
          if let people = exposure.people { count("people", people, &writer) }
          count("values", exposure.values, &writer)
          writer.member("records", exposure.records)
          writer.member("findings", dataClass.findings)
        }
      }
    }
  }

  private static func count(_ name: String, _ count: ValueCount, _ writer: inout JSONWriter) {
    writer.member(name) {
      $0.member("count", count.number)
      $0.member("exact", count.isExact)
    }
  }

  private static func changes(_ changes: Changes, _ writer: inout JSONWriter) {
    writer.member("since", changes.since)
    writer.member("controls", array: changes.controls) { writer, control in
      writer.object {
        $0.member("framework", control.framework)
        $0.member("number", control.number)
        $0.member("before", control.before.rawValue)
        $0.member("after", control.after.rawValue)
      }
    }
    writer.member("newFindings", changes.appeared)
    writer.member("goneFindings", changes.gone)
    writer.member("newDestinations", changes.newDestinations)
    writer.member("formerDestinations", changes.formerDestinations)
  }
}

extension Finding {
  /// Masked examples: `"j…(16)" in entry 6, page.url`.
  var examples: [String] {
    var seen: Set<String> = []
    return occurrences.map { occurrence in
      let excerpt = occurrence.excerpt.isEmpty ? "" : "“\(occurrence.excerpt)” in "
      return "\(excerpt)record \(occurrence.record)" + (occurrence.path.isEmpty ? "" : ", \(occurrence.path)")
    }.filter { seen.insert($0).inserted }.prefix(Self.mostExamples).map(\.self)
  }

  private static let mostExamples = 3
}
