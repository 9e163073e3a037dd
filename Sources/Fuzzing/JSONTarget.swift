import Bytes
import Plans
import Vocabulary

extension FuzzTarget {
  /// The JSON cursor: its ways of skipping a value agree, and the ranges that it returns are in the text.
  static let json = FuzzTarget("json", longest: 1_024) { input in
    let text = input.span
    return passing(text) ?? skipping(text) ?? escapes(text) ?? reading(input)
  }

  /// A valid value ends at the same offset whether it is checked, skipped or walked.
  private static func passing(_ text: Span<UInt8>) -> String? {
    let checked = end(text) { (cursor, text) throws(JSONError) in try cursor.checkValue(text) }
    let bound = end(text) { (cursor, text) throws(JSONError) in try cursor.checkValue(text, lineBound: true) }
    let skipped = end(text) { (cursor, text) throws(JSONError) in try cursor.skipValue(text) }
    if let place = [checked, bound, skipped].compactMap(\.place).first(where: { $0 > text.count }) {
      return "an end at \(place), past the text"
    }
    if let offset = [checked, bound, skipped].compactMap(\.error?.offset).first(where: { !(0...text.count ~= $0) }) {
      return "an error at \(offset), outside of the text"
    }
    if let checked = checked.place, checked != skipped.place { return "checked up to \(checked), and skipped up to \(skipped)" }
    if let bound = bound.place, bound != checked.place { return "bound to a line up to \(bound), and checked up to \(checked)" }
    let walked = end(text) { (cursor, text) throws(JSONError) in try walk(&cursor, text, depth: 0) }
    if let checked = checked.place, checked != walked.place { return "checked up to \(checked), and walked up to \(walked)" }
    return nil
  }

  /// Where a value ended, or why it did not.
  private struct Ending {
    var place: Int?
    var error: JSONError?
  }

  private static func end(
    _ text: Span<UInt8>, _ pass: (inout JSONCursor, Span<UInt8>) throws(JSONError) -> Range<Int>
  ) -> Ending {
    var cursor = JSONCursor()
    do throws(JSONError) {
      return Ending(place: try pass(&cursor, text).upperBound)
    } catch {
      return Ending(error: error)
    }
  }

  @discardableResult
  private static func walk(_ cursor: inout JSONCursor, _ text: Span<UInt8>, depth: Int) throws(JSONError) -> Range<Int> {
    guard depth <= JSONCursor.maximumDepth else { throw .tooDeep(at: cursor.offset) }
    let first = cursor.peek(text)
    let start = cursor.offset
    var isFirst = true
    switch first {
    case UInt8(ascii: "{"): while try cursor.nextKey(text, isFirst: &isFirst) != nil { try walk(&cursor, text, depth: depth + 1) }
    case UInt8(ascii: "["): while try cursor.nextElement(text, isFirst: &isFirst) { try walk(&cursor, text, depth: depth + 1) }
    default: return try cursor.skipValue(text)
    }
    return start..<cursor.offset
  }

  /// A value that is skipped piece by piece ends at the same offset.
  private static func skipping(_ text: Span<UInt8>) -> String? {
    var cursor = JSONCursor()
    guard let first = cursor.peek(text), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\"")
    else { return nil }
    let start = cursor.offset
    var expected: Int?
    do throws(JSONError) {
      expected = try cursor.skipValue(text).upperBound
    } catch {
      // Skipping piece by piece does not count the depth.
      if case .tooDeep = error { return nil }
    }
    for piece in [1, 7, text.count] {
      var skipper = JSONSkipper()
      var (at, end) = (start, Int?.none)
      while at < text.count, end == nil {
        let next = min(text.count, at + piece)
        end = skipper.skip(text.extracting(at..<next)).map { $0 + at }
        at = next
      }
      if end != expected {
        return "in pieces of \(piece) bytes up to \(String(describing: end)), whole up to \(String(describing: expected))"
      }
    }
    return nil
  }

  /// An escaped text reads as before, and each decoded byte has a source, in order.
  private static func escapes(_ text: Span<UInt8>) -> String? {
    let decoded = JSONEscapes.decoded(text)
    let encoded = JSONEscapes.encoded(decoded.span)
    if JSONEscapes.decoded(encoded.span) != decoded { return "what was escaped reads as something else" }
    return misplaced(JSONEscapes.self, text)
  }

  /// A typed read ends in a value or in an error with a position in the text.
  private static func reading(_ input: [UInt8]) -> String? {
    do throws(JSONError) {
      _ = try JSONValue(input.span)
    } catch {
      if !(0...input.count ~= error.offset) { return "an error at \(error.offset), outside of the text" }
    }
    var reader = JSONReader(input, file: "text")
    do throws(ConfigurationError) {
      try reader.object { (reader, _) throws(ConfigurationError) in
        try reader.array { (reader) throws(ConfigurationError) in try reader.skip() }
      }
      try reader.end()
    } catch {
      return misplaced(error, in: input)
    }
    return nil
  }
}
