import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// The words with which rules, personas and redaction name kinds of values.
@Suite struct PlaceholderKindTests {
  @Test func `every word makes a placeholder that is recognised`() {
    for kind in PlaceholderKind.allCases {
      let text = Placeholder(kind: kind, id: "1", number: "1").text
      let isRedacted = Placeholder.isRedacted(Array(text.utf8).span)
      #expect(isRedacted && text == "~\(kind.rawValue)-1~", "\(kind)")
    }
  }

  @Test(arguments: [("email", PlaceholderKind.email), ("E_Mail", .email), ("e-mail", .email), ("phone", .phone), ("jql", .jql)])
  func `a label that is a word has its kind`(_ label: String, _ kind: PlaceholderKind) {
    #expect(PlaceholderKind(label: label) == kind)
  }

  @Test(arguments: ["", "_", "account_id", "emails", "work_email", "email2", "é-mail"])
  func `any other label has none`(_ label: String) {
    #expect(PlaceholderKind(label: label) == nil)
  }

  @Test(arguments: [("email", PlaceholderKind.email), ("e_mail", .email), ("account_id", .person), ("nick", .person), ("42", .person)])
  func `a persona's label is a word or a person`(_ label: String, _ kind: PlaceholderKind) throws {
    let persona = Persona(values: [(label: label, value: "quirk-of-leeds")])
    let rule = try #require(Persona.rules([persona], file: "telltale.yaml").first)
    #expect(rule.placeholder == kind)
    #expect(rule.id == "persona-\(label.replacing("_", with: "-"))" && rule.title == "A persona's \(label.replacing("_", with: " "))")
  }

  // MARK: Rules are data

  private static let sources = URL(filePath: #filePath).appending(path: "../../../../Sources").standardizedFileURL.path

  /// Special code for one rule is not available to other rules: it must be a member of rules.
  @Test func `no Swift source names a rule`() throws {
    let ids = Set(try Standard.book.rules.map(\.id))
    let files = try FileManager.default.subpathsOfDirectory(atPath: Self.sources).filter { $0.hasSuffix(".swift") }
    #expect(files.count > 200)
    for file in files {
      let lines = try String(contentsOfFile: "\(Self.sources)/\(file)", encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() where Self.names(line, ids) { Issue.record("\(file):\(number + 1) names a rule: \(line)") }
    }
  }

  /// Whether a line of code has the ID of a rule as a string literal.
  ///
  /// The name of an exchange test or of a validator may be that of a rule as well; it is in a case. An ID of a single word has many
  /// other meanings, unless the line mentions a rule.
  private static func names(_ line: Substring, _ ids: Set<String>) -> Bool {
    let code = line.trimmingPrefix(while: \.isWhitespace)
    guard !code.hasPrefix("//"), !code.hasPrefix("case "), code.contains("\"") else { return false }
    return code.matches(of: /"([a-z0-9-]+)"/).contains { match in
      ids.contains(String(match.1)) && (match.1.contains("-") || code.contains(/[rR]ule[^a-z]/))
    }
  }

  @Test func `code that names a rule is noticed`() {
    let ids: Set<String> = ["jwt", "page-title"]
    for line in [#"  if rule.id == "jwt" { }"#, #"["page-title": 1]"#, #"  ids.contains("page-title")"#] {
      #expect(Self.names(line[...], ids), "\(line)")
    }
    for line in [
      #"  /// Such as "page-title"."#, #"  case pageTitle = "page-title""#, #"let words = ["jwt", "none"]"#, #""page-title-long""#,
    ] {
      #expect(!Self.names(line[...], ids), "\(line)")
    }
  }
}
