import Testing

@testable import Captures
@testable import Redacting
@testable import Vocabulary

@Suite struct DamagedCaptureTests {
  @Test(arguments: Sample.allCases)
  func everyPrefixGivesTheRecordsThatAreWholeInIt(_ sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    let whole = try Reading(bytes)
    for length in 1..<bytes.count {
      guard let reading = try? Reading(Array(bytes[..<length]), block: 16) else {
        // Until the first record is complete, the format may be unclear.
        #expect(whole.items.allSatisfy { $0.member != nil || $0.origin.offset + $0.range.upperBound > length })
        continue
      }
      let complete = whole.items.filter { $0.member == nil && $0.origin.offset + $0.range.upperBound <= length }
      #expect(Array(reading.values.prefix(complete.count)) == complete.map(\.value), "prefix of \(length) bytes")
    }
  }

  @Test(arguments: Sample.allCases)
  func noMutationCrashesOrHangs(_ sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    for at in bytes.indices {
      for byte in "\"\\{}[],:\n 0n".utf8 + [0, 0xFF] {
        var mutated = bytes
        mutated[at] = byte
        _ = try? Reading(mutated, block: 64)
      }
      var shortened = bytes
      shortened.remove(at: at)
      _ = try? Reading(shortened, block: 64)
    }
  }

  @Test func namesWhereAHAREndsTooEarly() throws {
    let text = "{\"log\": {\"entries\": [\n{\"request\": {\"url\": \"a\"}},\n{\"request\": {\"ur"
    let reading = try Reading(text)
    #expect(reading.items.map(\.fields) == [["- a"]])
    #expect(reading.gaps == ["file: the file ends too early; 1 entry before it was read at \(text.utf8.count) (3:17)"])
    #expect(!reading.summary.complete)
  }

  @Test func namesWhereAHARIsDamaged() throws {
    let reading = try Reading("{\"log\": {\"entries\": [{}\n  {}]}}")
    #expect(reading.indices == [0])
    #expect(reading.gaps == ["file: damaged: expected `,`; 1 entry before it was read at 26 (2:3)"])
    #expect(reading.summary.bytes == 31)
  }

  @Test func namesTextAfterTheEnd() throws {
    let reading = try Reading("{\"log\": {\"entries\": [{}]}} trailing")
    #expect(reading.gaps == ["file: more text after the end of the document at 27 (1:28)"])
  }

  @Test(arguments: [
    "{\"b\": \"cut", "{\"b\":", "{\"b\": 2,", "{\"b\": [", "{\"b\": [1", "{", "{\"b", "{b: 1}", "{\"b\": 1]", "{\"b\" 1}",
  ])
  func aDamagedLineDoesNotTakeTheNextWithIt(_ damaged: String) throws {
    let text = "{\"a\": 1}\n\(damaged)\n{\"c\": 3}\n{\"d\": 4}\n"
    let reading = try Reading(text)
    #expect(reading.indices == [0, 2, 3])
    #expect(reading.summary.gaps.count == 1)
    #expect(!reading.summary.complete)
    let first = try Reading(String(text.dropFirst(9)))
    #expect(first.indices == [1, 2])
    #expect(first.summary.gaps.count == 1)
  }

  @Test func textAfterAValueIsDamage() throws {
    let reading = try Reading("{\"a\": 1}}\n{\"b\": 2}\n")
    #expect(reading.indices == [0, 1])
    #expect(reading.gaps == ["file: damaged: expected the end of the line at 8 (1:9)"])
  }

  @Test func manyDamagedLinesAreCounted() throws {
    var limits = CaptureReader.ReadingLimits()
    limits.gaps = 3
    let reading = try Reading(Array(String(repeating: "{oops\n", count: 10).utf8), limits: limits)
    #expect(reading.summary.gaps.count == 4)
    #expect(reading.gaps.last == "file: 7 more damaged places")
  }

  @Test(arguments: ["[E, {\"a\": 1}]", "{\"log\": {\"entries\": [E, {}]}}", "{}\nE\n{}\n"])
  func aRecordTooLargeIsNamedAndPassed(_ template: String) throws {
    var limits = CaptureReader.ReadingLimits()
    limits.record = 1 << 10
    limits.lookahead = 256
    let large = "{\"a\": \"" + String(repeating: "x]}\\\"", count: 1 << 10) + "\", \"b\": [{}]}"
    let reading = try Reading(Array(template.replacing("E", with: large).utf8), block: 64, limits: limits)
    #expect(reading.values.last == (template.hasPrefix("[") ? "{\"a\": 1}" : "{}"))
    #expect(reading.summary.gaps.count == 1)
    #expect(!reading.summary.complete)
  }

  @Test func deepNestingIsDamage() throws {
    let deep = String(repeating: "[", count: 100_000)
    let reading = try Reading("{\"a\": 1}\n{\"b\": \(deep)\n{\"c\": 1}\n")
    #expect(reading.indices == [0, 2])
    let har = try Reading("{\"log\": {\"entries\": [{}, {\"x\": \(deep)")
    #expect(har.indices == [0])
    #expect(har.summary.gaps.count == 1)
  }
}
