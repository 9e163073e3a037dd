package import Vocabulary

/// A table of comma-separated values (RFC 4180), or of values with another separator.
package enum CSVTable {
  package struct Row {
    /// The 1-based line on which it begins.
    package var line: Int
    package var cells: [String]
  }

  /// The rows that are not empty. Unquoted cells are trimmed, and a byte order mark is skipped.
  /// - Throws: ``ConfigurationError`` with the line for a quote that is not closed, or that does not end its cell.
  package static func rows(of text: String, file: String, separator: Character = ",") throws(ConfigurationError) -> [Row] {
    var reader = Reader(rest: text.unicodeScalars.drop { $0 == "\u{FEFF}" }, file: file, separator: separator.unicodeScalars.first ?? ",")
    var rows: [Row] = []
    while !reader.rest.isEmpty {
      let row = try reader.row()
      if row.cells != [""] { rows.append(row) }
    }
    return rows
  }

  /// Reads scalars, not characters: a combining accent after a quote or a comma must not change it.
  private struct Reader {
    var rest: Substring.UnicodeScalarView
    let file: String
    let separator: UnicodeScalar
    var line = 1

    /// Reads up to the end of the line, except line breaks inside quotes.
    mutating func row() throws(ConfigurationError) -> Row {
      var row = Row(line: line, cells: [])
      while true {
        row.cells.append(try cell())
        guard let mark = rest.popFirst() else { return row }
        guard mark != separator else { continue }
        endLine(mark)
        return row
      }
    }

    /// Whether a row ends here. Other line separators are part of a cell: spreadsheets write a vertical tab in one.
    private static func isLineEnd(_ scalar: UnicodeScalar) -> Bool { scalar == "\n" || scalar == "\r" }

    /// Counts the line that `mark` ended, and skips the line feed after a carriage return.
    private mutating func endLine(_ mark: UnicodeScalar) {
      if mark == "\r", rest.first == "\n" { rest.removeFirst() }
      line += 1
    }

    private mutating func cell() throws(ConfigurationError) -> String {
      let bare = rest.prefix { $0 != separator && !Self.isLineEnd($0) }
      guard bare.first(where: { !$0.properties.isWhitespace }) == "\"" else {
        rest = rest[bare.endIndex...]
        return String(Substring(bare).trimming(\.isWhitespace))
      }
      rest = rest.drop { $0 != "\"" }.dropFirst()
      let start = line
      var cell = String.UnicodeScalarView()
      while let scalar = rest.popFirst() {
        if scalar == "\n" || scalar == "\r" && rest.first != "\n" { line += 1 }
        guard scalar == "\"" else {
          cell.append(scalar)
          continue
        }
        // A doubled quote is a quote.
        guard rest.first != "\"" else {
          cell.append("\"")
          rest.removeFirst()
          continue
        }
        let tail = rest.prefix { $0 != separator && !Self.isLineEnd($0) }
        guard tail.allSatisfy(\.properties.isWhitespace) else {
          throw ConfigurationError(file: file, line: line, column: 1, message: "unexpected text after the closing quote of a cell")
        }
        rest = rest[tail.endIndex...]
        return String(cell)
      }
      throw ConfigurationError(file: file, line: start, column: 1, message: "a quote is not closed")
    }
  }
}
