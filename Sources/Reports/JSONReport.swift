package import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Known
import Vocabulary

/// The report for programs: a versioned format, with the schema `Schemas/report.schema.json`.
package enum JSONReport {
  /// It increases if a member is removed or changes its meaning. New members may be added without.
  package static let schemaVersion = 2

  package static func render(_ report: AuditReport) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(schemaVersion: schemaVersion)
      writer.key("verdict")
      write(report.verdict, &writer)
      writer.member("policy", report.policy)
      if let evidence = report.evidence {
        writer.member("date", evidence.date.description)
        writer.member("rulesDigest", evidence.rules)
        writer.member("policyDigest", evidence.policy)
        if evidence.plan != nil { writer.member("planDigest", evidence.plan) }
      }
      writer.key("notes")
      writer.array(report.notes) { writer, note in
        writer.object { writer in
          writer.member("file", note.file)
          writer.member("line", note.line)
          writer.member("message", note.message)
        }
      }
      if let learned = report.learned, learned.sentence != nil {
        writer.key("learned")
        write(learned, &writer)
      }
      if !report.signals.isEmpty {
        writer.key("signals")
        writer.array(report.signals) { write($1, in: report, &$0) }
      }
      if !report.folding.isEmpty { writer.member("folding", report.folding) }
      if report.showsValues { writer.member("showsValues", true) }
      if let filtering = report.filtering { writer.member("filter") { write(filtering, &$0) } }
      writer.key("captures")
      writer.array(report.captures) { write($1, &$0) }
      writer.key("ownDomains")
      writer.array(report.ownDomains) { writer, own in
        writer.object { writer in
          writer.member("domain", own.domain)
          writer.member("evidence", own.evidence.rawValue)
          writer.member("requests", own.requests)
          writer.member("guess", own.isGuess)
        }
      }
      writer.key("destinations")
      writer.array(report.traffic) { write($1, &$0) }
      writer.key("findings")
      writer.array(report.findings) { write($1, &$0) }
      writer.key("causes")
      writer.array(report.causes) { write($1, &$0) }
    }
    return writer.text + "\n"
  }

  /// The members for the filter, the same in every report for programs.
  static func write(_ filtering: AuditReport.Filtering, _ writer: inout JSONWriter) {
    let filter = filtering.filter
    let lists = [
      ("rule", filter.rules.map(\.description)), ("destination", filter.destinations.map(\.description)),
      ("category", filter.categories.map(\.rawValue)), ("field", filter.fields.map(\.description)),
    ]
    for (name, values) in lists where !values.isEmpty { writer.member(name, values) }
    writer.member("severity", filter.severity?.name)
    writer.member("shown", filtering.shown)
    writer.member("hidden", filtering.hidden.count)
  }

  private static func write(_ verdict: Verdict, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.counts(of: verdict)
      writer.key("accepted")
      writer.object { writer in
        for (name, count) in verdict.accepted.sorted(by: { $0.key < $1.key }) { writer.member(name, count) }
      }
    }
  }

  private static func write(_ capture: AuditedCapture, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("path", capture.path)
      writer.member("kind", capture.kind?.rawValue ?? "unknown")
      writer.member("records", capture.records)
      writer.member("bytes", capture.bytes)
      writer.member("sha256", capture.digest)
      writer.member("producer", capture.producer)
      writer.member("from", capture.span?.first)
      writer.member("to", capture.span?.last)
      writer.member("ignored", capture.ignored)
      if capture.isOptedOut { writer.member("optedOut", true) }
      writer.member("complete", capture.complete)
      writer.member("error", capture.error?.description)
      writer.key("gaps")
      writer.array(capture.gaps) { writer, gap in
        writer.object { writer in
          if let record = gap.record { writer.member("record", record) }
          writer.member("place", gap.place)
          writer.member("reason", gap.reason)
          if let position = gap.position {
            writer.member("offset", position.offset)
            writer.member("line", position.line)
            writer.member("column", position.column)
          }
        }
      }
    }
  }

  private static func write(_ traffic: DestinationTraffic, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", traffic.id)
      writer.member("name", traffic.name)
      writer.member("category", traffic.category)
      writer.member("party", traffic.party.rawValue)
      writer.member("hosts", traffic.hosts)
      writer.member("records", traffic.records)
      if traffic.accounts.number > 0 { writer.member("accounts", traffic.accounts.number) }
      if !traffic.through.isEmpty { writer.member("through", traffic.through) }
      writer.key("events")
      writer.object { writer in
        for type in EventType.allCases {
          if let count = traffic.events[type] { writer.member(type.rawValue, count) }
        }
      }
    }
  }

  private static func write(_ finding: Finding, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("rule", finding.rule.id)
      writer.member("title", finding.rule.title)
      writer.member("category", finding.rule.category.rawValue)
      writer.member("severity", finding.severity.name)
      writer.member("confidence", finding.confidence.rawValue)
      writer.member("mitigation", finding.mitigation?.rawValue)
      writer.member("message", finding.message)
      writer.member("destination", finding.destination)
      writer.member("party", finding.party.rawValue)
      writer.member("event", finding.event)
      writer.member("field", finding.field)
      writer.member("fingerprint", finding.fingerprint)
      writer.member("status", finding.disposition.name)
      writer.member("statusReason", finding.disposition.explanation)
      writer.member("count", finding.count)
      if let records = finding.records { writer.member("records", records) }
      if let events = finding.events { writer.member("events", events) }
      writer.member("captures", finding.captures.count)
      write(finding.values, &writer)
      write("first", finding.first, &writer)
      write("last", finding.last, &writer)
      writer.member("why", finding.why)
      writer.member("fix", finding.fix)
      writer.member("references", finding.rule.references)
      writer.key("occurrences")
      writer.array { writer in
        for occurrence in finding.occurrences { writer.element { write(occurrence, &$0) } }
      }
    }
  }

  private static func write(_ values: ValueCount, _ writer: inout JSONWriter) {
    writer.key("values")
    writer.object { writer in
      writer.member("count", values.number)
      writer.member("exact", values.isExact)
    }
  }

  private static func write(_ name: String, _ place: Finding.Place?, _ writer: inout JSONWriter) {
    guard let place else { return }
    writer.key(name)
    writer.object { writer in
      writer.member("capture", place.capture)
      writer.member("record", place.record)
      writer.member("line", place.line)
      writer.member("time", place.time)
    }
  }

  private static func write(_ cause: Cause, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", cause.id)
      writer.member("rule", cause.lead.rule.id)
      writer.member("title", cause.lead.rule.title)
      writer.member("severity", cause.severity.name)
      writer.member("count", cause.count)
      writer.member("fix", cause.lead.fix)
      writer.member("findings", cause.findings.map(\.fingerprint))
      writer.key("reachedFields")
      writer.array(cause.reachedFields) { writer, reached in
        writer.object { writer in
          writer.member("destination", reached.first.destination)
          writer.member("party", reached.first.party.rawValue)
          writer.member("rule", reached.first.rule.id)
          writer.member("severity", reached.first.severity.name)
          writer.member("field", reached.first.field)
          writer.member("events", reached.events)
          writer.member("count", reached.count)
        }
      }
    }
  }

  /// The members of an occurrence, the same in every report for programs.
  static func write(_ occurrence: Finding.Occurrence, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("capture", occurrence.capture)
      writer.member("record", occurrence.record)
      writer.member("path", occurrence.path)
      writer.member("field", occurrence.field)
      writer.member("layers", occurrence.layers)
      writer.member("start", occurrence.start)
      writer.member("end", occurrence.end)
      writer.member("line", occurrence.line)
      writer.member("column", occurrence.column)
      writer.member("excerpt", occurrence.excerpt)
      writer.member("value", occurrence.value)
      if let token = occurrence.token {
        writer.key("token")
        write(token, &writer)
      }
      guard let source = occurrence.source else { return }
      writer.key("source")
      write(source.origin, what: source.what, &writer)
    }
  }
}
