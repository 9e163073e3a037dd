import Bytes
import Captures
import Payloads
import Vocabulary

/// Finds the strings of one record that contain values, and their lines.
///
/// Values come roughly in the order of the record, and many are in one string. Each search begins where the last one ended, so that
/// a record with many findings is not searched from its start for each.
struct StringPlaces {
  private let origin: Position
  private var string = 0..<0
  private var offset = 0
  private var position: Position

  init(_ record: borrowing Record) {
    origin = record.origin
    position = record.origin
  }

  /// The string of the file around a field, by its bytes in the record, and its position in the file.
  mutating func place(of field: Payload.Field, in payload: borrowing Payload, _ record: Span<UInt8>) -> (range: Range<Int>, start: Position)
  {
    string = payload.enclosingString(of: field, record: record, last: string)
    if string.lowerBound < offset { (offset, position) = (0, origin) }
    position = position.advanced(by: string.lowerBound - offset, over: record.extracting(offset..<record.count))
    offset = string.lowerBound
    return (string, position)
  }
}
