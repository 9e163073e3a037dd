/// Reads CSV as a spreadsheet does (RFC 4180); nil for invalid CSV.
enum CSVReading {
  static func rows(of text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = "".unicodeScalars
    var rest = text.unicodeScalars[...]
    while let first = rest.popFirst() {
      guard first == "\"" else { return nil }
      while true {
        guard let scalar = rest.popFirst() else { return nil }
        if scalar != "\"" {
          cell.append(scalar)
        } else if rest.first == "\"" {
          cell.append("\"")
          rest.removeFirst()
        } else {
          break
        }
      }
      row.append(String(cell))
      cell.removeAll()
      switch rest.popFirst() {
      case ",": break
      case "\r" where rest.popFirst() == "\n":
        rows.append(row)
        row = []
      default: return nil
      }
    }
    return row.isEmpty ? rows : nil
  }
}
