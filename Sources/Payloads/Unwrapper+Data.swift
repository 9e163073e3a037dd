import Bytes
import Captures
internal import Zlib

extension Unwrapper {
  /// The certainty that bytes are a payload and not an identifier that happens to decode.
  enum Certainty {
    /// The bytes are a body or decompressed data: everything readable is read.
    case body
    /// The bytes were decoded on a guess: only a recognised format counts.
    case guess
  }

  /// Whether bytes begin like a format of ``data(_:layer:node:certainty:depth:)``. The first few bytes are enough.
  func mayBeData(_ head: Span<UInt8>) -> Bool { Zlib.isGzip(head) || Zlib.isZlib(head) || Self.isZstd(head) }

  /// Unwraps the bytes of a layer from `start` on by their format; returns false if it is unknown. They are not text.
  mutating func data(_ bytes: Span<UInt8>, from start: Int = 0, layer: Int, node: Int, certainty: Certainty, depth: Int) -> Bool {
    let place = start..<start + bytes.count
    if Zlib.isGzip(bytes) { return inflate(bytes, .gzip, .gzip, layer: layer, at: place, node: node, certainty: .body, depth: depth) }
    if Self.isZstd(bytes), zstd(bytes, layer: layer, at: place, node: node, depth: depth) { return true }
    if Zlib.isZlib(bytes), inflate(bytes, .zlib, .zlib, layer: layer, at: place, node: node, certainty: certainty, depth: depth) {
      return true
    }
    guard certainty == .body || DeflateHead.isOne(bytes), start == 0 else { return false }
    if inflate(bytes, .raw, .deflate, layer: layer, at: place, node: node, certainty: .guess, depth: depth) { return true }
    guard certainty == .body else { return false }
    return binaryMessage(bytes, layer: layer, node: node, depth: depth)
  }

  /// Unwraps the bytes of a body: a text, a known format, or readable runs.
  mutating func content(_ bytes: Span<UInt8>, layer: Int, node: Int, depth: Int) {
    if isText(bytes) { return text(bytes, 0..<bytes.count, layer: layer, node: node, hint: .body, depth: depth) }
    let all = 0..<bytes.count
    if let text = UTF16Text.decoded(bytes), isText(text.span), let inner = self.layer(.utf16, text, of: layer, at: all) {
      return self.text(text.span, 0..<text.count, layer: inner, node: enter(.layer(.utf16), node), hint: .body, depth: depth + 1)
    }
    if bytes[0] == UInt8(ascii: "{"), isJSON(bytes) {
      // An envelope: lines followed by compressed data. A single value is in another character set.
      if isWholeJSON(bytes) { gap(node, "text in an unknown character set: only its readable parts were examined") }
      field(all, layer: layer, node: node, role: .container)
      return json(bytes, all, layer: layer, node: node, depth: depth + 1)
    }
    if bytes[0] == UInt8(ascii: "-"), multipart(bytes, all, layer: layer, node: node, depth: depth) { return }
    guard depth < limits.depth else {
      overrun = true
      return
    }
    if data(bytes, layer: layer, node: node, certainty: .body, depth: depth) { return }
    // ASCII bytes would be returned unchanged.
    if bytes.indices.contains(where: { bytes[$0] >= 0x80 }), UTF8Text.isValid(bytes),
      bytesInText(bytes, all, layer: layer, node: node, hint: .body, depth: depth)
    {
      return
    }
    if framedJSON(bytes, layer: layer, node: node, depth: depth) { return }
    let data = foreignEncoding.map { "data in \($0), which is not unwrapped" } ?? "binary data that could not be decoded"
    runs(bytes, all, layer: layer, node: node, reason: "\(data): only its readable parts were examined")
  }

  /// Adds the readable runs of a text or of bytes that cannot be decoded, and a gap.
  mutating func runs(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, reason: String) {
    let child = enter(.runs, node)
    for run in Runs.printable(in: bytes.extracting(range)) {
      field(run.lowerBound + range.lowerBound..<run.upperBound + range.lowerBound, layer: layer, node: child)
    }
    gap(node, reason)
  }

  private mutating func inflate(
    _ bytes: Span<UInt8>, _ wrapping: Zlib.Wrapping, _ kind: Layer.Kind, layer: Int, at place: Range<Int>, node: Int,
    certainty: Certainty, depth: Int
  ) -> Bool {
    if certainty == .guess, wrapping == .raw {
      // Most bytes inflate to something at first.
      let head = Zlib.inflate(bytes, wrapping, limit: 1 << 10).bytes
      guard !head.isEmpty, isText(head.span, complete: false) else { return false }
    }
    let limit = max(0, min(limits.output - output, max(1 << 20, bytes.count * limits.ratio)))
    let inflated = Zlib.inflate(bytes, wrapping, limit: limit)
    switch inflated.end {
    case .complete: break
    case .unterminated: if inflated.bytes.isEmpty { return false }
    case .overrun: gap(node, "compressed data that unfold to more than \(limit >> 10) KiB: only the beginning was examined")
    case .damaged:
      // Data that only look compressed are damaged from the start.
      guard certainty == .body, !inflated.bytes.isEmpty else { return false }
      gap(node, "compressed data that are damaged: only the beginning was examined")
    }
    // Without a wrapping anything inflates to something. Only a text or a checksum proves that it was compressed.
    let isProven = wrapping == .zlib && inflated.end == .complete
    if certainty == .guess, !isProven, !isText(inflated.bytes.span) {
      // The work counts anyway.
      output += inflated.bytes.count
      return false
    }
    guard let inner = self.layer(kind, inflated.bytes, of: layer, at: place) else { return true }
    content(inflated.bytes.span, layer: inner, node: enter(.layer(kind), node), depth: depth + 1)
    return true
  }

  /// Notes that the place of a node in the exchange was not examined completely.
  mutating func gap(_ node: Int, _ reason: String) {
    var root = node
    while payload.nodes[root].parent >= 0 { root = payload.nodes[root].parent }
    let gap = Gap(record: record, place: payload.readablePath(of: root, in: paths), reason: reason)
    if !payload.gaps.contains(gap) || coverage == .everything { note(gap, at: node) }
  }
}
