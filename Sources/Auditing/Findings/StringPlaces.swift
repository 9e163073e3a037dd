import Bytes
import Captures
import Payloads
import Vocabulary

/// Finds the strings of one record that values stand in, and the lines these begin on.
///
/// Values come in the order of the record, more or less, and many stand in one string. What was found for the last one is where the
/// search for the next begins, so that a record with many findings is not walked over from its start for each.
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
