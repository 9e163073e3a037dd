/// A string in a JSON text: the bytes between its quotes, still escaped.
package struct JSONString: Equatable, Sendable {
  /// The range of the content in the text, without the quotes.
  package var range: Range<Int>
  /// Whether the content has a `\`, so that it must be unescaped.
  package var escaped: Bool

  package init(range: Range<Int>, escaped: Bool) {
    self.range = range
    self.escaped = escaped
  }

  /// Whether the content is `name`, byte for byte.
  package func spells(_ name: StaticString, in text: Span<UInt8>) -> Bool {
    guard name.utf8CodeUnitCount == range.count, name.hasPointerRepresentation else { return false }
    // The name is a literal, whose bytes live forever; it is as long as the range.
    let bytes = unsafe name.utf8Start
    for at in 0..<range.count {
      guard unsafe text[range.lowerBound + at] == bytes[at] else { return false }
    }
    return true
  }
}

/// A position in a JSON text (RFC 8259) that moves from value to value and builds nothing.
///
/// A reader of captures needs a few strings; everything else is skipped at the speed of memory. Each call takes the text, so that
/// the cursor outlives a refill of the buffer.
package struct JSONCursor: Sendable {
  /// The maximum depth of containers. Hostile input is deeper.
  package static let maximumDepth = 512

  /// The offset of the next byte to read.
  package var offset: Int

  package init(at offset: Int = 0) {
    self.offset = offset
  }

  /// Moves to the next byte that is not white space and returns it, without consuming it; nil at the end of the text.
  package mutating func peek(_ text: Span<UInt8>) -> UInt8? {
    while offset < text.count {
      let byte = text[offset]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      offset += 1
    }
    return nil
  }

  /// Skips white space and consumes `byte`.
  package mutating func expect(_ byte: UInt8, _ text: Span<UInt8>) throws(JSONError) {
    guard let found = peek(text) else { throw .unterminated(at: offset) }
    guard found == byte else { throw .unexpected(at: offset, expected: "`\(Character(UnicodeScalar(byte)))`") }
    offset += 1
  }

  /// Consumes a string and returns the range of its content.
  package mutating func string(_ text: Span<UInt8>) throws(JSONError) -> JSONString {
    guard let quote = peek(text) else { throw .unterminated(at: offset) }
    guard quote == UInt8(ascii: "\"") else { throw .unexpected(at: offset, expected: "a string") }
    let start = offset + 1
    var escaped = false
    var at = start
    while true {
      at = Self.endOfPlain(text, from: at)
      guard at < text.count else { throw .unterminated(at: start - 1) }
      if text[at] == UInt8(ascii: "\"") { break }
      escaped = true
      at += 2
    }
    offset = at + 1
    return JSONString(range: start..<at, escaped: escaped)
  }

  /// Consumes any value and returns its bytes, including quotes or brackets.
  @discardableResult
  package mutating func skipValue(_ text: Span<UInt8>) throws(JSONError) -> Range<Int> {
    guard let first = peek(text) else { throw .unterminated(at: offset) }
    let start = offset
    switch first {
    case UInt8(ascii: "\""): _ = try string(text)
    case UInt8(ascii: "{"), UInt8(ascii: "["): try skipContainer(text)
    default: try skipScalar(text)
    }
    return start..<offset
  }

  /// Consumes `{`, or `,` between members, and the next key with its colon; nil when the object has ended.
  ///
  /// Call it in a loop with `isFirst` true the first time, and read or skip the value after each key.
  package mutating func nextKey(_ text: Span<UInt8>, isFirst: inout Bool) throws(JSONError) -> JSONString? {
    if isFirst { try expect(UInt8(ascii: "{"), text) }
    guard let next = peek(text) else { throw .unterminated(at: offset) }
    if next == UInt8(ascii: "}") {
      offset += 1
      return nil
    }
    if !isFirst { try expect(UInt8(ascii: ","), text) }
    isFirst = false
    let key = try string(text)
    try expect(UInt8(ascii: ":"), text)
    return key
  }

  /// Consumes `[`, or `,` between elements; false when the array has ended, true when an element follows.
  package mutating func nextElement(_ text: Span<UInt8>, isFirst: inout Bool) throws(JSONError) -> Bool {
    if isFirst { try expect(UInt8(ascii: "["), text) }
    guard let next = peek(text) else { throw .unterminated(at: offset) }
    if next == UInt8(ascii: "]") {
      offset += 1
      return false
    }
    if !isFirst { try expect(UInt8(ascii: ","), text) }
    isFirst = false
    return true
  }

  private mutating func skipContainer(_ text: Span<UInt8>) throws(JSONError) {
    let start = offset
    var depth = 0
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: "\""):
        _ = try string(text)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > Self.maximumDepth { throw .tooDeep(at: offset) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          offset += 1
          return
        }
      default: break
      }
      offset += 1
    }
    throw .unterminated(at: start)
  }

  /// A number, `true`, `false` or `null`; captures also hold `NaN` and `undefined`, which are skipped the same way.
  private mutating func skipScalar(_ text: Span<UInt8>) throws(JSONError) {
    let start = offset
    while offset < text.count, Self.isScalar(text[offset]) { offset += 1 }
    if offset == start { throw .unexpected(at: offset, expected: "a value") }
  }

  private static func isScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The offset of the first `"` or `\` at or after `from`, or the end of the text; eight bytes per step.
  package static func endOfPlain(_ text: Span<UInt8>, from: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    // Span<UInt8>.bytes is safe for a byte, which has no padding to reveal.
    let words = unsafe text.bytes
    var at = from
    let end = text.count
    // Long strings are bodies: scan sixteen bytes per step up to the block with a match.
    let (quote, slash) = (SIMD16<UInt8>(repeating: 0x22), SIMD16<UInt8>(repeating: 0x5C))
    while at &+ 16 <= end {
      // Within bounds: `at + 16 <= end`, and a byte needs no alignment to be loaded unaligned.
      let block = unsafe words.unsafeLoadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      if any((block .== quote) .| (block .== slash)) { break }
      at &+= 16
    }
    while at &+ 8 <= end {
      // Within bounds: `at + 8 <= end`, and a byte needs no alignment to be loaded unaligned.
      let word = unsafe words.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      let quotes = word ^ (ones &* 0x22)
      let slashes = word ^ (ones &* 0x5C)
      let hits = ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes) & highs
      if hits != 0 { return at &+ hits.trailingZeroBitCount >> 3 }
      at &+= 8
    }
    while at < end, text[at] != 0x22, text[at] != 0x5C { at &+= 1 }
    return at
  }
}
