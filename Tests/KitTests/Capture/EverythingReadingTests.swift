import Foundation
import Testing

@testable import Bytes
@testable import Captures
@testable import Redacting
@testable import Vocabulary

/// Reading with everything wanted: every byte reaches the sink, and every text outside records is delivered too.
@Suite struct EverythingReadingTests {
  /// Keeps what it takes, and whether it came in order.
  private final class Memory: CaptureSink {
    private(set) var bytes: [UInt8] = []
    private(set) var isInOrder = true

    func take(_ bytes: Span<UInt8>, from offset: Int) {
      if offset != self.bytes.count { isInOrder = false }
      for at in bytes.indices { self.bytes.append(bytes[at]) }
    }
  }

  /// What was delivered in addition to records: `key = value`, or a text.
  private struct Everything {
    var records: [String] = []
    var remarks: [String] = []
    var texts: [String] = []
    var taken: [UInt8] = []
    var isInOrder = true
    var isWhole = false
    var places = true

    init(_ bytes: [UInt8], block: Int = 4096, piece: Int = .max) throws {
      let memory = Memory()
      var limits = CaptureReader.ReadingLimits()
      limits.block = block
      let reader = CaptureReader(
        ByteSource(name: "capture", bytes: bytes, piece: piece), limits: limits, coverage: .everything, sink: memory)
      var (records, remarks, texts, places) = ([String](), [String](), [String](), true)
      defer { (self.taken, isInOrder) = (memory.bytes, memory.isInOrder) }
      let summary = try reader.read { record, text in
        let value = String(copying: text.extracting(record.range))
        // What is delivered has not been consumed yet, and is where it says.
        let start = record.origin.offset + record.range.lowerBound
        places = places && memory.bytes.count <= record.origin.offset
        places = places && Array(value.utf8) == Array(String(decoding: bytes[start..<start + record.range.count], as: UTF8.self).utf8)
        switch record.content {
        case .exchange, .event: if record.member == nil { records.append(value) }
        case .remark(let key, _): remarks.append("\(key) = \(value)")
        case .text: texts.append(value)
        }
      }
      (self.records, self.remarks, self.texts, self.places) = (records, remarks, texts, places)
      isWhole = summary.isWhole
    }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }
  }

  // MARK: Every byte

  private static let odd: [String] = [
    "\u{FEFF}" + Sample.har.text, "onInputData(" + Sample.har.text.dropLast() + ");\n", Sample.har.text.replacing("\n", with: "\r\n"),
    "# a comment\n// another\n" + Sample.har.text, "\u{FEFF}# a comment\r\n" + Sample.lines.text,
    Sample.lines.text.replacing("\n", with: "\r\n"),
    String(Sample.har.text.dropLast(100)), String(Sample.lines.text.dropLast(8)), String(Sample.array.text.dropLast(4)),
    String(Sample.batch.text.dropLast(3)), Sample.har.text + " trailing", "{\"log\": {\"entries\": [{}\n  {}]}}\n more",
    #"{"log":"text","entries":[{}],"entries":"text","entries":null,"a@b.test":1}"#, "{\"a\": 1}\n{oops\n{\"c\": 3}\n",
    "\n\n" + Sample.values.text,
  ]

  @Test(arguments: Sample.allCases.map(\.text) + odd)
  func everyByteReachesTheSinkOnceAndInOrder(_ text: String) throws {
    let bytes = Array(text.utf8)
    for block in [1, 2, 3, 7, 16, 64, 256, 4096, 1 << 20] {
      for piece in [1, 5, Int.max] where piece == .max || block < 300 {
        let read = try Everything(bytes, block: block, piece: piece)
        #expect(read.taken == bytes && read.isInOrder, "block \(block), piece \(piece)")
        #expect(read.places)
      }
    }
  }

  @Test(arguments: Samples.names)
  func everyByteOfASampleReachesTheSink(_ name: String) throws {
    let bytes = try Samples.bytes(name)
    for block in [61, 4096, 256 << 10] {
      let read = try Everything(bytes, block: block)
      #expect(read.taken == bytes && read.isInOrder && read.isWhole && read.places, "block \(block)")
    }
  }

  @Test(arguments: Sample.allCases)
  func everyByteOfADamagedCaptureReachesTheSink(_ sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    for at in bytes.indices {
      for byte in [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "\\"), UInt8(ascii: "\n"), 0, 0xFF] {
        var damaged = bytes
        damaged[at] = byte
        guard let read = try? Everything(damaged, block: 32) else { continue }
        #expect(read.taken == damaged && read.isInOrder, "\(byte) at \(at)")
      }
    }
  }

  // MARK: Data outside the records

  @Test func theOtherMembersOfAHARAreDelivered() throws {
    let read = try Everything(
      #"{"_first":1,"log":{"version":"1.2","creator":{"name":"t"},"pages":[{"id":"p"}],"entries":[{}],"_x":"é","comment":null},"last":[2]}"#
    )
    #expect(read.records == ["{}"])
    #expect(
      read.remarks == [
        "_first = 1", #"version = "1.2""#, #"creator = {"name":"t"}"#, #"pages = [{"id":"p"}]"#, #"_x = "é""#, "comment = null",
        "last = [2]",
      ])
    #expect(read.texts == [] && read.isWhole)
  }

  @Test func aWrongLogOrWrongEntriesAreDelivered() throws {
    let read = try Everything(
      #"{"log":"a@b.test","entries":[{"request":{"method":"GET","url":"x"},"response":{}}],"entries":"c@d.test","e@f.test":1}"#)
    #expect(read.remarks == [#"log = "a@b.test""#, #"entries = "c@d.test""#, "e@f.test = 1"])
    #expect(read.texts == [#","e@f.test":"#])
  }

  @Test func anExtensionWithInvalidJSONIsText() throws {
    let read = try Everything(#"{"log":{"entries":[{}],"_x":{"a":NaN,"b":"a@b.test",}}}"#)
    #expect(read.texts == [#"{"a":NaN,"b":"a@b.test",}"#])
  }

  @Test func textBetweenEventsIsDelivered() throws {
    let read = try Everything("# head\n{\"type\":\"track\"}\n\nplain words\n{\"type\":\"page\"} {\"type\":\"group\"} tail\n// foot\n")
    #expect(read.records.count == 3)
    let texts = read.texts.joined()
    for part in ["# head", "plain words", "// foot"] { #expect(texts.contains(part), "\(read.texts)") }
  }

  @Test func textBeforeADocumentIsDelivered() throws {
    #expect(try Everything("# for a@b.test\n" + Sample.har.text).texts.joined().contains("# for a@b.test"))
    #expect(try Everything("callback_of_somebody({\"log\":{\"entries\":[{}]}});").texts.joined().contains("callback_of_somebody("))
  }

  // MARK: Without

  @Test(arguments: Sample.allCases.map(\.text) + odd)
  func recordsAloneAreAsBefore(_ text: String) throws {
    let plain = try Reading(text)
    let read = try Everything(text)
    #expect(plain.values == read.records)
    #expect(plain.summary.isWhole == read.isWhole)
    let memory = Memory()
    let withSink = try Reading(CaptureReader(ByteSource(name: "capture", bytes: Array(text.utf8)), sink: memory))
    #expect(withSink == plain && memory.bytes == Array(text.utf8))
  }
}
