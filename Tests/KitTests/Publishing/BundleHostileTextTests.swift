import Foundation
import Testing

@testable import Bytes
@testable import Knowledge
@testable import Redacting
@testable import Reports

/// A bundle is published: text from a capture must not be markup there, nor control its reader.
@Suite struct BundleHostileTextTests {
  private static let hostile = HostileTextTests.hostile

  /// A capture with a text in every place that a bundle shows: names of events, keys, values, hosts, URLs.
  private static func capture(_ text: String) -> String {
    let json = Encode.string(text)
    let event =
      #"{"type":"track","event":\#(json),"userId":"u","messageId":"m","properties":{\#(json):\#(json),"n":{\#(json):["a",\#(json)]}}}"#
    let form = "\(Encode.percent(text))=\(Encode.percent(text))"
    return Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: event),
      Recording.entry("https://\(text).collect.test/\(text)?q=\(text)", body: form),
      Recording.entry("https://collect.test/v1", method: String(json.dropFirst().dropLast()), body: #"{\#(json):\#(json)}"#),
      #"{"request":{"method":"POST","url":\#(Encode.string("https://\(text).missing.test/")),"bodySize":9},"response":{}}"#)
  }

  private func forbidden(in text: String) -> [UnicodeScalar] {
    text.unicodeScalars.filter { $0 != "\n" && Printable.isHidden($0) }
  }

  private func commands(in text: String) -> [Substring] {
    text.split(separator: "\n").filter { line in
      line.trimmingPrefix(while: \.isWhitespace).hasPrefix("::") || line.contains(/##\[|##[a-z]+\[/)
    }
  }

  private static func policy(_ text: String) -> Policy {
    var policy = Policy()
    policy.destinations = [Policy.Destination(id: "segment", purpose: text, region: nil, host: nil)]
    return policy
  }

  /// The page for a harmless word, with which all others are compared.
  private static let plainPage = Result { try Published(capture("word"), policy: policy("word")).page }

  /// Publishing takes a second, so files and page are checked for the same bundle.
  @Test(arguments: hostile)
  func noTextSteersWhoReadsTheBundle(_ name: String, _ text: String) throws {
    let published = try Published(Self.capture(text), name: "a.har", policy: Self.policy(text))
    try noFileHoldsWhatItsReaderWouldObey(published)
    try noTextIsMarkupOfThePage(published)
  }

  private func noFileHoldsWhatItsReaderWouldObey(_ published: Published) throws {
    // A sample with a copy of a value is withheld, and the page says so.
    #expect(published.samples.count > 1 || published.bundle.gaps.contains { $0.contains("in which a value is left") })
    for (file, content) in published.bundle.files {
      #expect(forbidden(in: content) == [], "\(file)")
      #expect(commands(in: content) == [], "\(file)")
      #expect(file.wholeMatch(of: /[a-z]+\.[a-z]+|samples\/[a-z0-9.-]+/) != nil, "\(file)")
    }
    for sample in published.samples {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(sample.json.utf8), options: .fragmentsAllowed) }
    }
  }

  /// For any text, a page has the same elements, loads nothing, and its policy forbids loading.
  private func noTextIsMarkupOfThePage(_ published: Published) throws {
    let (markup, plain) = (Markup(published.page), Markup(try Self.plainPage.get()))
    #expect(markup.failure == nil)
    #expect(Set(markup.elements.map(\.name)).isSubset(of: Set(plain.elements.map(\.name))))
    #expect(Set(markup.elements.flatMap(\.attributes.keys)).isSubset(of: Set(plain.elements.flatMap(\.attributes.keys))))
    #expect(markup.style == plain.style && markup.script.isEmpty)
    let ids = markup.values(of: "id")
    let links = markup.values(of: "href")
    #expect(Set(ids).count == ids.count)
    for link in links where !link.hasPrefix("#") {
      #expect(link == "inventory.json" || link.wholeMatch(of: /samples\/[a-z0-9.-]+\.json/) != nil, "\(link)")
      #expect(published.bundle.files.contains { $0.name == link }, "\(link)")
    }
    for link in links where link.hasPrefix("#") { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
    func source(_ text: String) -> String { "'sha256-\(Data(Digest.sha256.of(Array(text.utf8))).base64EncodedString())'" }
    let content = markup.elements("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"]
    #expect(content == "default-src 'none'; style-src \(source(markup.style)); base-uri 'none'; form-action 'none'")
    let loading = ["img", "link", "iframe", "object", "embed", "video", "audio", "source", "use", "image", "base", "form", "script"]
    #expect(markup.elements.filter { loading.contains($0.name) || $0.attributes["src"] != nil }.map(\.name) == [])
    #expect(markup.elements.flatMap(\.attributes.keys).filter { $0 == "style" || $0.hasPrefix("on") } == [])
    #expect(!markup.style.contains("url(") && !markup.style.contains("@import"))
  }

  /// In Markdown, text from a capture is only in code.
  @Test(arguments: hostile)
  func noTextIsMarkupOfTheMarkdown(_ name: String, _ text: String) throws {
    let markdown = try Published(Self.capture(text), name: "\(text.unicodeScalars.count).har").markdown
    // A sentence of plain words has no markup.
    let words = /- [A-Za-z0-9 ,.:;()'_\/\\-]+/
    let rest = Self.withoutBlocks(markdown).split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      line.wholeMatch(of: words) == nil || line.contains("www.") || line.contains("://")
    }
    let outside = ReportReading.markup(of: rest.joined(separator: "\n"))
    let lines = outside.split(separator: "\n").filter { $0.contains(HostileTextTests.mark) }.map { $0.prefix(200) }
    #expect(lines == [], "\(name)")
    // A table keeps its cells.
    for table in markdown.split(separator: "\n\n") where table.hasPrefix("|") {
      let cells = table.split(separator: "\n").map { Self.cells(of: $0) }
      #expect(Set(cells).count == 1, "\(table)")
    }
  }

  /// The number of cells of a row (GFM): unescaped bars separate them, also within code.
  private static func cells(of row: Substring) -> Int {
    var count = 0
    var isEscaped = false
    for scalar in row.unicodeScalars {
      if scalar == "|", !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }

  /// A Markdown text without its blocks of code, by the rule for fences (CommonMark § 4.5).
  private static func withoutBlocks(_ markdown: String) -> String {
    var (kept, fence): ([Substring], Int?) = ([], nil)
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.unicodeScalars.prefix { $0 == "`" }.count
      if let open = fence {
        if ticks >= open, line.unicodeScalars.allSatisfy({ $0 == "`" }) { fence = nil }
      } else if ticks >= 3, !line.unicodeScalars.dropFirst(ticks).contains("`") {
        fence = ticks
      } else {
        kept.append(line)
      }
    }
    return kept.joined(separator: "\n")
  }

  @Test(arguments: Samples.names)
  func thePageOfASampleIsWellFormed(_ sample: String) throws {
    let markup = Markup(try Published(String(decoding: Samples.bytes(sample), as: UTF8.self), name: sample).page)
    #expect(markup.failure == nil)
    let levels = markup.elements.compactMap { $0.name.wholeMatch(of: /h([1-6])/).flatMap { Int($0.1) } }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1, "h\(next) follows h\(one)") }
    #expect(markup.elements("th").allSatisfy { $0.attributes["scope"] != nil })
  }
}
