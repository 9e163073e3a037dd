import Testing

@testable import Auditing
@testable import Bytes
@testable import Knowledge
@testable import Payloads

/// The sums of findings, in any order of their occurrences.
@Suite struct AggregateTests {
  private func event(_ number: Int, mail: String, time: String = "2026-03-02T08:15:03.000Z") -> String {
    #"{"type":"track","event":"Form Created","userId":"u","messageId":"m-\#(number)","timestamp":"\#(time)","properties":{"mail":"\#(mail)"}}"#
  }

  @Test func aFindingCountsOccurrencesRecordsEventsAndValues() throws {
    let log = (0..<60).map {
      event($0, mail: "Person\($0 % 7)@\($0 % 2 == 0 ? "COPPERLINE" : "copperline").dev", time: "2026-03-02T08:\(10 + $0 % 40):03.000Z")
    }
    let found = try #require(
      Audited("# log\n" + log.joined(separator: "\n") + "\n") { $0.examples = FindingCollector.defaultExamples }.findings("email").first)
    #expect(found.count == 60)
    #expect(found.records == 60)
    #expect(found.events == 60)
    #expect(found.captures == [0])
    #expect(found.values == ValueCount(number: 7, isExact: true))
    #expect(found.first?.line == 2)
    #expect(found.first?.time == "2026-03-02T08:10:03.000Z")
    #expect(found.last?.line == 61)
    #expect(found.last?.record == 60)
    #expect(found.occurrences.map(\.line) == Array(2...21))
  }

  @Test func eventsOfOneRequestAreCountedEach() throws {
    let body = #"{"batch":[\#((0..<5).map { event($0, mail: "a@copperline.dev") }.joined(separator: ","))]}"#
    let entry = Recording.entry("https://api.segment.io/v1/batch", body: body)
    let found = try #require(Audited(Recording.har(entry, entry)).findings("email").first)
    #expect(found.count == 10)
    #expect(found.records == 2)
    #expect(found.events == 10)
    #expect(found.values.number == 1)
  }

  @Test func allOccurrencesAreListedOnRequest() throws {
    let log = (0..<60).map { event($0, mail: "a\($0)@copperline.dev") }.joined(separator: "\n")
    #expect(try Audited(log) { $0.examples = nil }.findings("email").first?.occurrences.count == 60)
    #expect(try Audited(log) { $0.examples = 0 }.findings("email").first?.occurrences == [])
    #expect(try Audited(log) { $0.examples = 3 }.findings("email").first?.occurrences.map(\.record) == [0, 1, 2])
  }

  // MARK: Examples

  private func example(_ capture: Int, _ ordinal: Int) -> Examples.Example {
    let occurrence = Finding.Occurrence(
      capture: "\(capture)", record: ordinal, path: "", field: "", layers: [], start: 0, end: 0, line: 1, column: 1, excerpt: "", value: nil
    )
    return Examples.Example(sighting: Sighting(capture: capture, ordinal: ordinal, number: 0), occurrence: occurrence)
  }

  @Test func examplesAreTheSameInAnyOrderAndInAnyParts() {
    let all = (0..<30).flatMap { capture in (0..<9).map { example(capture, $0) } }
    var random = SystemRandomNumberGenerator()
    func chosen(_ examples: [Examples.Example]) -> Examples {
      var chosen = Examples(limit: 20)
      for example in examples where chosen.wants(example.sighting) { chosen.insert(example) }
      return chosen
    }
    let expected = (0..<20).map { "\($0) 0" }
    #expect(chosen(all).occurrences.map { "\($0.capture) \($0.record)" } == expected)
    for _ in 0..<200 {
      let shuffled = all.shuffled(using: &random)
      let cut = Int.random(in: 0...all.count, using: &random)
      var first = chosen(Array(shuffled[..<cut]))
      first.merge(chosen(Array(shuffled[cut...])))
      #expect(first.occurrences.map { "\($0.capture) \($0.record)" } == expected)
    }
    let few = (0..<3).flatMap { capture in (0..<50).map { example(capture, $0) } }
    let told = chosen(few.shuffled(using: &random)).occurrences.map { "\($0.capture) \($0.record)" }
    #expect(told == (0..<18).map { "0 \($0)" } + ["1 0", "2 0"])
  }

  // MARK: Different values

  @Test func valuesAreCountedExactlyAndThenEstimated() {
    let hash = SipHash(key: Array(0..<16))
    var values = DistinctValues()
    var number = 0
    for target in [1, 2, 10, 999, 10_000] {
      while number < target {
        number += 1
        for _ in 0..<2 { values.insert(hash.hash(Array("value \(number)".utf8).span)) }
      }
      #expect(values.count == ValueCount(number: target, isExact: true))
    }
    for target in [10_001, 15_000, 30_000, 200_000] {
      while number < target {
        number += 1
        values.insert(hash.hash(Array("value \(number)".utf8).span))
      }
      #expect(!values.count.isExact)
      #expect(abs(Double(values.count.number) / Double(target) - 1) < 4 * DistinctValues.error)
    }
  }

  @Test(arguments: [0, 5_000, 10_000, 14_000, 60_000])
  func countsOfPartsAddUpToTheCountOfTheWhole(_ total: Int) {
    let hash = SipHash(key: Array(0..<16))
    let digests = (0..<total).map { hash.hash(Array("\($0)".utf8).span) }
    var whole = DistinctValues()
    for digest in digests { whole.insert(digest) }
    for parts in 1...5 {
      var counts = [DistinctValues](repeating: DistinctValues(), count: parts)
      // Some values are in several parts.
      for digest in digests.shuffled() { for _ in 0..<2 { counts[Int.random(in: 0..<parts)].insert(digest) } }
      var sum = DistinctValues()
      for part in counts.shuffled() { sum.formUnion(part) }
      #expect(sum.count == whole.count)
      #expect(sum.digests == whole.digests)
    }
  }

  /// Otherwise each insertion would search many slots.
  @Test(arguments: [2, 8_192, 13_312])
  func digestsAreSpreadOverTheSlots(_ count: Int) {
    let hash = SipHash(key: Array(0..<16))
    let slots = (0..<count).map { DistinctValues.slot(of: hash.hash(Array("\($0)".utf8).span) >> 12, among: count) }
    #expect(slots.allSatisfy { 0..<count ~= $0 })
    // A random function reaches 63 of 100 slots.
    #expect(Set(slots).count * 2 >= count)
  }

  @Test func estimatesHaveOnlySignificantDigits() {
    #expect(ValueCount(number: 9_876, isExact: true).description == "9876")
    #expect(ValueCount(number: 48_312, isExact: false).description == "about 48000")
    #expect(ValueCount(number: 995_000, isExact: false).description == "about 1000000")
  }

  // MARK: Names

  @Test(arguments: [
    ("Form Created", "Form Created"), ("Viewed /items/4711/edit", "Viewed /items/*/edit"), ("Step 2 Completed", "Step 2 Completed"),
    ("Order 1234567 shipped", "Order * shipped"), ("issue:0f8fad5b-d9cb-469f-a165-70867728950e", "issue:*"), ("/a/1", "/a/*"),
    ("GA4 event", "GA4 event"), ("404 page", "404 page"), ("", ""), ("Loaded 3f2a9c0d1e4b5a6978877665", "Loaded *"), ("v2.1", "v2.1"),
  ])
  func identifiersInNamesAreFolded(_ name: String, _ folded: String) { #expect(EventName.folded(name) == folded) }
}

@Suite struct SipHashTests {
  /// The vectors of the reference implementation: the key is 00 to 0f, the message the bytes 00, 01, …
  @Test(
    arguments: [
      (0, 0x726F_DB47_DD0E_0E31), (1, 0x74F8_39C5_93DC_67FD), (2, 0x0D6C_8009_D9A9_4F5A), (3, 0x8567_6696_D7FB_7E2D),
      (7, 0xAB02_00F5_8B01_D137), (8, 0x93F5_F579_9A93_2462), (15, 0xA129_CA61_49BE_45E5),
    ] as [(Int, UInt64)])
  func hashesAreThoseOfTheReference(_ length: Int, _ expected: UInt64) {
    #expect(SipHash(key: Array(0..<16)).hash(Array(0..<UInt8(length)).span) == expected)
  }

  @Test func capitalsCountAsLowerCaseOnRequest() {
    let hash = SipHash(key: Array(0..<16))
    let all = Array(UInt8(0)...255)
    let small = all.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    #expect(hash.hash(all.span, isFolded: true) == hash.hash(small.span))
    for length in 0..<40 {
      let text = Array(all[50..<50 + length])
      #expect(hash.hash(text.span, isFolded: true) == hash.hash(Array(small[50..<50 + length]).span))
    }
  }
}
