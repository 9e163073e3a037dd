import Auditing
import Bytes
import Detecting
import Knowledge
import Payloads

extension Redactor {
  /// Whether a text contains a copy of a value. Short words of content, which may be keys, do not count.
  func holdsValue(_ text: [UInt8]) -> Bool {
    plan.search.matches(in: text.span).contains { match in
      plan.values.entries[match.entry].isDistinctiveAmongNames && !Placeholder.isInside(match.range, of: text.span)
    }
  }

  /// Marks the copies of values anywhere.
  func copies(_ bytes: Span<UInt8>, _ keptFields: Set<Int>, _ marks: inout [Mark]) {
    let payload = scanner.unwrapper.payload
    for (number, field) in payload.fields.enumerated() where field.kind == .string || field.kind == .number {
      if keptFields.contains(number) { continue }
      payload.withBytes(of: field.layer, record: bytes) { layer in
        let text = layer.extracting(field.range)
        if isStructure(field, text) || removalFinder.isSettled(text) { return }
        let isNumber = field.kind == .number && Self.isNumeral(text)
        for match in plan.search.matches(in: text) where !Placeholder.isInside(match.range, of: text) {
          if isNumber, match.range != 0..<text.count || Placeholder.isRedacted(text) { continue }
          if field.role == .unread, !plan.values.entries[match.entry].isDistinctiveAmongNames || FormatWords.contains(text) { continue }
          // Decoded content is edited inside, not as a whole.
          if match.widening != .none, !field.isLeaf, !field.isUnread { continue }
          let found = Self.widened(match, in: text)
          let range = found.lowerBound + field.range.lowerBound..<found.upperBound + field.range.lowerBound
          if match.widening != .none, payload.isDecoded(range, of: field.layer) { continue }
          marks.append(Mark(layer: field.layer, range: range, value: match.entry, isNumber: isNumber))
        }
      }
    }
  }

  /// Notes the long texts of a changed record in which nothing was found.
  func settle(_ bytes: Span<UInt8>, _ marks: [Mark]) {
    let payload = scanner.unwrapper.payload
    for field in payload.fields where field.isString && field.range.count >= RemovalFinder.shortestSettled {
      if marks.contains(where: { $0.layer == field.layer && $0.range.overlaps(field.range) }) { continue }
      payload.withBytes(of: field.layer, record: bytes) { removalFinder.settle($0.extracting(field.range)) }
    }
  }

  /// A copy with what must be removed with it: the rest of an encoded text, which can no longer be decoded, and of a truncated
  /// token.
  private static func widened(_ match: ValueSearch.Match, in text: Span<UInt8>) -> Range<Int> {
    let belongs: (UInt8) -> Bool
    switch match.widening {
    // A slash may belong to a path, and what follows it contains nothing of the value.
    case .base64: belongs = { ByteClass.of($0).contains(.base64) && $0 != UInt8(ascii: "/") }
    case .hex: belongs = { ByteClass.of($0).contains(.hex) }
    case .none:
      guard match.isCut, ByteClass.isWord(text[match.range.upperBound - 1]) else { return match.range }
      belongs = { ByteClass.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
    var (low, high) = (match.range.lowerBound, match.range.upperBound)
    if match.widening != .none { while low > 0, belongs(text[low - 1]) { low -= 1 } }
    while high < text.count, belongs(text[high]) { high += 1 }
    return low..<high
  }

  /// Whether a random-looking string is a hash in the name of an asset, which everyone gets: it is kept everywhere.
  func isAsset(_ field: Int, _ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    guard !plan.assets.isEmpty else { return false }
    return scanner.unwrapper.payload.withBytes(of: scanner.unwrapper.payload.fields[field].layer, record: bytes) {
      plan.assets.contains(Array(copying: $0.extracting(range)))
    }
  }

  mutating func mark(_ removal: Removal, _ bytes: Span<UInt8>) throws -> Mark {
    let field = scanner.unwrapper.payload.fields[removal.field]
    let value = try scanner.unwrapper.payload.withBytes(of: field.layer, record: bytes) {
      let value = $0.extracting(removal.range)
      if let known = plan.values.number(of: value) { return known }
      guard takesValues else { throw RecordRefusal.unknownValue }
      return try plan.values.add(removal, value)
    }
    return mark(removal.field, removal.range, value: value, bytes)
  }

  func mark(_ number: Int, _ range: Range<Int>, value: Int, _ bytes: Span<UInt8>) -> Mark {
    let field = scanner.unwrapper.payload.fields[number]
    let isNumber =
      field.kind == .number
      && scanner.unwrapper.payload.withBytes(of: field.layer, record: bytes) { Self.isNumeral($0.extracting(field.range)) }
    return Mark(layer: field.layer, range: isNumber ? field.range : range, value: value, isNumber: isNumber)
  }

  /// Whether a JSON value that is not a string is a number; captures also contain `NaN` and worse.
  private static func isNumeral(_ text: Span<UInt8>) -> Bool {
    text.count > 0 && (ByteClass.of(text[0]).contains(.digit) || text[0] == UInt8(ascii: "-"))
  }

  func splice(_ mark: Mark, _ bytes: Span<UInt8>, _ splicer: inout Splicer) {
    let placeholder = plan.values.entries[mark.value].placeholder
    guard !mark.isNumber else {
      return splicer.add(Edit(range: mark.range, bytes: Array(placeholder.numeral.utf8), value: mark.value), to: mark.layer)
    }
    let core = scanner.unwrapper.payload.withBytes(of: mark.layer, record: bytes) { Placeholder.core(of: $0.extracting(mark.range)) }
    let range = core.lowerBound + mark.range.lowerBound..<core.upperBound + mark.range.lowerBound
    splicer.add(Edit(range: range, bytes: Array(placeholder.text.utf8), value: mark.value), to: mark.layer)
  }
}
