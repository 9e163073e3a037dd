/// Words for Markdown as GitHub reads it (GFM).
enum Markdown {
  /// A text of ours, in which nothing is markup.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in Printable.line(text) {
      if special.contains(character) { escaped += "\\" }
      escaped.append(character)
    }
    return escaped
  }

  private static let special = Set("\\`*_[]<>|~&#!")

  /// A text out of a capture, as code: nobody is mentioned there, nothing is a link, a picture, an issue's number or HTML.
  ///
  /// The fence is longer than any run of backticks within (CommonMark § 6.1).
  static func code(_ text: String, limit: Int = 120) -> String {
    let line = Printable.line(text, limit: limit)
    guard !line.allSatisfy({ $0 == " " }) else { return "(empty)" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    return line.contains("`") ? "\(fence) \(line) \(fence)" : fence + line + fence
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for other in text {
      run = other == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
