import Auditing
import Bytes
import Knowledge
import Known
import Vocabulary

extension SeenSignal {
  /// Its position: `entry 3, cookie.OptanonConsent`.
  var place: String { "entry \(record), \(field)" + (requests.map { ", \(counted($0, "request"))" } ?? "") }

  /// What it says, and whether it came too late.
  var sentence: String {
    "\(name): \(verdict.description)" + (isAfterData ? "; a third party had received data before" : "")
  }
}

extension TextReport {
  /// The consent signals in the captures.
  mutating func signals() {
    guard !report.signals.isEmpty else { return }
    line(paint("Consent signals", .heading))
    for signal in report.signals.prefix(Self.mostSignals) {
      let path = report.captures.count > 1 ? report.captures[signal.capture].path + ": " : ""
      flow([Part(Printable.line(signal.sentence)), part(Printable.line(path + signal.place), .dim)], indent: 2)
    }
    let more = report.signals.count - Self.mostSignals
    if more > 0 { line(paint("  and \(counted(more, "more signal")), with --format json", .dim)) }
    line("")
  }

  /// The maximum number of signals in the list.
  private static let mostSignals = 50
}

extension JSONReport {
  static func write(_ signal: SeenSignal, in report: AuditReport, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("capture", report.captures[signal.capture].path)
      writer.member("kind", signal.kind.rawValue)
      writer.member("name", signal.name)
      writer.member("field", signal.field)
      writer.member("record", signal.record)
      if let requests = signal.requests { writer.member("requests", requests) }
      writer.key("choices")
      writer.object { writer in
        for purpose in ConsentPurpose.allCases { writer.member(purpose.rawValue, signal.verdict[purpose]?.rawValue) }
      }
      writer.member("afterData", signal.isAfterData)
    }
  }
}
