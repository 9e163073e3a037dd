/// The lines of a text as editors count them. YAML 1.1 ends a line at U+0085, U+2028 and U+2029 too (§ 4.2), and so libyaml counts more of them.
struct YAMLLines {
  /// Where each line begins, in characters.
  private var starts = [0]

  /// Nil for a text without such characters, whose lines libyaml counts as everybody does.
  init?(_ text: String) {
    guard text.unicodeScalars.contains(where: { ["\u{85}", "\u{2028}", "\u{2029}"].contains($0) }) else { return nil }
    var index = 0
    var isAfterReturn = false
    // libyaml does not count the mark of the encoding.
    for scalar in text.unicodeScalars.dropFirst(text.unicodeScalars.first == "\u{FEFF}" ? 1 : 0) {
      index += 1
      // The two of a line's end are one.
      if scalar == "\n", isAfterReturn { starts.removeLast() }
      if scalar == "\n" || scalar == "\r" { starts.append(index) }
      isAfterReturn = scalar == "\r"
    }
  }

  /// The place of a character that has so many before it.
  func mark(of index: Int) -> YAMLMark {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return YAMLMark(line: low + 1, column: index - starts[low] + 1)
  }
}
