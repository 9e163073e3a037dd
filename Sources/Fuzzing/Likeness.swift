import Bytes
import Captures
import Knowledge
import Payloads

/// Compares a redacted capture with the original, from the bytes of the two alone: they must be the same except for placeholders,
/// token by token and between tokens. It works for JSON, and for texts whose encodings leave a placeholder visible.
struct Likeness {
  private let original: [UInt8]

  init(_ original: [UInt8]) { self.original = original }

  /// What is wrong with a copy; nil if nothing is, or if this cannot judge the original.
  func complaint(about copy: [UInt8]) throws -> String? {
    guard Self.isJSON(original) else { return nil }
    guard Self.isJSON(copy) else { return "the copy is no JSON, and the original is" }
    let (before, after) = (Self.tokens(of: original), Self.tokens(of: copy))
    guard before.count == after.count else { return "\(before.count) tokens in the original, and \(after.count) in the copy" }
    let isPlain = try isPlain()
    var (ends, key) = ((0, 0), [UInt8]())
    for (old, new) in zip(before, after) {
      guard original[ends.0..<old.lowerBound] == copy[ends.1..<new.lowerBound] else {
        return "what is before byte \(new.lowerBound) changed"
      }
      let (was, is_) = (Array(original[old]), Array(copy[new]))
      if was != is_, isPlain || was.first != UInt8(ascii: "\""), !Self.fits(was, is_, key) {
        return "\(String(decoding: was, as: UTF8.self)) became \(String(decoding: is_, as: UTF8.self))"
      }
      (ends, key) = ((old.upperBound, new.upperBound), is_)
    }
    return original[ends.0...] == copy[ends.1...] ? nil : "what is after the last value changed"
  }

  // MARK: JSON

  /// Whether a text is a sequence of JSON values.
  private static func isJSON(_ text: [UInt8]) -> Bool {
    var cursor = JSONCursor()
    while cursor.peek(text.span) != nil {
      guard (try? cursor.checkValue(text.span, lineBound: true)) != nil else { return false }
    }
    return true
  }

  /// Strings with their quotes, and runs of everything else except punctuation.
  private static func tokens(of text: [UInt8]) -> [Range<Int>] {
    let punctuation = Set("{}[]:, \n\r\t".utf8)
    var tokens: [Range<Int>] = []
    var cursor = JSONCursor()
    while cursor.offset < text.count {
      let start = cursor.offset
      if text[start] == UInt8(ascii: "\""), (try? cursor.string(text.span)) != nil {
        tokens.append(start..<cursor.offset)
      } else if punctuation.contains(text[start]) {
        cursor.offset += 1
      } else {
        while cursor.offset < text.count, text[cursor.offset] != UInt8(ascii: "\""), !punctuation.contains(text[cursor.offset]) {
          cursor.offset += 1
        }
        tokens.append(start..<max(start + 1, cursor.offset))
        cursor.offset = tokens[tokens.count - 1].upperBound
      }
    }
    return tokens
  }

  /// Whether all encodings in the original leave a placeholder visible or are one run of letters, and no length is written again.
  private func isPlain() throws -> Bool {
    let plain: Set<Layer.Kind> = [.record, .escapes, .percent, .form, .entities, .base64, .base32, .hex, .jwt]
    var isPlain = true
    var unwrapper = Unwrapper(paths: PathTable(), coverage: .everything)
    _ = try CaptureReader(ByteSource(name: "capture", bytes: original), coverage: .everything).read { record, bytes in
      unwrapper.unwrap(record, bytes)
      let payload = unwrapper.payload
      if !payload.lengths.isEmpty || !payload.layers.allSatisfy({ plain.contains($0.kind) }) { isPlain = false }
    }
    return isPlain
  }

  // MARK: Tokens

  /// The names of lengths, which a redaction may write again.
  private static let lengths = Set(
    ["size", "bodySize", "headersSize", "compression", "length", "_transferSize"].map { Array("\"\($0)\"".utf8) })

  private static func fits(_ old: [UInt8], _ new: [UInt8], _ key: [UInt8]) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    if new.first != UInt8(ascii: "\"") {
      return lengths.contains(key) || new.starts(with: Array("0e".utf8)) && new.dropFirst(2).allSatisfy(digits.contains)
    }
    if old.count > 2, new.count > 2, (old + new).allSatisfy({ digits.contains($0) || $0 == UInt8(ascii: "\"") }) { return true }
    return pieces(of: new, besides: old).map { isInOrder($0, in: old) } ?? false
  }

  /// The pieces between placeholders, and between runs that are not in the original, which may be encodings of something with a
  /// placeholder. Nil if there is only one piece.
  private static func pieces(of text: [UInt8], besides original: [UInt8]) -> [[UInt8]]? {
    var pieces: [[UInt8]] = [[]]
    var at = 0
    // A text with a redacted part is encoded again. If a copy of another value is then removed from it, fragments remain.
    let leavesScraps = original.split(whereSeparator: { !isEncoded($0) }).contains { $0.count >= 24 }
    while at < text.count {
      if let length = Placeholder.length(in: text.span, at: at) ?? numeralLength(text, at: at) {
        pieces.append([])
        at += length
        continue
      }
      var end = at
      while end < text.count, isEncoded(text[end]) { end += 1 }
      let isScrap = leavesScraps && end > at && end - at < 8 && pieces.count > 1 && pieces[pieces.count - 1].isEmpty
      if isScrap || end - at >= 8 && find(Array(text[at..<end]), in: original, from: 0) == nil {
        pieces.append([])
        at = end
        continue
      }
      end = max(end, at + 1)
      pieces[pieces.count - 1] += text[at..<end]
      at = end
    }
    return pieces.count > 1 ? pieces : nil
  }

  /// The length of the placeholder of a JSON number within a text: `0e1`, with nothing else of a number or a word beside it.
  private static func numeralLength(_ text: [UInt8], at start: Int) -> Int? {
    guard start == 0 || !isEncoded(text[start - 1]), text[start...].starts(with: "0e".utf8) else { return nil }
    let end = text[(start + 2)...].firstIndex { !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) } ?? text.count
    return end > start + 2 && (end == text.count || !isEncoded(text[end])) ? end - start : nil
  }

  private static func isEncoded(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || byte < 0x80 && "+/=-%_0e".utf8.contains(byte)
  }

  /// Whether pieces are the original's: the first its beginning, the last its end, and the others in order between them.
  private static func isInOrder(_ pieces: [[UInt8]], in original: [UInt8]) -> Bool {
    guard let first = pieces.first, let last = pieces.last, original.starts(with: first) else { return false }
    var at = first.count
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = find(piece, in: original, from: at) else { return false }
      at = found + piece.count
    }
    return original.count - last.count >= at && original[(original.count - last.count)...].elementsEqual(last)
  }

  private static func find(_ piece: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard start + piece.count <= text.count else { return nil }
    return (start...text.count - piece.count).first { text[$0...].starts(with: piece) }
  }
}
