import Testing

@testable import Bytes
@testable import Captures
@testable import Redacting
@testable import Vocabulary

/// A capture that has been read, with all its data copied for tests.
struct Reading: Equatable {
  struct Item: Equatable {
    var index: Int
    var origin: Position
    /// The delivered bytes, and the record's value in them.
    var bytes: [UInt8]
    var range: Range<Int>
    /// The fields of an exchange; nil for an event.
    var fields: [String]?
    var member: String?

    var value: String { String(decoding: bytes[range], as: UTF8.self) }
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  var items: [Item] = []
  var summary: CaptureSummary

  init(_ bytes: [UInt8], block: Int = 4096, piece: Int = .max, limits: CaptureReader.ReadingLimits = .init()) throws {
    var limits = limits
    limits.block = block
    let reader = CaptureReader(ByteSource(name: "capture", bytes: bytes, piece: piece), limits: limits)
    try self.init(reader)
  }

  init(_ text: String, block: Int = 4096) throws {
    try self.init(Array(text.utf8), block: block)
  }

  init(_ reader: consuming CaptureReader) throws {
    var items: [Item] = []
    summary = try reader.read { record, bytes in
      var copy: [UInt8] = []
      for at in 0..<bytes.count { copy.append(bytes[at]) }
      var item = Item(index: record.index, origin: record.origin, bytes: copy, range: record.range)
      func text(_ string: JSONString?) -> String {
        guard let string else { return "-" }
        return String(decoding: copy[string.range], as: UTF8.self) + (string.escaped ? " escaped" : "")
      }
      switch record.content {
      case .event(let range), .text(let range), .remark(_, let range): #expect(range == record.range)
      case .exchange(let exchange): item.fields = Self.fields(exchange, text)
      }
      item.member = record.member.map(text)
      items.append(item)
    }
    self.items = items
  }

  private static func fields(_ exchange: Exchange, _ text: (JSONString?) -> String) -> [String] {
    func pairs(_ name: String, _ pairs: [Exchange.Pair]) -> [String] {
      pairs.map { "\(name) \(text($0.name)): \(text($0.value))" }
    }
    func body(_ name: String, _ body: Exchange.Body?) -> [String] {
      guard let body else { return [] }
      return ["\(name) \(text(body.mimeType)) \(text(body.encoding)) \(text(body.text))"] + pairs(name, body.params)
    }
    var fields = ["\(text(exchange.method)) \(text(exchange.url))"]
    fields += pairs("header", exchange.requestHeaders) + pairs("cookie", exchange.requestCookies)
    fields += pairs("query", exchange.query) + body("body", exchange.requestBody)
    if let size = exchange.requestBodySize { fields.append("size \(size)") }
    if let status = exchange.status { fields.append("status \(status)") }
    fields += pairs("response header", exchange.responseHeaders) + body("response", exchange.responseBody)
    if exchange.redirectURL != nil { fields.append("redirect \(text(exchange.redirectURL))") }
    if exchange.resourceType != nil { fields.append("type \(text(exchange.resourceType))") }
    return fields + exchange.frames.map { "\($0.sent ? "sent" : "received") \($0.opcode) \(text($0.data))" }
  }

  var values: [String] { items.filter { $0.member == nil }.map(\.value) }
  var indices: [Int] { items.filter { $0.member == nil }.map(\.index) }
  /// The members around a list of events, `key=value`.
  var members: [String] { items.compactMap { item in item.member.map { "\($0)=\(item.value)" } } }
  var gaps: [String] {
    summary.gaps.map { gap in
      let place = gap.position.map { " at \($0.offset) (\($0.line):\($0.column))" } ?? ""
      return (gap.record.map { "\($0) " } ?? "") + "\(gap.place): \(gap.reason)\(place)"
    }
  }
}

/// The message that refuses a capture, or nil if it is read.
func refusal(_ bytes: [UInt8]) throws -> String? {
  do {
    _ = try Reading(bytes)
    return nil
  } catch let error as CaptureError {
    return error.description
  }
}

/// Captures of every layout, small enough to be truncated at every byte.
enum Sample: CaseIterable {
  case har, lines, array, batch, values

  var text: String {
    switch self {
    case .har: Self.harText
    case .lines: Self.linesText
    case .array: Self.arrayText
    case .batch: Self.batchText
    case .values: Self.valuesText
    }
  }

  private static let harText = """
    {"log": {"version": "1.2", "creator": {"name": "test", "version": "1"},
      "pages": [{"id": "p", "title": "a \\"title\\" ]}"}],
      "entries": [
        {"startedDateTime": "2026-01-01T00:00:00Z", "request": {"method": "POST", "url": "https://app.example/?a=1",
          "headers": [{"name": "X-Number", "value": 12}, {"name": "X-Null", "value": null}], "bodySize": 7,
          "queryString": [{"name": "a", "value": "1"}], "cookies": [{"name": "sid", "value": "c\\\\d"}],
          "postData": {"mimeType": "text/plain", "text": "a\\nb"}},
         "response": {"status": 200, "headers": [], "content": {"text": "QQ==", "encoding": "base64", "mimeType": "image/png"},
          "redirectURL": ""}, "_resourceType": "fetch"},
        {"request": {"url": "wss://app.example/socket", "method": "GET"},
         "_webSocketMessages": [{"type": "send", "time": 1.5, "opcode": 1, "data": "hi"}, {"type": "receive", "opcode": 2, "data": "AA=="}]}
      ], "comment": "after"}}

    """
  private static let linesText = """
    # comment
    {"type": "track", "event": "A {\\"x\\"}"}

    2026-01-01T00:00:00Z INFO [main] {x} sent {"type": "page"} in 5 ms
    {"type": "identify", "traits": {"n": [1, 2.5, true, null]}}

    """
  private static let arrayText = """
    [{"type": "track"},
     {"type": "page", "n": [[]]}, 12, "text"]
    """
  private static let batchText = """
    {"writeKey": "k", "batch": [{"type": "track"}, {"type": "page"}],
     "sentAt": "2026-01-01", "context": {"ip": "192.0.2.1"}}
    """
  private static let valuesText = """
    {
      "type": "track"
    }
    {
      "type": "page"
    } {"type": "group"}
    """
}
