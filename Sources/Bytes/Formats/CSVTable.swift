package import Vocabulary

/// A table of comma-separated values (RFC 4180), or of values with another character between them.
package enum CSVTable {
  package struct Row {
    /// The line in which it begins, from 1.
    package var line: Int
    package var cells: [String]
  }

  /// The rows that are not empty. Cells without quotes lose the blanks around them; a byte order mark is passed over.
  /// - Throws: ``ConfigurationError`` with the line for a quote that is not closed, or that does not end its cell.
  package static func rows(of text: String, file: String, separator: Character = ",") throws(ConfigurationError) -> [Row] {
    var reader = Reader(rest: text.drop { $0 == "\u{FEFF}" }, file: file, separator: separator)
    var rows: [Row] = []
    while !reader.rest.isEmpty {
      let row = try reader.row()
      if row.cells != [""] { rows.append(row) }
    }
    return rows
  }

  private struct Reader {
    var rest: Substring
    let file: String
    let separator: Character
    var line = 1

    /// Takes everything up to the end of the line that no quote holds.
    mutating func row() throws(ConfigurationError) -> Row {
      var row = Row(line: line, cells: [])
      while true {
        row.cells.append(try cell())
        guard let mark = rest.popFirst() else { return row }
        guard mark != separator else { continue }
        line += 1
        return row
      }
    }

    private mutating func cell() throws(ConfigurationError) -> String {
      let bare = rest.prefix { $0 != separator && !$0.isNewline }
      guard bare.trimming(\.isWhitespace).first == "\"" else {
        rest = rest[bare.endIndex...]
        return String(bare.trimming(\.isWhitespace))
      }
      rest = rest.drop { $0 != "\"" }.dropFirst()
      let start = line
      var cell = ""
      while let character = rest.popFirst() {
        if character.isNewline { line += 1 }
        guard character == "\"" else {
          cell.append(character)
          continue
        }
        // Two in a row are one.
        guard rest.first != "\"" else {
          cell.append("\"")
          rest.removeFirst()
          continue
        }
        let tail = rest.prefix { $0 != separator && !$0.isNewline }
        guard tail.allSatisfy(\.isWhitespace) else {
          throw ConfigurationError(file: file, line: line, column: 1, message: "unexpected text after the closing quote of a cell")
        }
        rest = rest[tail.endIndex...]
        return cell
      }
      throw ConfigurationError(file: file, line: start, column: 1, message: "a quote is not closed")
    }
  }
}
