import ArgumentParser
import Foundation
import PCRE
import Plans

/// `workbench schemas`: prints the results of telltale's own JSON Schema validator for many values, for comparison with another
/// one.
struct Schemas: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate values by JSON Schemas.",
    discussion: """
      Standard input has a JSON object in each line: `draft` (7 or 2020), `schema` and `values`. For each line it prints a list with true for
      a valid value, false for an invalid one, or null for one that was abandoned; or a text that says why the schema was refused.
      """)

  func run() throws {
    let matcher = Matcher()
    while let line = readLine() {
      print(try Self.answer(to: line, matcher))
    }
  }

  private static func answer(to line: String, _ matcher: Matcher) throws -> String {
    let task = try JSONValue(Array(line.utf8).span)
    guard let document = task["schema"] else { throw WorkbenchError("a line without `schema`") }
    let draft: JSONSchema.Draft = task["draft"] == .number(JSONNumber(7)) ? .seven : .current
    do throws(SchemaError) {
      let schema = try JSONSchema(document, draft: draft)
      let verdicts = (task["values"]?.elements ?? []).map { value in
        let verdict = schema.verdict(on: value, matcher)
        return verdict.isGivenUp ? "null" : verdict.violations.isEmpty ? "true" : "false"
      }
      return "[\(verdicts.joined(separator: ", "))]"
    } catch {
      return String(decoding: try JSONEncoder().encode("\(error.pointer): \(error.message)"), as: UTF8.self)
    }
  }
}
