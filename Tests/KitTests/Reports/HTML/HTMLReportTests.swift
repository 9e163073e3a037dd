import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Reports

/// The page for a parser, a browser's security policy and a screen reader.
@Suite struct HTMLReportTests {
  /// Texts that break out of markup somewhere: of content, of an attribute, of a script, of a template's tags. Combining marks make
  /// one character of a quotation mark or an angle bracket and what follows.
  static let hostile = [
    "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "\"\u{301} onmouseover=\"alert(1)",
    "<\u{338}b>", "&lt;script&gt;", "{{script}}{{{style}}}{{> cover}}", "]]>", "<!--", "javascript:alert(1)", "\u{202E}gpj", "a\u{FFFE}b",
    "\u{1F468}\u{200D}\u{1F469}\"",
  ]

  /// A capture with a text in every possible place: as a name of an event, a field, a host, a header.
  private func capture(_ text: String) -> String {
    let body =
      #"{"type":"track","event":\#(Encode.string(text)),"userId":"u","messageId":"m","properties":{\#(Encode.string(text)):"jane.roe@copperline.dev"}}"#
    return Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://api.segment.io/v1/t", body: body),
      Recording.entry("https://\(text).collect.test/v1", body: body))
  }

  private func page(_ audited: Audited) -> String { HTMLReport.render(audited.report) }

  @Test func theBinaryHoldsTheTemplatesOfTheRepository() throws {
    let folder = URL(filePath: #filePath)
      .appending(path: "../../../../../Sources/Reports/HTML/Templates").standardizedFileURL.path
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    #expect(embeddedTemplates.map(\.path).sorted() == files)
    for (path, text) in embeddedTemplates {
      let file = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
      #expect(file == text || file == text + "\n", "\(path) was changed and not embedded again")
    }
  }

  @Test func everyTemplateEscapesAllTextsFromCaptures() {
    let wanted = [
      "report.mustache": ["policy", "style", "script"], "bundle.mustache": ["policy", "style"], "compliance.mustache": ["policy", "style"],
    ]
    for (path, text) in embeddedTemplates where path.hasSuffix(".mustache") {
      let raw = text.matches(of: /\{\{\{\s*([^}]*?)\s*\}\}\}|\{\{&/).map { String($0.1 ?? "&") }
      #expect(raw == (wanted[path] ?? []), "\(path)")
    }
  }

  @Test(arguments: Samples.names)
  func aPageIsWellFormedAndItsLinksLeadSomewhere(_ sample: String) throws {
    let text = page(try Audited(contentsOf: sample))
    let markup = Markup(text)
    #expect(markup.failure == nil)
    let ids = markup.values(of: "id")
    #expect(Set(ids).count == ids.count)
    for address in markup.values(of: "href") where !address.hasPrefix("https://") {
      #expect(address.hasPrefix("#") && ids.contains(String(address.dropFirst())), "\(address)")
    }
    for reference in ["aria-labelledby", "for"].flatMap(markup.values(of:)).flatMap({ $0.split(separator: " ") }) {
      #expect(ids.contains(String(reference)), "\(reference)")
    }
  }

  @Test func theSameReportGivesTheSameBytes() throws {
    let report = try Audited(contentsOf: "encodings.har").report
    #expect(HTMLReport.render(report) == HTMLReport.render(report))
  }

  @Test func thePolicyAllowsTheOneStyleAndTheOneScriptAndNothingIsLoaded() throws {
    let text = page(try Audited(contentsOf: "connect-segment-leaky.har"))
    let markup = Markup(text)
    let policy = try #require(
      markup.elements("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes["content"])
    func source(_ text: String) -> String { "'sha256-\(Data(Digest.sha256.of(Array(text.utf8))).base64EncodedString())'" }
    #expect(
      policy
        == "default-src 'none'; style-src \(source(markup.style)); script-src \(source(markup.script)); base-uri 'none'; form-action 'none'"
    )
    #expect(markup.elements("style").count == 1)
    #expect(markup.elements("script").count == 1)
    #expect(!markup.style.isEmpty && !markup.style.contains("url(") && !markup.style.contains("@import"))
    #expect(!markup.script.isEmpty && markup.script.firstRange(of: /innerHTML|eval|fetch|XMLHttpRequest|document\.write/) == nil)
    let loading = ["img", "link", "iframe", "object", "embed", "video", "audio", "source", "use", "image", "base", "form"]
    #expect(markup.elements.filter { loading.contains($0.name) || $0.attributes["src"] != nil }.map(\.name) == [])
    #expect(markup.elements.flatMap(\.attributes.keys).filter { $0 == "style" || $0.hasPrefix("on") } == [])
  }

  @Test func headingsAreInOrderAndTableHeadsHaveScopes() throws {
    let markup = Markup(page(try Audited(contentsOf: "connect-segment-leaky.har")))
    let levels = markup.elements.compactMap { $0.name.wholeMatch(of: /h([1-6])/).flatMap { Int($0.1) } }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (one, next) in zip(levels, levels.dropFirst()) { #expect(next <= one + 1, "h\(next) follows h\(one)") }
    #expect(markup.elements("th").allSatisfy { $0.attributes["scope"] != nil })
    #expect(markup.elements("caption").count == markup.elements("table").count)
    #expect(markup.elements("svg").allSatisfy { $0.attributes["role"] == "img" && $0.attributes["aria-labelledby"] != nil })
    #expect(markup.elements("main").count == 1 && markup.elements("nav").count == 1)
  }

  @Test(arguments: hostile)
  func noTextOfACaptureIsMarkup(_ text: String) throws {
    let audited = try Audited(capture(text)) { $0.showValues = true }
    #expect(audited.findings.count > 1)
    let (markup, plain) = (Markup(page(audited)), Markup(page(try Audited(capture("word")))))
    #expect(markup.failure == nil)
    // For any text, the page has the same elements, and no new attribute.
    #expect(Set(markup.elements.map(\.name)).isSubset(of: Set(plain.elements.map(\.name))))
    #expect(Set(markup.elements.flatMap(\.attributes.keys)).isSubset(of: Set(plain.elements.flatMap(\.attributes.keys))))
    #expect(markup.values(of: "href").allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("https://") })
    #expect(markup.script == plain.script && markup.style == plain.style)
    let ids = markup.values(of: "id")
    #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9._-]+/) != nil })
    #expect(!text.contains("script") || markup.text.contains(text.prefix { $0 != "\u{202E}" }))
  }

  @Test func rowsBeyondTheLimitAreCounted() throws {
    let hosts = (0..<70).map { Recording.entry("https://collect.h\($0).test/v1", body: #"{"email":"jane.roe@copperline.dev"}"#) }
    let har = #"{"log":{"version":"1.2","entries":["# + hosts.joined(separator: ",") + "]}}"
    let markup = Markup(page(try Audited(har)))
    #expect(markup.failure == nil)
    #expect(markup.text.contains("11 more"))
    #expect(markup.elements("th").count { $0.attributes["scope"] == "colgroup" } == 1)
  }

  @Test func anEmptyReportSaysSo() throws {
    let markup = Markup(page(try Audited(#"{"log":{"version":"1.2","entries":[]}}"#)))
    #expect(markup.failure == nil)
    #expect(markup.text.contains("INCOMPLETE") && markup.text.contains("Nothing was found."))
    #expect(markup.text.contains("a HAR without requests"))
    #expect(markup.elements("svg").isEmpty)
  }
}
