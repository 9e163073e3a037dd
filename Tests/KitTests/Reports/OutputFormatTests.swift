import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Knowledge
@testable import Redacting
@testable import Remedies
@testable import Reports

/// Every format of every kind of report, through their common protocol. Each format also has its own tests.
@Suite struct OutputFormatTests {
  /// A report in one format.
  private struct Written {
    let kind: String
    let form: String
    let text: String
  }

  private static func written<Format: OutputFormat>(_ report: Format.Report, _ formats: Format.Type) -> [Written] {
    Format.allCases.map { Written(kind: "\(Format.self)", form: $0.rawValue, text: $0.render(report)) }
  }

  /// A capture with content for every kind of report.
  private func capture(_ text: String) -> String {
    let (json, mail) = (Encode.string(text), "jane.roe@copperline.dev")
    let event =
      #"{"type":"track","event":\#(json),"userId":\#(json),"messageId":"m","context":{"library":{"name":"analytics.js"}},"#
      + #""properties":{\#(json):"\#(mail)","form":{\#(json):"\#(mail)"},"list":[{"owner":"\#(mail)"}]}}"#
    let url = "https://\(text).collect.test/\(text)?\(text)=\(mail)#\(text)"
    return Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: event),
      Recording.entry(url, method: "POST", headers: [(text, mail)], body: "\(text)=\(mail)"))
  }

  /// All reports of a capture with a text.
  private func reports(_ text: String) throws -> [Written] {
    let capture = capture(text)
    let audited = try Audited(capture) { $0.inventory = true }
    let inventory = try #require(audited.report.inventory)
    let nothing = Inventory(captures: 0, records: 0, gaps: 0, omitted: 0, destinations: [])
    let gate = DiffGate(failOn: FieldClass.severe, allowsIncomplete: false)
    let fix = try Fixed(capture).fix
    #expect(!audited.findings.isEmpty && !inventory.destinations.isEmpty && !fix.remaining.isEmpty)
    return Self.written(audited.report, ReportFormat.self) + Self.written(inventory, InventoryFormat.self)
      + Self.written(DiffReport(InventoryDiff(before: nothing, after: inventory), gate), DiffFormat.self)
      + Self.written(DiffReport(InventoryDiff(before: inventory, after: nothing), gate), DiffFormat.self)
      + Self.written(fix, FixFormat.self) + Self.written(try certificate(text), CertificateFormat.self)
  }

  /// A certificate of captures and fields with a text as their name.
  private func certificate(_ text: String) throws -> RedactionCertificate {
    var configuration = Redaction.Configuration(paths: [text])
    configuration.choice.fields = [Glob(text)]
    configuration.choice.identifiers = [Glob(text)]
    configuration.choice.kept = [text]
    configuration.choice.only = [text]
    var result = try Redacted(capture("word")).result
    for index in result.captures.indices {
      (result.captures[index].input, result.captures[index].output) = (text, text)
      result.captures[index].leftOut = [text]
    }
    return RedactionCertificate(result, configuration, rules: "0")
  }

  private static let programs: Set<String> = ["json", "sarif", "gitlab", "schema"]

  @Test(arguments: HostileTextTests.hostile)
  func `a hostile text goes through every format of every report`(_ name: String, _ text: String) throws {
    for report in try reports(text) {
      let id: Comment = "\(report.kind) \(report.form)"
      let hidden = report.text.unicodeScalars.filter { Printable.isHidden($0) && $0 != "\n" && !(report.form == "csv" && $0 == "\r") }
      #expect(hidden.isEmpty, id)
      let commands = report.text.split(separator: "\n").filter { line in
        line.trimmingPrefix(while: \.isWhitespace).hasPrefix("::") || line.contains(/##\[|##[a-z]+\[/)
      }
      #expect(commands.filter { report.form != "github" || !ReportReading.isAnnotation($0) } == [], id)
      if Self.programs.contains(report.form) {
        #expect(throws: Never.self, id) { try JSONSerialization.jsonObject(with: Data(report.text.utf8)) }
      }
      if report.form == "markdown" { #expect(!ReportReading.markup(of: report.text).contains(HostileTextTests.mark), id) }
    }
  }

  @Test func `no format contains a value unless it may show it`() throws {
    let text = "jane.roe@copperline.dev"
    for report in try reports("word") { #expect(!report.text.contains(text), "\(report.kind) \(report.form)") }
    #expect(ReportFormat.json.showsValues && !InventoryFormat.json.showsValues && !CertificateFormat.json.showsValues)
  }

  /// The tests above cover every kind.
  @Test func `every kind of report is tested`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../../Sources").standardizedFileURL.path
    var kinds: Set<String> = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder) where file.hasSuffix(".swift") {
      let source = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      kinds.formUnion(source.matches(of: /enum (\w+): String, OutputFormat/).map { String($0.1) })
    }
    #expect(kinds == Set(try reports("word").map(\.kind)))
    #expect(kinds.count == 5)
  }
}
