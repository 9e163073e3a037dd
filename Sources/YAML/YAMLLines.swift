/// The lines of a text as editors count them. In YAML 1.1, U+0085, U+2028 and U+2029 also end a line (§ 4.2), so libyaml counts more.
struct YAMLLines {
  /// The first character of each line, by its index.
  private var starts = [0]

  /// Nil for a text without such characters, where libyaml's lines are right.
  init?(_ text: String) {
    guard text.unicodeScalars.contains(where: { ["\u{85}", "\u{2028}", "\u{2029}"].contains($0) }) else { return nil }
    var index = 0
    var isAfterReturn = false
    // libyaml does not count the byte order mark.
    for scalar in text.unicodeScalars.dropFirst(text.unicodeScalars.first == "\u{FEFF}" ? 1 : 0) {
      index += 1
      // CR LF is one line break.
      if scalar == "\n", isAfterReturn { starts.removeLast() }
      if scalar == "\n" || scalar == "\r" { starts.append(index) }
      isAfterReturn = scalar == "\r"
    }
  }

  /// The line and column of a character by its index.
  func mark(of index: Int) -> YAMLMark {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return YAMLMark(line: low + 1, column: index - starts[low] + 1)
  }
}
