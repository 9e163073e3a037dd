import Bytes
import Captures
import Detecting
import Knowledge
import Plans
import Vocabulary

/// Tests a rule about events with examples that are whole sessions: events of the Segment spec, and URLs that a browser requests.
enum EventStage {
  /// Whether the rule with this number in the book reports a session.
  static func fires(_ rule: Int, of book: RuleBook, on session: [String], plan: String?) throws -> Bool {
    let path = "example.har"
    var configuration = Audit.Configuration(paths: [path])
    configuration.plan = try plan.map { text throws(ConfigurationError) in try PlanFile.plan([(path: "plan", text: text)]) }
    configuration.firstParty = ["app.example"]
    let report = try Audit.run(configuration, book: book, from: MemoryCapture(path: path, bytes: capture(session)))
    return report.findings.contains { $0.rule.id == book.rules[rule].id }
  }

  /// A capture of a session. Events go to Segment, in the format of its library.
  private static func capture(_ session: [String]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("log") { writer in
        writer.member("version", "1.2")
        writer.member("entries", array: session) { writer, step in
          writer.object { writer in
            writer.member("startedDateTime", "2026-11-20T09:30:00.000Z")
            writer.member("request") { writer in
              let isURL = step.hasPrefix("https://")
              writer.member("method", isURL ? "GET" : "POST")
              writer.member("url", isURL ? step : "https://api.segment.io/v1/t")
              writer.member("headers", array: [String]()) { _, _ in }
              if !isURL {
                writer.member("postData") { writer in
                  writer.member("mimeType", "text/plain")
                  writer.member("text", step)
                }
              }
            }
            writer.member("response") { $0.member("status", 200) }
          }
        }
      }
    }
    return Array(writer.text.utf8)
  }
}
