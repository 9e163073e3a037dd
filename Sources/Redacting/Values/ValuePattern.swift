/// One form of a value as a search looks for it.
struct ValuePattern: Sendable {
  /// What must not stand beside a copy.
  enum Border: UInt8 {
    case none
    /// A letter or a digit: the value is short, and would be found inside of words.
    case word
    /// A digit: the value is a number or an IP address.
    case digits
  }

  enum Cut: UInt8 {
    case never
    /// Anywhere behind the first bytes: a token goes on as no other text does.
    case anywhere
    /// Where the text ends, or an ellipsis stands: words go on like other words.
    case atEnd
  }

  let entry: Int32
  /// Where its bytes begin, in lower case.
  let start: Int
  let count: Int
  /// Where they begin as they are spelled; -1 where the case of letters does not matter.
  var spelling = -1
  let border: Border
  let widening: ValueForms.Widening
  /// Whether a copy may be cut short, and how it has to end then.
  let cut: Cut
}
