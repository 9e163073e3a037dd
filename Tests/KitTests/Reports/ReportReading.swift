import Foundation
import Testing

@testable import Reports

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a report like its reader does, to show what is left of a hostile text after the escapes.
enum ReportReading {
  /// The texts in a report; fails if the report is not well formed.
  static func texts(of report: String, _ format: ReportFormat) throws -> [String] {
    switch format {
    case .text, .markdown: return [report]
    case .json, .sarif, .gitlab: return strings(in: try JSONSerialization.jsonObject(with: Data(report.utf8), options: .fragmentsAllowed))
    case .ndjson:
      return try report.split(separator: "\n").flatMap { strings(in: try JSONSerialization.jsonObject(with: Data($0.utf8))) }
    case .junit: return try XMLTexts.read(report)
    case .html:
      let markup = Markup(report)
      #expect(markup.failure == nil)
      return [markup.text] + markup.elements.flatMap(\.attributes.values)
    case .github:
      let lines = report.split(separator: "\n")
      #expect(lines.allSatisfy(isAnnotation))
      return lines.map(String.init)
    }
  }

  /// Whether a line is a valid workflow command: a level, known properties whose values have no `:` or `,`, and a message.
  static func isAnnotation(_ line: Substring) -> Bool {
    line.wholeMatch(of: annotation) != nil
      && !line.unicodeScalars.split(separator: "%").dropFirst().contains { part in
        !["25", "0A", "3A", "2C"].contains { part.starts(with: $0.unicodeScalars) }
      }
  }

  /// By scalars, like a program.
  private static var annotation: some RegexComponent {
    /::(error|warning|notice) (file=[^:,]*,)?(line=[0-9]+,)?title=[^:,]*::.*/.matchingSemantics(.unicodeScalar)
  }

  private static func strings(in value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let members as [String: Any]: members.flatMap { [$0.key] + strings(in: $0.value) }
    case let elements as [Any]: elements.flatMap(strings)
    default: ["other"]
    }
  }

  /// The parts of Markdown outside code spans (CommonMark § 6.1), in which nothing is markup. By scalars, like a program.
  static func markup(of markdown: String) -> String {
    markdown.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var (outside, rest) = ("".unicodeScalars, line)
      while let character = rest.first {
        let run = rest.prefix { $0 == "`" }
        if character == "\\" {
          outside += rest.prefix(2)
          rest = rest.dropFirst(2)
        } else if run.isEmpty {
          outside.append(character)
          rest = rest.dropFirst()
        } else {
          rest = rest.dropFirst(run.count)
          guard let end = closing(run.count, in: rest) else {
            outside += run
            continue
          }
          rest = rest[end...]
        }
      }
      return String(outside)
    }.joined(separator: "\n")
  }

  /// The end of the next run of exactly `count` backticks.
  private static func closing(_ count: Int, in text: Substring.UnicodeScalarView) -> Substring.Index? {
    var at = text.startIndex
    while let start = text[at...].firstIndex(of: "`") {
      let run = text[start...].prefix { $0 == "`" }
      if run.count == count { return run.endIndex }
      at = run.endIndex
    }
    return nil
  }
}

/// Texts and attributes of a JUnit report, which must be XML of known elements alone.
private final class XMLTexts: NSObject, XMLParserDelegate {
  private var texts: [String] = []
  private var names: Set<String> = []

  static func read(_ xml: String) throws -> [String] {
    let texts = XMLTexts()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = texts
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(
      texts.names.isSubset(of: [
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out", "properties", "property",
      ]))
    return texts.texts
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
  ) {
    names.insert(name)
    #expect(Set(attributes.keys).isSubset(of: ["name", "classname", "tests", "failures", "errors", "skipped", "message", "type", "value"]))
    texts += attributes.values
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { texts.append(string) }
}
