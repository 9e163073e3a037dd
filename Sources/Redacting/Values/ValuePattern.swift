/// One form of a value for a search.
struct ValuePattern: Sendable {
  /// What must not be next to a copy.
  enum Border: UInt8 {
    case none
    /// A letter or a digit: the value is short, and would be found inside words.
    case word
    /// A digit: the value is a number or an IP address.
    case digits
  }

  enum Cut: UInt8 {
    case never
    /// Anywhere after the first bytes: no other text begins like a token.
    case anywhere
    /// At the end of the text, or before an ellipsis: words may continue as other words.
    case atEnd
  }

  let entry: Int32
  /// The offset of its bytes, in lower case.
  let start: Int
  let count: Int
  /// The offset of its exact spelling; -1 if case does not matter.
  var spelling = -1
  let border: Border
  let widening: ValueForms.Widening
  /// Whether a copy may be truncated, and how it must end then.
  let cut: Cut
}
