import Auditing
import Bytes
import Knowledge
import Remedies
import Vocabulary

/// The change for programs: a versioned format, with the schema `Schemas/fix.schema.json`.
enum FixJSON {
  /// It increases if a member is removed or changes its meaning. New members may be added without.
  static let schemaVersion = 1

  static func render(_ fix: Fix) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(schemaVersion: schemaVersion)
      for (key, report) in [("before", fix.before), ("after", fix.after)] {
        writer.key(key)
        writer.object { writer in
          writer.counts(of: report.verdict)
        }
      }
      writer.key("snippets")
      writer.array(fix.snippets) { writer, snippet in write(snippet, "removes", fix.gone(by: snippet), &writer) }
      writer.key("advised")
      writer.array(fix.advised) { writer, snippet in write(snippet, "concerns", fix.advised(by: snippet), &writer) }
      writer.key("gone")
      writer.array(fix.gone) { writer, finding in writer.object { write(finding, &$0) } }
      writer.key("remaining")
      writer.array(fix.remaining) { writer, remainder in
        writer.object { writer in
          write(remainder.finding, &writer)
          writer.member("new", remainder.isNew)
          writer.member("advice", remainder.advice)
        }
      }
    }
    return writer.text + "\n"
  }

  private static func write(_ snippet: Snippet, _ key: String, _ findings: [Finding], _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("remedy", snippet.remedy)
      writer.member("destinations", snippet.destinations)
      writer.member("library", snippet.library)
      writer.member("place", snippet.place)
      writer.member("language", snippet.language.rawValue)
      writer.member("checked", snippet.checked)
      writer.member("code", snippet.code)
      writer.member("bypasses", snippet.bypasses)
      if let doubt = snippet.doubt { writer.member("doubt", doubt) }
      writer.member(key, findings.map(\.fingerprint))
    }
  }

  private static func write(_ finding: Finding, _ writer: inout JSONWriter) {
    writer.member("rule", finding.rule.id)
    writer.member("severity", finding.severity.name)
    writer.member("destination", finding.destination)
    writer.member("party", finding.party.rawValue)
    writer.member("event", finding.event)
    writer.member("field", finding.field)
    writer.member("fingerprint", finding.fingerprint)
    writer.member("count", finding.count)
  }
}
