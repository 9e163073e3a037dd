/// Reads the wire format of protocol buffers as far as possible without a schema.
enum ProtobufReader {
  /// A length-delimited field: a string, bytes or a message.
  struct Field {
    var number: Int
    /// The ranges of its length and of its content.
    var length: Range<Int>
    var range: Range<Int>
  }

  /// The length-delimited fields of a message that fills `range`; nil if there is no such message.
  static func fields(of bytes: Span<UInt8>, _ range: Range<Int>) -> [Field]? {
    var fields: [Field] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard let tag = varint(bytes, &at, range.upperBound), 1..<1 << 29 ~= tag >> 3 else { return nil }
      let size: Int
      switch tag & 7 {
      case 0:
        guard varint(bytes, &at, range.upperBound) != nil else { return nil }
        continue
      case 1: size = 8
      case 5: size = 4
      case 2:
        let start = at
        guard let length = varint(bytes, &at, range.upperBound), length <= UInt64(range.upperBound - at) else { return nil }
        size = Int(length)
        fields.append(Field(number: Int(tag >> 3), length: start..<at, range: at..<at + size))
      default: return nil
      }
      at += size
      guard at <= range.upperBound else { return nil }
    }
    return fields
  }

  private static func varint(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard at < end else { return nil }
      let byte = bytes[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
