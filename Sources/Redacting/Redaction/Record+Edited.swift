import Bytes
import Captures

extension Record {
  /// The record as its bytes are after edits, which are in order; `text` holds them.
  func read(again text: Span<UInt8>, after edits: [Edit]) throws(JSONError) -> Record {
    let before = edits.prefix { $0.range.lowerBound < range.lowerBound }.reduce(0) { $0 + $1.growth }
    let lower = range.lowerBound + before
    let upper = range.upperBound + edits.prefix { $0.range.lowerBound < range.upperBound }.reduce(0) { $0 + $1.growth }
    var record = self
    record.range = lower..<upper
    switch content {
    case .event: record.content = .event(record.range)
    case .remark(let key, _): record.content = .remark(key: key, record.range)
    case .text: record.content = .text(record.range)
    case .exchange(var exchange):
      var cursor = JSONCursor(at: lower)
      try exchange.read(&cursor, text)
      record.content = .exchange(exchange)
    }
    return record
  }
}
