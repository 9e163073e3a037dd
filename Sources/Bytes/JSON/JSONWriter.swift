import Vocabulary

/// Writes JSON (RFC 8259) in the order of the calls, indented, without anything that a terminal would interpret.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true
  private let isCompact: Bool

  /// Writes indented text, or everything on one line.
  package init(isCompact: Bool = false) {
    self.isCompact = isCompact
  }

  /// Discards what has been written.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (depth, isFirst) = (0, true)
  }

  /// What has been written, as UTF-8.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The members that every versioned file begins with.
  package mutating func head(schemaVersion: Int) {
    member("schemaVersion", schemaVersion)
    key("tool")
    object {
      $0.member("name", "telltale")
      $0.member("version", telltaleVersion)
    }
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) { container("{", "}", body) }

  package mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void) {
    array { writer in
      for element in elements { writer.element { body(&$0, element) } }
    }
  }

  /// An array whose elements the caller writes with ``element(_:)``. For long arrays: generic functions are not specialised for
  /// other modules.
  package mutating func array(_ body: (inout JSONWriter) -> Void) { container("[", "]", body) }

  package mutating func element(_ body: (inout JSONWriter) -> Void) {
    separate()
    body(&self)
  }

  package mutating func key(_ key: String) {
    separate()
    string(key)
    write(isCompact ? ":" : ": ")
  }

  package mutating func member(_ key: String, _ value: String?) {
    guard let value else { return }
    self.key(key)
    string(value)
  }

  package mutating func member(_ key: String, _ value: Int) {
    self.key(key)
    write(String(value))
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    write(value ? "true" : "false")
  }

  package mutating func member(_ key: String, _ values: [String]) {
    self.key(key)
    write("[")
    for (index, value) in values.enumerated() {
      if index > 0 { write(", ") }
      string(value)
    }
    write("]")
  }

  package mutating func member(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  package mutating func member<Element>(_ key: String, array elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void)
  {
    self.key(key)
    array(elements, body)
  }

  /// A number, a boolean or `null` as it is written.
  package mutating func literal(_ text: String) { write(text) }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    // Most strings are plain ASCII, which needs no check of each character.
    if value.utf8.allSatisfy(Self.isPlain) {
      write(value)
    } else {
      var last: UnicodeScalar?
      for scalar in value.unicodeScalars {
        character(scalar, after: last)
        last = scalar
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
  }

  private mutating func character(_ scalar: UnicodeScalar, after last: UnicodeScalar?) {
    switch scalar {
    case "\"": write("\\\"")
    case "\\": write("\\\\")
    case "\n": write("\\n")
    default:
      // `##` in a log begins a command of a CI service.
      guard Printable.isHidden(scalar) || scalar == "#" && last == "#" else { return bytes.append(contentsOf: scalar.utf8) }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        write("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      }
    }
  }

  private mutating func container(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    write(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = false
    write(close)
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    newLine()
  }

  private mutating func newLine() {
    guard !isCompact else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth * 2 { bytes.append(UInt8(ascii: " ")) }
  }
}
