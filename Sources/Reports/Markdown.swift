import Bytes

/// Escapes texts for Markdown on GitHub (GFM).
package enum Markdown {
  /// A text of telltale's own, without any markup.
  package static func escaped(_ text: String) -> String {
    Printable.line(text).replacingScalars { special.contains($0) ? "\\\($0)" : nil }
  }

  /// A sentence that may contain a word from a capture, which becomes code if it could be markup, such as a mention or a link.
  static func sentence(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { plain.contains($0) } && !text.contains("://") && !text.lowercased().contains("www.")
    return isPlain ? escaped(text) : code(text, limit: 1_000)
  }

  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,.:;()'-_/".utf8)
  private static let special = Set("\\`*_[]<>|~&#!".unicodeScalars)

  /// A text from a capture, as code, so that it cannot be a mention, a link, a picture, an issue's number or HTML.
  ///
  /// The fence is longer than any run of backticks in it (CommonMark § 6.1).
  package static func code(_ text: String, limit: Int = 120) -> String {
    let line = Printable.line(text, limit: limit)
    guard !line.allSatisfy({ $0 == " " }) else { return "(empty)" }
    let longest = longestRun(of: "`", in: line)
    let fence = String(repeating: "`", count: longest + 1)
    return longest > 0 ? "\(fence) \(line) \(fence)" : fence + line + fence
  }

  static func longestRun(of scalar: UnicodeScalar, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for other in text.unicodeScalars {
      run = other == scalar ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
