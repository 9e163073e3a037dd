import Bytes
import Vocabulary

/// telltale's own plan format as a table of comma-separated values (RFC 4180), or separated by tabs or semicolons.
enum TableCSV {
  private static let flags = ["required", "personal", "forbidden"]
  private static let columns = ["event", "property", "type", "values", "pattern", "format", "minimum", "maximum"] + flags
  /// Columns for people, which are ignored.
  private static let remarks = ["description", "note", "notes", "comment", "owner", "example", "status", "since"]

  /// Whether a text begins like a table with the columns of a plan.
  static func isTable(_ text: String) -> Bool {
    let header = text.prefix { !$0.isNewline }.lowercased()
    return header.contains("event") && header.contains("property") && !header.contains("{") && separator(of: header) != nil
  }

  private static func separator(of header: String) -> Character? { [",", "\t", ";"].first { header.contains($0) } }

  /// The table as a document of the YAML format.
  static func document(_ text: String, file: String) throws(ConfigurationError) -> PlanSource {
    let separator = separator(of: String(text.prefix { !$0.isNewline })) ?? ","
    var rows = try CSVTable.rows(of: text, file: file, separator: separator)
    for number in rows.indices { rows[number].cells = rows[number].cells.map { String($0.trimming(\.isWhitespace)) } }
    guard let header = rows.first?.cells.map({ $0.lowercased() }) else { throw error("the table is empty", file, 1) }
    for (at, name) in header.enumerated() where !columns.contains(name) && !remarks.contains(name) {
      let guess = Suggestion.names(like: name, among: columns, limit: 1).first.map { "; did you mean `\($0)`?" } ?? ""
      throw error("unknown column `\(name)`\(guess)", file, 1, at + 1)
    }
    guard header.contains("event"), header.contains("property") else {
      throw error("a plan has the columns `event` and `property`", file, 1)
    }
    var events: [JSONValue.Member] = []
    var lines = ["": 1]
    for row in rows.dropFirst() where row.cells.contains(where: { !$0.isEmpty }) {
      let cells = Dictionary(zip(header, row.cells)) { first, _ in first }.filter { !$0.value.isEmpty }
      guard let event = cells["event"] else { throw error("the row has no event", file, row.line) }
      let at = events.firstIndex { $0.key.isExactly(event) } ?? events.count
      if at == events.count { events.append(.init(event, .object([]))) }
      guard let property = cells["property"] else { continue }
      guard events[at].value[property] == nil else { throw error("the property `\(property)` appears twice", file, row.line) }
      events[at].value.set(property, try value(of: cells, file, row.line))
      lines["/events" + JSONValue.step(event) + JSONValue.step(property)] = row.line
    }
    let value = JSONValue.object([.init("plan", .number(JSONNumber(1))), .init("events", .object(events))])
    return PlanSource(file: file, value: value, lines: lines)
  }

  private static func value(of cells: [String: String], _ file: String, _ line: Int) throws(ConfigurationError) -> JSONValue {
    var members: [JSONValue.Member] = []
    for key in ["type", "pattern", "format"] { if let text = cells[key] { members.append(.init(key, .string(text))) } }
    if let values = cells["values"] {
      let words = values.split(separator: "|").map { String($0.trimming(\.isWhitespace)) }
      // Numbers and booleans only if the type says so: in a table every cell is text.
      let isText = cells["type"].map { $0.contains("string") } ?? true
      members.append(.init("values", .array(words.map { word in isText ? .string(word) : JSONValue(literal: word) ?? .string(word) })))
    }
    for key in ["minimum", "maximum"] {
      guard let text = cells[key] else { continue }
      guard let number = JSONNumber(text) else { throw error("expected a number in `\(key)`", file, line) }
      members.append(.init(key, .number(number)))
    }
    for key in flags {
      guard let word = cells[key]?.lowercased() else { continue }
      switch word {
      case "yes", "true", "x", "1", "y": members.append(.init(key, .boolean(true)))
      case "no", "false", "0", "n", "-": break
      default: throw error("expected yes or no in `\(key)`", file, line)
      }
    }
    return .object(members)
  }

  private static func error(_ message: String, _ file: String, _ line: Int, _ column: Int = 1) -> ConfigurationError {
    ConfigurationError(file: file, line: line, column: column, message: message)
  }
}
