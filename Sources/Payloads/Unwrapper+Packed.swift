import Bytes

/// Unwraps base64 in a longer text: after a version or a label, or before a signature, a time or a line break.
extension Unwrapper {
  /// The shortest run to examine. In shorter ones the known beginnings occur by chance.
  private static let shortest = 16
  /// The most signs, from the end of a run, that are tried as the end of the base64.
  private static let ends = 4

  /// Unwraps the runs of base64 in a text that begin like JSON or compressed data, or that a `data:` URL declares. The text itself is
  /// already a field. In a path, a slash ends a run.
  mutating func packed(_ bytes: Span<UInt8>, _ range: Range<Int>, isPath: Bool = false, layer: Int, node: Int, depth: Int) {
    var at = range.lowerBound
    while let run = Self.run(in: bytes, at..<range.upperBound, isPath: isPath) {
      at = run.upperBound
      var start = run.lowerBound
      while start + Self.shortest <= run.upperBound {
        let isDeclared = Self.isDeclared(start, in: bytes, range)
        if start == run.lowerBound || Self.isSign(bytes[start - 1]), isDeclared || Self.mayBePacked(bytes, start) {
          if let token = tokenEnd(start, run.upperBound, bytes, range) {
            at = token
            break
          }
          let end = unpack(bytes, start..<run.upperBound, of: range, isDeclared: isDeclared, layer: layer, node: node, depth: depth)
          start = end ?? start + 1
        } else {
          start += 1
        }
      }
      at = max(at, start)
    }
  }

  /// The next run of base64 digits that is long enough. A byte that is not a digit rules out every run over it, so the search leaps past
  /// it.
  private static func run(in bytes: Span<UInt8>, _ range: Range<Int>, isPath: Bool) -> Range<Int>? {
    func isDigit(_ byte: UInt8) -> Bool {
      ByteClass.of(byte).contains(.base64) && byte != UInt8(ascii: "=") && !(isPath && byte == UInt8(ascii: "/"))
    }
    var start = range.lowerBound
    while start + shortest <= range.upperBound {
      var at = start + shortest - 1
      while at >= start, isDigit(bytes[at]) { at -= 1 }
      guard at < start else {
        start = at + 1
        continue
      }
      var end = start + shortest
      while end < range.upperBound, isDigit(bytes[end]) { end += 1 }
      return start..<end
    }
    return nil
  }

  /// Whether base64 of known data may begin here: `{"`, `["`, `[{`, an object on several lines, gzip or zlib.
  static func mayBePacked(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    guard start + shortest <= bytes.count else { return false }
    switch (bytes[start], bytes[start + 1], bytes[start + 2]) {
    case (UInt8(ascii: "e"), UInt8(ascii: "y"), UInt8(ascii: "J")), (UInt8(ascii: "W"), UInt8(ascii: "y"), UInt8(ascii: "J")),
      (UInt8(ascii: "W"), UInt8(ascii: "3"), UInt8(ascii: "s")), (UInt8(ascii: "e"), UInt8(ascii: "w"), UInt8(ascii: "o")),
      (UInt8(ascii: "e"), UInt8(ascii: "w"), UInt8(ascii: "0")):
      return true
    case (UInt8(ascii: "H"), UInt8(ascii: "4"), UInt8(ascii: "s")): return bytes[start + 3] == UInt8(ascii: "I")
    // The four compression levels of zlib (RFC 1950 § 2.2).
    case (UInt8(ascii: "e"), UInt8(ascii: "J"), _), (UInt8(ascii: "e"), UInt8(ascii: "N"), _), (UInt8(ascii: "e"), UInt8(ascii: "F"), _),
      (UInt8(ascii: "e"), UInt8(ascii: "A"), _):
      return true
    default: return false
    }
  }

  /// Whether `;base64,` precedes a place (RFC 2397).
  private static func isDeclared(_ start: Int, in bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let label: StaticString = ";base64,"
    guard start - label.utf8CodeUnitCount >= range.lowerBound, bytes[start - 1] == UInt8(ascii: ",") else { return false }
    return zip(start - label.utf8CodeUnitCount..<start, "\(label)".utf8).allSatisfy { bytes[$0] == $1 }
  }

  /// Whether a byte is a digit of base64 that also separates words.
  private static func isSign(_ byte: UInt8) -> Bool { "-_/+".utf8.contains(byte) }

  /// The end of the token that begins at `start`; nil if there is none. Its claims are unwrapped as a token.
  private func tokenEnd(_ start: Int, _ end: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard end < range.upperBound, bytes[end] == UInt8(ascii: "."), bytes[start] == UInt8(ascii: "e") else { return nil }
    var last = end
    while last < range.upperBound, bytes[last] == UInt8(ascii: ".") || Base64.value(of: bytes[last]) != nil { last += 1 }
    return JWT.parts(of: bytes.extracting(start..<last)) == nil ? nil : last
  }

  /// Unwraps the base64 at the beginning of a range. Returns its end; nil if there is none.
  private mutating func unpack(
    _ bytes: Span<UInt8>, _ run: Range<Int>, of range: Range<Int>, isDeclared: Bool, layer: Int, node: Int, depth: Int
  ) -> Int? {
    guard let head = Base64.decoded(bytes.extracting(run.lowerBound..<run.lowerBound + 12)),
      isText(head.span, complete: false) || mayBeData(head.span)
    else { return nil }
    var end = run.upperBound
    for _ in 0..<Self.ends {
      var padded = end
      while padded < range.upperBound, padded < end + 2, bytes[padded] == UInt8(ascii: "=") { padded += 1 }
      for last in padded > end ? [padded, end] : [end] {
        if unpack(bytes, run.lowerBound..<last, isDeclared: isDeclared, layer: layer, node: node, depth: depth) { return last }
      }
      // What follows a sign may be something else.
      guard let sign = (run.lowerBound + Self.shortest..<end).last(where: { Self.isSign(bytes[$0]) }) else { return nil }
      end = sign
    }
    return nil
  }

  private mutating func unpack(
    _ bytes: Span<UInt8>, _ place: Range<Int>, isDeclared: Bool, layer: Int, node: Int, depth: Int
  ) -> Bool {
    guard let decoded = Base64.decoded(bytes.extracting(place)) else { return false }
    let first = firstByte(decoded.span)
    let isStructured = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if isText(decoded.span), isDeclared || isStructured && isJSON(decoded.span) {
      guard let inner = self.layer(.base64, decoded, of: layer, at: place) else { return false }
      text(decoded.span, 0..<decoded.count, layer: inner, node: enter(.layer(.base64), node), depth: depth + 1)
      return true
    }
    guard mayBeData(decoded.span), let inner = self.layer(.base64, decoded, of: layer, at: place) else { return false }
    return data(decoded.span, layer: inner, node: enter(.layer(.base64), node), certainty: .guess, depth: depth + 1)
  }

  /// Unwraps a whole text of base64 that is broken into lines (RFC 2045 § 6.8); false for other text.
  mutating func folded(_ text: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    guard let digits = Base64.unfolded(text), let decoded = Base64.decoded(digits.span) else { return false }
    if isText(decoded.span) { return opaque(.base64, decoded, range, layer: layer, node: node, hint: .body, depth: depth) }
    return mayBeData(decoded.span) && opaqueData(.base64, decoded, range, layer: layer, node: node, depth: depth)
  }
}
