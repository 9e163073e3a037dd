import Testing

@testable import Auditing
@testable import Captures
@testable import Redacting

@Suite struct EventLogReadingTests {
  @Test func numbersLinesAsTheyStandInTheFile() throws {
    let reading = try Reading(Sample.lines.text)
    #expect(reading.summary == CaptureSummary(kind: .events, records: 3, bytes: Sample.lines.text.utf8.count, gaps: []))
    #expect(reading.indices == [1, 3, 4])
    #expect(reading.values[1] == "{\"type\": \"page\"}")
    #expect(reading.items[1].text == "2026-01-01T00:00:00Z INFO [main] {x} sent {\"type\": \"page\"} in 5 ms")
  }

  @Test func readsAnArray() throws {
    let reading = try Reading(Sample.array.text)
    #expect(reading.indices == [0, 1, 2, 3])
    #expect(reading.values == ["{\"type\": \"track\"}", "{\"type\": \"page\", \"n\": [[]]}", "12", "\"text\""])
  }

  @Test func deliversABatchEventByEventAndTheOtherMembers() throws {
    let reading = try Reading(Sample.batch.text)
    #expect(reading.summary.records == 2)
    #expect(reading.values == ["{\"type\": \"track\"}", "{\"type\": \"page\"}"])
    #expect(reading.indices == [0, 1])
    #expect(reading.members == ["writeKey=\"k\"", "sentAt=\"2026-01-01\"", "context={\"ip\": \"192.0.2.1\"}"])
  }

  @Test func numbersValuesOverSeveralLinesInOrder() throws {
    let reading = try Reading(Sample.values.text)
    #expect(reading.indices == [0, 1, 2])
    #expect(reading.values[2] == "{\"type\": \"group\"}")
    #expect(reading.gaps == [])
  }

  @Test(arguments: [
    ("{\"a\": 1}", [0]), ("{\"a\": 1}{\"b\": 2}\n{\"c\": 3}", [0, 1, 2]), ("{\n\"a\": 1\n}\n", [0]), ("{}", [0]), ("[]", []),
    ("{\"batch\": [{}, {}]}\n{\"batch\": []}\n", [0, 1]), ("{\"batch\": []}", [0]), ("{\"batch\": [1]}\n", [0]),
    ("[{\"a\": 1}]\n[{\"b\": 2}]", [0, 1]), ("[INFO] sent {\"a\": 1}", [0]), ("[2026-01-01 10:00:00] {\"a\": 1}\n", [0]),
    ("// c\n\n#\n{\"a\": 1}", [3]), ("{\"a\": 1},\n{\"b\": 2};\n", [0, 1]), ("\u{1E}{\"a\": 1}\n\u{1E}{\"b\": 1}\n", [0, 1]),
    ("{\"log\": {\"level\": \"info\"}, \"message\": \"m\"}\n{\"log\": \"x\"}", [0, 1]),
    ("{\"body\": \"{\\\"batch\\\": []}\", \"ip\": \"192.0.2.1\"}\r\n{\"a\": 1}\r\n", [0, 1]),
    ("sent {\n  \"a\": 1\n}\nsent {\"b\": 2}\n", [0, 3]), ("a {\"x\": 1} b {\"y\": 2}", [0, 0]),
  ])
  func tellsLayoutsApart(_ text: String, _ indices: [Int]) throws {
    let reading = try Reading(text)
    #expect(reading.summary.kind == .events)
    #expect(reading.indices == indices)
    #expect(reading.summary.complete)
  }

  @Test func countsLinesWithoutJSON() throws {
    let reading = try Reading("starting\n{\"a\": 1}\nlistening on 192.0.2.1\n\n")
    #expect(reading.indices == [1])
    #expect(reading.gaps == ["lines: 2 lines hold no JSON object at 0 (1:1)"])
    #expect(reading.summary.complete)
  }

  @Test func readsALogOfEntries() throws {
    let entry = "{\"response\": {}, \"request\": {\"url\": \"https://app.example/\", \"method\": \"GET\"}}\n"
    let reading = try Reading(entry + entry)
    #expect(reading.summary.kind == .har)
    #expect(reading.items.map(\.fields) == [["GET https://app.example/"], ["GET https://app.example/"]])
  }

  @Test func streamsALargeDocumentByItsArrays() throws {
    var limits = CaptureReader.ReadingLimits()
    limits.lookahead = 64
    limits.record = 256
    let elements = (0..<100).map { "{\"n\": \($0)}" }.joined(separator: ",\n")
    let reading = try Reading(Array("{\"name\": \"dump\", \"items\": [\(elements)], \"end\": true}".utf8), block: 16, limits: limits)
    #expect(reading.indices == Array(0..<100))
    #expect(reading.members == ["name=\"dump\"", "end=true"])
  }

  @Test(arguments: [
    ("", "the file is empty"), (" \n\t", "the file holds nothing but comments and white space"),
    ("# only\n", "the file holds nothing but comments and white space"),
    ("5", "neither a HAR nor an event log: no line holds a JSON object"),
    ("\"x\"", "neither a HAR nor an event log: no line holds a JSON object"),
    ("plain text\nof two lines", "neither a HAR nor an event log: no line holds a JSON object"),
    ("<!DOCTYPE html><p>{\"a\": 1}</p>", "the file is HTML or XML, not a capture"),
    ("(\u{28}", "neither a HAR nor an event log: no line holds a JSON object"),
  ])
  func refusesInOneLine(_ text: String, _ reason: String) throws {
    #expect(try refusal(Array(text.utf8)) == "capture: \(reason)")
  }

  @Test(arguments: [[0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x7B], [0x7B, 0, 0, 0, 0x7D, 0, 0, 0]])
  func refusesUTF32(_ bytes: [UInt8]) throws {
    #expect(try refusal(bytes) == "capture: the file is UTF-32; save it as UTF-8")
  }

  /// UTF-16 unit by unit, with or without a byte order mark.
  private static func wide(_ text: String, isBig: Bool, mark: Bool = true) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  @Test(arguments: [false, true], [false, true])
  func readsUTF16(_ isBig: Bool, _ mark: Bool) throws {
    let text = String(repeating: #"{"type":"track","event":"名前 😀 é"}"# + "\r\n", count: 5_000)
    let audited = try Audited(Self.wide(text, isBig: isBig, mark: mark), name: "a.ndjson")
    #expect(audited.report.captures.map(\.records) == [5_000])
    #expect(audited.report.captures[0].gaps.isEmpty && audited.report.captures[0].error == nil)
    #expect(try Audited(Self.wide(#"{"type":"track","event":"a","email":"jane@acme.test"}"#, isBig: isBig)).findings("email").count == 1)
  }

  @Test func sayWhereUTF16IsCut() throws {
    let bytes = Self.wide(#"{"type":"track","event":"a"}"# + "\n", isBig: false)
    let cut = try Audited(bytes + [0x7B]).report.captures[0]
    #expect(cut.records == 1 && cut.gaps.contains { $0.reason.hasPrefix("the UTF-16 text ends within a character") })
  }

  @Test(arguments: 0...3)
  func byteOrderMarksChangeNothing(_ count: Int) throws {
    let marks = [UInt8](Array(repeating: [0xEF, 0xBB, 0xBF], count: count).joined())
    let capture = try Audited(marks + Array(#"{"type":"track","event":"a"}"#.utf8)).report.captures[0]
    #expect(capture.records == 1 && capture.complete)
  }

  @Test func aDamagedLineIsReadAsText() throws {
    let audited = try Audited("{'type': 'track', 'traits': {'name': 'Jane Roe', 'email': 'jane@acme.test'}}\n")
    #expect(audited.findings("email").count == 1 && audited.findings("name-beside-contact").count == 1)
    #expect(audited.report.captures.allSatisfy { !$0.complete })
  }

  @Test func saysWhereBinaryDataShows() throws {
    #expect(try refusal([0x89, 0x50, 0x0A, 0x01]) == "capture:2:1: the file is binary, not a capture (byte 3)")
  }

  @Test func readsBytesThatAreNotUTF8() throws {
    let reading = try Reading(Array("{\"a\": \"".utf8) + [0xFF, 0xC3] + Array("\"}\n{}".utf8))
    #expect(reading.indices == [0, 1])
  }
}
