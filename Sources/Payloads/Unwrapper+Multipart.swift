import Bytes

extension Unwrapper {
  /// Unwraps a multipart body (RFC 7578), recognised by its first line, which is the boundary; false for other text.
  mutating func multipart(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    let text = bytes.extracting(range)
    guard text.count > 8, text[0] == UInt8(ascii: "-"), text[1] == UInt8(ascii: "-") else { return false }
    var end = 2
    while end < min(text.count, 200), text[end] != UInt8(ascii: "\r"), text[end] != UInt8(ascii: "\n") { end += 1 }
    let boundary = String(copying: text.extracting(0..<end))
    let starts = Self.offsets(of: Array(boundary.utf8), in: text)
    guard boundary.utf8.count > 4, starts.count >= 2 else { return false }
    let parent = enter(.multipart, node)
    for (start, next) in zip(starts, starts.dropFirst()) {
      part(bytes, start + boundary.utf8.count + range.lowerBound..<next + range.lowerBound, layer: layer, node: parent, depth: depth)
    }
    return true
  }

  /// Unwraps a part: header lines, an empty line, the content, and the line break that belongs to the next boundary.
  private mutating func part(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let text = bytes.extracting(range)
    guard
      let gap = Self.offsets(of: Array("\r\n\r\n".utf8), in: text).first.map({ ($0, 4) })
        ?? Self.offsets(of: Array("\n\n".utf8), in: text).first.map({ ($0, 2) })
    else { return }
    let head = String(copying: text.extracting(0..<gap.0))
    var end = text.count
    if end > 0, text[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > 0, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let start = gap.0 + gap.1
    guard start <= end else { return }
    let path = paths.path(Self.name(in: head) ?? "part", below: payload.nodes[node].path)
    let child = self.node(.parameter, parent: node, path: path)
    if let file = Self.fileName(in: text.extracting(0..<gap.0)) {
      let place = file.lowerBound + range.lowerBound..<file.upperBound + range.lowerBound
      field(place, layer: layer, node: self.node(.member, parent: child, path: paths.path("filename", below: path)))
    }
    if let file = Self.encodedFileName(in: text.extracting(0..<gap.0)) {
      let place = file.lowerBound + range.lowerBound..<file.upperBound + range.lowerBound
      value(bytes, place, layer: layer, node: self.node(.member, parent: child, path: paths.path("filename", below: path)), depth: depth)
    }
    unread(range.lowerBound..<range.lowerBound + gap.0, layer: layer, node: node)
    let content = bytes.extracting(range.lowerBound + start..<range.lowerBound + end)
    if !isText(content), data(content, from: range.lowerBound + start, layer: layer, node: child, certainty: .guess, depth: depth + 1) {
      return
    }
    self.text(bytes, range.lowerBound + start..<range.lowerBound + end, layer: layer, node: child, hint: .parameter, depth: depth + 1)
  }

  /// The value of `name=` in a part's headers.
  private static func name(in head: String) -> String? {
    guard let mark = head.firstRange(of: " name=\"") ?? head.firstRange(of: ";name=\"") else { return nil }
    return head[mark.upperBound...].split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
  }

  /// The range of the value of `filename=` in a part's headers (RFC 7578 § 4.2).
  private static func fileName(in head: Span<UInt8>) -> Range<Int>? {
    let mark = Array("filename=\"".utf8)
    guard let start = offsets(of: mark, in: head).first.map({ $0 + mark.count }),
      let end = head.first(UInt8(ascii: "\""), in: start..<head.count), end > start
    else { return nil }
    return start..<end
  }

  /// The range of the value of `filename*=` after its character set (RFC 8187), which some libraries send as well.
  private static func encodedFileName(in head: Span<UInt8>) -> Range<Int>? {
    guard let start = offsets(of: Array("filename*=".utf8), in: head).first,
      let mark = offsets(of: Array("''".utf8), in: head).first(where: { $0 > start })
    else { return nil }
    var end = mark + 2
    while end < head.count, head[end] > 0x20, head[end] != UInt8(ascii: ";"), head[end] != UInt8(ascii: "\"") { end += 1 }
    return end > mark + 2 ? mark + 2..<end : nil
  }

  /// The offsets of `pattern` in a text.
  private static func offsets(of pattern: [UInt8], in text: Span<UInt8>) -> [Int] {
    var offsets: [Int] = []
    var at = 0
    search: while at + pattern.count <= text.count {
      for place in pattern.indices where text[at + place] != pattern[place] {
        at += 1
        continue search
      }
      offsets.append(at)
      at += pattern.count
    }
    return offsets
  }
}
