import Bytes

extension Redaction.Refusal {
  /// What a record could not be redacted for, as a refusal of its capture; an error of something else stays what it is.
  static func of(_ path: String, _ record: Int, _ error: any Error) -> any Error {
    let reason: String
    switch error {
    case is Redactor.RecordRefusal: reason = "record \(record) holds something that can be neither examined nor taken out whole"
    case is ValueBook.Overflow: reason = "it holds more than \(ValueBook.capacity >> 20) MiB of values to take out"
    case is JSONError: reason = "record \(record) would be no JSON any more"
    default: return error
    }
    return Redaction.Refusal(path: path, reason: reason)
  }
}

extension Redaction {
  /// Whether copies of a value are looked for: those of a few digits, and of words such as `true`, stand everywhere.
  package static func canSeek(_ value: String) -> Bool { ValueSearch.isDistinctive(value.utf8.map(ByteClass.folded)) }
}
