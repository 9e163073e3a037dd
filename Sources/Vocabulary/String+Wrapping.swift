extension String {
  /// The text in lines of at most `width` characters, broken at spaces.
  package func wrapped(width: Int) -> [String] {
    var rows: [String] = []
    for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
      var row = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        if !row.isEmpty, row.count + 1 + word.count > width {
          rows.append(row)
          row = String(word)
        } else {
          row += row.isEmpty ? String(word) : " " + word
        }
      }
      rows.append(row)
    }
    return rows
  }
}
