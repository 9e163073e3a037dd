import PCRE
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// The time of an audit is at most proportional to the length of a text. For searches the steps are counted, not seconds; for the
/// rest of the pipeline the time of the thread.
@Suite struct LinearWorkTests {
  /// Delimiters, and prefixes of values.
  private static let delimiters = [
    "@", ".", "a.", "a@", "a@b.", "=", "a=", "a=b&", "&", "/", "a/", "//", "://", "?", "#", ";", ",", ":", "a:", "::", "-", "a-", "_", "+",
    "+4",
    "(", "[", "{", "<", "\"", "'", " ", "a ", "Jane ", "%", "%25", "%2e", "%40", "1", "1.", "1-", "1 ", "12:", "eyJ", "eyJhbGciOi", "eyJa.",
    "a1B2",
    "\n", "é", "名", "\\u0041", "&amp;", "Bearer ", "token=",
  ]

  private static func repeated(_ seed: String, _ count: Int) -> [UInt8] {
    let bytes = Array(seed.utf8)
    return Array((0..<count / bytes.count + 1).lazy.flatMap { _ in bytes }.prefix(count))
  }

  private static let rules: [(id: String, source: String, keywords: [String])] =
    ((try? Standard.book.rules) ?? []).compactMap { rule in
      guard case .text(let pattern, let keywords, _) = rule.test else { return nil }
      return (rule.id, pattern.source, keywords)
    }

  @Test(arguments: rules.map(\.id))
  func aSearchIsLinear(_ id: String) throws {
    let rule = try #require(Self.rules.first { $0.id == id })
    for seed in Set(rule.keywords.filter { !$0.contains("\\") } + Self.delimiters).sorted() where !seed.isEmpty {
      let small = try Pattern.steps(of: rule.source, in: Self.repeated(seed, 500))
      let large = try Pattern.steps(of: rule.source, in: Self.repeated(seed, 2_000))
      #expect(large <= 5 * small + 2_500, "\(id): \(small) steps for 500 bytes of \(seed), \(large) for 2000")
    }
  }

  /// A body that repeats one seed, as a text and as the value of a parameter.
  private static func capture(_ seed: String, _ count: Int) -> [UInt8] {
    let text = String(decoding: repeated(seed, count), as: UTF8.self)
    return Array(Recording.har(Recording.entry("https://collect.example/v1?v=" + Encode.percent(text), body: text)).utf8)
  }

  @Test(
    arguments: delimiters + [
      "{\"a\":", "[1,", "<a b='", "<!--", "<a>", "a,b\n", "a: \"", "'a': '", "%7B%22", "W3si", "ON", "/reset/", "key=a1B2c3D4 ",
    ])
  func aLineIsLinear(_ seed: String) throws {
    var line = try AuditLine(Standard.book)
    func time(_ count: Int) throws -> Duration {
      let capture = Self.capture(seed, count)
      _ = try line.audit(capture)
      return try ThreadTime.of { _ = try line.audit(capture) }
    }
    let (small, large) = (try time(4_000), try time(16_000))
    #expect(large < small * 8 + .milliseconds(100), "\(seed): \(small) for 4 kB, \(large) for 16 kB")
  }
}
