import Bytes

extension Redaction.Refusal {
  /// An error of a record as a refusal of its capture. Other errors are returned as they are.
  static func of(_ path: String, _ record: Int, _ error: any Error) -> any Error {
    let reason: String
    switch error {
    case is Redactor.RecordRefusal: reason = "record \(record) has data that can be neither examined nor removed as a whole"
    case is ValueBook.Overflow: reason = "it has more than \(ValueBook.capacity >> 20) MiB of values to remove"
    case is JSONError: reason = "record \(record) would be no JSON any more"
    default: return error
    }
    return Redaction.Refusal(path: path, reason: reason)
  }
}

extension Redaction {
  /// Whether copies of a value are searched for: a few digits, and words such as `true`, occur everywhere.
  package static func canSeek(_ value: String) -> Bool { ValueSearch.isDistinctive(value.utf8.map(ByteClass.folded)) }
}
