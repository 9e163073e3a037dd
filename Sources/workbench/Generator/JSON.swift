/// A JSON value to write, with its members in order.
indirect enum JSON {
  case object([(String, JSON)])
  case array([JSON])
  case string(String)
  /// The content of a string, already escaped, in pieces.
  case escaped([ArraySlice<UInt8>])
  case int(Int)
  /// A number as it is written.
  case number(String)
  case bool(Bool)
  case null

  /// `[{"name": …, "value": …}]`, as a HAR lists headers, cookies and parameters.
  static func pairs(_ pairs: [(String, String)]) -> JSON {
    .array(pairs.map { ["name": .string($0.0), "value": .string($0.1)] })
  }

  /// The value without white space, as programs send it.
  var text: String {
    var writer = JSONWriter()
    writer.compact(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .int(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(nilLiteral: ()) { self = .null }
}

/// Writes JSON (RFC 8259) into bytes.
struct JSONWriter {
  var bytes: [UInt8] = []

  /// Writes a value on one line.
  mutating func compact(_ value: JSON) {
    switch value {
    case .object(let members):
      list(members, "{", "}") { writer, member in
        writer.string(member.0)
        writer.bytes.append(UInt8(ascii: ":"))
        writer.compact(member.1)
      }
    case .array(let elements): list(elements, "[", "]") { $0.compact($1) }
    default: scalar(value)
    }
  }

  /// Writes a value with one member per line and an indent of two spaces, as browsers save a HAR.
  mutating func pretty(_ value: JSON, level: Int = 0) {
    switch value {
    case .object(let members) where !members.isEmpty:
      list(members, "{", "}", level: level) { writer, member in
        writer.string(member.0)
        writer.raw(": ")
        writer.pretty(member.1, level: level + 1)
      }
    case .array(let elements) where !elements.isEmpty:
      list(elements, "[", "]", level: level) { $0.pretty($1, level: level + 1) }
    default: compact(value)
    }
  }

  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func list<Element>(
    _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar, level: Int? = nil,
    _ write: (inout JSONWriter, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let level { newline(level + 1) }
      write(&self, element)
    }
    if let level { newline(level) }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func newline(_ level: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
  }

  private mutating func scalar(_ value: JSON) {
    switch value {
    case .string(let text): string(text)
    case .escaped(let pieces):
      bytes.append(UInt8(ascii: "\""))
      for piece in pieces { bytes.append(contentsOf: piece) }
      bytes.append(UInt8(ascii: "\""))
    case .int(let number): raw(String(number))
    case .number(let text): raw(text)
    case .bool(let flag): raw(flag ? "true" : "false")
    default: raw("null")
    }
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    escape(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes the escaped content of a string.
  mutating func escape(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case UInt8(ascii: "\n"): raw("\\n")
      case UInt8(ascii: "\t"): raw("\\t")
      case 0..<0x20: raw("\\u00\(byte < 0x10 ? "0" : "1")\(String(byte & 0xf, radix: 16))")
      default: bytes.append(byte)
      }
    }
  }
}
