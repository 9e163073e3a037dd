import Bytes
import Captures

extension Record {
  /// The record after edits, which are in order; `text` is the edited text.
  func read(again text: Span<UInt8>, after edits: [Edit]) throws(JSONError) -> Record {
    var record = self
    record.range = Self.range(range, after: edits)
    if let member { record.member?.range = Self.range(member.range, after: edits) }
    switch content {
    case .event: record.content = .event(record.range)
    case .remark(let key, _): record.content = .remark(key: key, record.range)
    case .text: record.content = .text(record.range)
    case .exchange(var exchange):
      var cursor = JSONCursor(at: record.range.lowerBound)
      try exchange.read(&cursor, text)
      record.content = .exchange(exchange)
    }
    return record
  }

  /// A range after edits, which are in order.
  private static func range(_ range: Range<Int>, after edits: [Edit]) -> Range<Int> {
    func moved(_ place: Int) -> Int { edits.prefix { $0.range.lowerBound < place }.reduce(place) { $0 + $1.growth } }
    return moved(range.lowerBound)..<moved(range.upperBound)
  }
}
