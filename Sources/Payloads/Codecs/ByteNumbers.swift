import Bytes

/// Bytes written as numbers: `[123,34]` from a `Buffer` of Node.js, `{"0":123,"1":34}` from a `Uint8Array`, and `123,34`. An opaque layer.
package enum ByteNumbers {
  /// The minimum number of numbers that can be a text.
  static let fewest = 16

  /// The bytes and the end of their list or object; nil for anything else. `start` is the bracket, the brace or the first number.
  package static func read(_ text: Span<UInt8>, from start: Int) -> (bytes: [UInt8], end: Int)? {
    guard start < text.count else { return nil }
    switch text[start] {
    case UInt8(ascii: "["): return read(text, from: start + 1, closing: UInt8(ascii: "]"))
    case UInt8(ascii: "{"): return read(text, from: start + 1, closing: UInt8(ascii: "}"))
    default: return read(text, from: start, closing: nil)
    }
  }

  /// Whether a list or object may contain bytes, by its beginning. Most do not.
  static func mayBegin(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start + 2 * fewest < text.count else { return false }
    if text[start] == UInt8(ascii: "{") {
      return text[start + 1] == quote && text[start + 2] == UInt8(ascii: "0") && text[start + 3] == quote
    }
    return digit(text[start + 1]) != nil || ByteClass.isSpace(text[start + 1])
  }

  /// The bytes as numbers, in the format of `raw`.
  package static func encoded(_ bytes: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8] {
    let hasKeys = raw.first(UInt8(ascii: ":"), in: 0..<raw.count) != nil
    let gap = raw.first(comma, in: 0..<raw.count).map { $0 + 1 < raw.count && raw[$0 + 1] == UInt8(ascii: " ") } ?? false
    var numbers: [String] = []
    for at in bytes.indices { numbers.append(hasKeys ? "\"\(at)\":\(bytes[at])" : "\(bytes[at])") }
    let list = Array(numbers.joined(separator: gap ? ", " : ",").utf8)
    switch raw.isEmpty ? 0 : raw[0] {
    case UInt8(ascii: "["): return [UInt8(ascii: "[")] + list + [UInt8(ascii: "]")]
    case UInt8(ascii: "{"): return [UInt8(ascii: "{")] + list + [UInt8(ascii: "}")]
    default: return list
    }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")

  private static func read(_ text: Span<UInt8>, from start: Int, closing: UInt8?) -> (bytes: [UInt8], end: Int)? {
    var bytes: [UInt8] = []
    var at = start
    while true {
      while at < text.count, ByteClass.isSpace(text[at]) { at += 1 }
      if closing == UInt8(ascii: "}") {
        guard let value = valueOfKey(bytes.count, text, at) else { return nil }
        at = value
      }
      guard let (byte, end) = number(text, at) else { return nil }
      bytes.append(byte)
      at = end
      while at < text.count, ByteClass.isSpace(text[at]) { at += 1 }
      if at == text.count { return closing == nil && bytes.count >= fewest ? (bytes, at) : nil }
      if text[at] == closing { return bytes.count >= fewest ? (bytes, at + 1) : nil }
      guard text[at] == comma else { return nil }
      at += 1
    }
  }

  /// The beginning of the value of the member with this number as its key; nil for another key.
  private static func valueOfKey(_ number: Int, _ text: Span<UInt8>, _ start: Int) -> Int? {
    guard start < text.count, text[start] == quote else { return nil }
    var at = start + 1
    var key = 0
    while at < text.count, at - start < 9, let digit = digit(text[at]) {
      key = key * 10 + Int(digit)
      at += 1
    }
    guard key == number, at > start + 1, at + 1 < text.count, text[at] == quote else { return nil }
    at += 1
    while at < text.count, ByteClass.isSpace(text[at]) { at += 1 }
    guard at < text.count, text[at] == UInt8(ascii: ":") else { return nil }
    at += 1
    while at < text.count, ByteClass.isSpace(text[at]) { at += 1 }
    return at
  }

  /// A number that fits a byte, and its end.
  private static func number(_ text: Span<UInt8>, _ start: Int) -> (byte: UInt8, end: Int)? {
    var at = start
    var value = 0
    while at < text.count, at - start < 4, let digit = digit(text[at]) {
      value = value * 10 + Int(digit)
      at += 1
    }
    guard at > start, value < 256, at - start == 1 || text[start] != UInt8(ascii: "0") else { return nil }
    return (UInt8(value), at)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte ? byte - UInt8(ascii: "0") : nil
  }
}
