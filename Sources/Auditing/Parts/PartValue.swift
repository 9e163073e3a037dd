/// A value in a partial result.
protocol PartValue {
  func write(to part: inout PartWriter)
  init(from part: inout PartReader) throws(PartError)
}

/// Why a partial result cannot be used.
package struct PartError: Error, Equatable, Sendable {
  package let reason: String

  /// The file is incomplete, or was changed.
  static let damaged = PartError(reason: "the partial result is damaged: write it again")
}

/// Writes values in sequence: numbers in as few bytes as possible, texts after their length, and sets in order.
struct PartWriter {
  private(set) var bytes: [UInt8] = []

  /// Seven bits per byte, the lowest first (LEB128).
  mutating func write(unsigned number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(text: String) {
    write(unsigned: UInt64(text.utf8.count))
    bytes += Array(text.utf8)
  }

  mutating func write(digest: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(digest >> shift & 0xFF)) }
  }

  /// Bytes after their length.
  mutating func write(blob: [UInt8]) {
    write(unsigned: UInt64(blob.count))
    bytes += blob
  }

  mutating func write<each Value: PartValue>(_ values: repeat each Value) { repeat (each values).write(to: &self) }
}

/// Reads what ``PartWriter`` wrote. It treats all bytes as untrusted.
struct PartReader {
  private let bytes: [UInt8]
  private var at = 0
  /// The number of destinations. A part that refers to others is damaged.
  var destinations = Int.max

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { at == bytes.count }

  mutating func unsigned() throws(PartError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard at < bytes.count else { throw .damaged }
      let byte = bytes[at]
      at += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw .damaged
  }

  mutating func text() throws(PartError) -> String {
    let count = try unsigned()
    guard count <= UInt64(bytes.count - at) else { throw .damaged }
    defer { at += Int(count) }
    return String(decoding: bytes[at..<at + Int(count)], as: UTF8.self)
  }

  mutating func blob() throws(PartError) -> [UInt8] {
    let count = try count()
    defer { at += count }
    return Array(bytes[at..<at + count])
  }

  mutating func digest() throws(PartError) -> UInt64 {
    guard bytes.count - at >= 8 else { throw .damaged }
    defer { at += 8 }
    return (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
  }

  /// The number of following elements, each of at least one byte.
  mutating func count() throws(PartError) -> Int {
    let count = try unsigned()
    guard count <= UInt64(bytes.count - at) else { throw .damaged }
    return Int(count)
  }

  mutating func value<Value: PartValue>() throws(PartError) -> Value { try Value(from: &self) }
}

extension Int: PartValue {
  /// Small numbers of either sign are short (zigzag).
  func write(to part: inout PartWriter) { part.write(unsigned: UInt64(bitPattern: Int64(self << 1 ^ self >> 63))) }

  init(from part: inout PartReader) throws(PartError) {
    let number = try part.unsigned()
    self = Int(Int64(bitPattern: number >> 1)) ^ -Int(number & 1)
  }
}

extension Bool: PartValue {
  func write(to part: inout PartWriter) { (self ? 1 : 0).write(to: &part) }
  init(from part: inout PartReader) throws(PartError) { self = try Int(from: &part) != 0 }
}

extension String: PartValue {
  func write(to part: inout PartWriter) { part.write(text: self) }
  init(from part: inout PartReader) throws(PartError) { self = try part.text() }
}

extension UInt64: PartValue {
  func write(to part: inout PartWriter) { part.write(digest: self) }
  init(from part: inout PartReader) throws(PartError) { self = try part.digest() }
}

extension Optional: PartValue where Wrapped: PartValue {
  func write(to part: inout PartWriter) {
    part.write(self != nil)
    if let value = self { value.write(to: &part) }
  }

  init(from part: inout PartReader) throws(PartError) { self = try Bool(from: &part) ? try Wrapped(from: &part) : nil }
}

extension Array: PartValue where Element: PartValue {
  func write(to part: inout PartWriter) {
    part.write(unsigned: UInt64(count))
    for element in self { element.write(to: &part) }
  }

  init(from part: inout PartReader) throws(PartError) {
    let count = try part.count()
    self = []
    for _ in 0..<count { append(try Element(from: &part)) }
  }
}

extension Set: PartValue where Element: PartValue & Comparable {
  func write(to part: inout PartWriter) { sorted().write(to: &part) }
  init(from part: inout PartReader) throws(PartError) { self = Set(try [Element](from: &part)) }
}

extension Dictionary: PartValue where Key: PartValue & Comparable, Value: PartValue {
  func write(to part: inout PartWriter) {
    part.write(unsigned: UInt64(count))
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      key.write(to: &part)
      value.write(to: &part)
    }
  }

  init(from part: inout PartReader) throws(PartError) {
    let count = try part.count()
    self = [:]
    for _ in 0..<count {
      let key = try Key(from: &part)
      self[key] = try Value(from: &part)
    }
  }
}

extension PartValue where Self: RawRepresentable, RawValue: PartValue {
  func write(to part: inout PartWriter) { rawValue.write(to: &part) }

  init(from part: inout PartReader) throws(PartError) {
    guard let value = Self(rawValue: try RawValue(from: &part)) else { throw .damaged }
    self = value
  }
}
