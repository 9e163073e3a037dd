import Testing
import Zlib

@testable import Auditing
@testable import Captures
@testable import Knowledge
@testable import Payloads

/// Endless decoding is a gap with a message, and does not hang.
@Suite struct BoundTests {
  private static let second = Duration.seconds(1)

  private func limited(_ change: (inout UnwrappingLimits) -> Void = { _ in }) -> UnwrappingLimits {
    var limits = UnwrappingLimits()
    limits.output = 1 << 20
    change(&limits)
    return limits
  }

  private func gzip(_ bytes: [UInt8], times: Int = 1) -> [UInt8] {
    (0..<times).reduce(bytes) { packed, _ in Zlib.deflate(packed.span, .gzip) }
  }

  /// A capture with a body that it holds as base64 of these bytes.
  private func body(_ bytes: [UInt8]) -> String {
    let body = #""postData":{"mimeType":"text/plain","text":"\#(Encode.base64(bytes))","encoding":"base64"}"#
    return Recording.har(#"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],\#(body)},"response":{}}"#)
  }

  private static let zeros = [UInt8](repeating: 0, count: 64 << 20)

  // MARK: Zip bombs

  @Test(arguments: [1, 5])
  func aZipBombIsAGap(_ times: Int) throws {
    let bomb = gzip(Self.zeros, times: times)
    var unwrapped: Unwrapped?
    let time = try ThreadTime.of { unwrapped = try Unwrapped(body(bomb), limits: limited(), sources: false) }
    #expect(unwrapped?.gaps.contains { $0.place == "request.body" && $0.reason.contains("only the beginning was examined") } == true)
    #expect(time < Self.second * 5)
  }

  @Test func aZipBombIsAGapAndWhatPrecedesItIsFound() throws {
    let bomb = gzip(Array(#"{"email":"jane.doe@copperline.dev"}"#.utf8)) + gzip([UInt8](repeating: 0x20, count: 16 << 20))
    let report = try Audited(body(bomb)).report
    #expect(report.findings.contains { $0.rule.id == "email" })
    #expect(report.captures[0].gaps.map(\.record) == [0])
    #expect(report.captures[0].gaps.map(\.place) == ["request.body"])
    #expect(report.captures[0].gaps[0].reason.hasPrefix("compressed data that unfold to more than "))
  }

  @Test func theOutputOfAllPartsCountsTogether() throws {
    let part = Encode.base64(gzip(Array(String(repeating: "words that repeat ", count: 2_000).utf8)))
    let event = #"{"parts":[\#([String](repeating: #""\#(part)""#, count: 100).joined(separator: ","))]}"# + "\n"
    let unwrapped = try Unwrapped(event, limits: limited(), sources: false)
    #expect(unwrapped.gaps.contains { $0.place == "record" })
    #expect(unwrapped.fields.map(\.text.utf8.count).reduce(0, +) < 2 << 20)
  }

  @Test func failedGuessesCountToo() throws {
    // Each looks like zlib and unfolds to binary data, without the checksum that would prove it.
    let zeros = Array(Zlib.deflate([UInt8](repeating: 0, count: 500_000).span, .zlib).dropLast(4))
    let event = #"{"parts":[\#([String](repeating: #""\#(Encode.base64(zeros))""#, count: 200).joined(separator: ","))]}"# + "\n"
    var unwrapped: Unwrapped?
    let time = try ThreadTime.of { unwrapped = try Unwrapped(event, limits: limited(), sources: false) }
    #expect(unwrapped?.gaps.isEmpty == false)
    #expect(time < Self.second * 2)
  }

  @Test func aTextThatLZStringUnfoldsWithoutEndIsNotALayer() throws {
    let bomb = LZCompressor.base64("{\"" + String(repeating: "a", count: 200_000))
    let unwrapped = try Unwrapped(Recording.event(data: bomb), limits: limited { $0.ratio = 50 }, sources: false)
    #expect(unwrapped.fields.contains { $0.text == bomb && $0.role == .leaf })
    #expect(unwrapped.fields.allSatisfy { $0.text.utf8.count <= bomb.utf8.count })
  }

  // MARK: Depth and numbers

  @Test func base64FortyTimesIsSeenThrough() throws {
    var text = "a planted word"
    for _ in 0..<40 { text = Encode.base64(text) }
    var unwrapped: Unwrapped?
    let time = try ThreadTime.of { unwrapped = try Unwrapped(Recording.event(data: text), sources: false) }
    #expect(unwrapped?.fields.last?.text == "a planted word")
    #expect(unwrapped?.fields.last?.layers == ["json"] + [String](repeating: "base64", count: 40))
    #expect(unwrapped?.gaps == [])
    #expect(time < Self.second * 10)
  }

  @Test func tooManyLayersAreAGap() throws {
    // Each string has an escape, so each is a layer.
    let event = #"{"a":[\#([String](repeating: #""\n""#, count: 100_000).joined(separator: ",")),"a \n planted word"]}"# + "\n"
    let unwrapped = try Unwrapped(event, sources: false)
    #expect(unwrapped.gaps == [Gap(record: 0, place: "record", reason: "more nested or larger than is unwrapped")])
    // Data that is not unwrapped is read unchanged.
    #expect(unwrapped.fields.last?.text == "a \n planted word")
  }

  @Test func keysWithoutEndAreRead() throws {
    var unwrapper = Unwrapper(paths: PathTable())
    #expect(try unwrap(keys: 100_000, &unwrapper) == 100_000)
    // The next record starts from zero.
    #expect(try unwrap(keys: 1, &unwrapper) == 1)
    #expect(unwrapper.paths.entries.count < 10)
  }

  /// Eight times the keys take eight times the work; comparing each with all before it would take 64 times.
  @Test func theWorkOfKeysGrowsWithTheirNumber() throws {
    let times = try [12_500, 100_000].map { keys in
      try (0..<3).map { _ in
        var unwrapper = Unwrapper(paths: PathTable())
        return try ThreadTime.of { _ = try unwrap(keys: keys, &unwrapper) }
      }.min() ?? .zero
    }
    #expect(times[1] < times[0] * 24)
  }

  /// The number of fields of an event with this number of keys.
  private func unwrap(keys: Int, _ unwrapper: inout Unwrapper) throws -> Int {
    let members = (0..<keys).map { #""key-\#($0)":\#($0)"# }.joined(separator: ",")
    var count = 0
    _ = try CaptureReader(ByteSource(name: "capture", bytes: Array("{\(members)}\n".utf8))).read { record, bytes in
      unwrapper.unwrap(record, bytes)
      count += unwrapper.payload.fields.count
    }
    return count
  }
}
