import Bytes
import Captures
import Payloads

/// The sizes of bodies in an entry, which must be correct after a redaction (HAR 1.2, `bodySize` and `content`).
struct BodySizes {
  private let exchange: Exchange
  /// The ranges of the numbers, by their path in the entry.
  private var numbers: [String: Range<Int>] = [:]

  init(_ exchange: Exchange, _ record: Range<Int>, _ bytes: Span<UInt8>) {
    self.exchange = exchange
    var cursor = JSONCursor(at: record.lowerBound)
    // An entry that was read can be read again.
    try? read(bytes.extracting(0..<record.upperBound), &cursor, "")
  }

  private static let containers: Set<String> = ["request", "response", "response.content"]
  private static let sizes: Set<String> = [
    "request.bodySize", "response.bodySize", "response.content.size", "response.content.compression",
  ]

  private mutating func read(_ text: Span<UInt8>, _ cursor: inout JSONCursor, _ path: String) throws(JSONError) {
    var isFirst = true
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      let name = String(copying: text.extracting(key.range))
      let below = path.isEmpty ? name : "\(path).\(name)"
      if Self.containers.contains(below), cursor.peek(text) == UInt8(ascii: "{") {
        try read(text, &cursor, below)
      } else {
        let value = try cursor.skipValue(text)
        if Self.sizes.contains(below) { numbers[below] = value }
      }
    }
  }

  /// The edits that keep the numbers correct after `edits` of the record, which are in order.
  func edits(_ splicer: Splicer, _ payload: borrowing Payload, _ edits: [Edit], _ bytes: Span<UInt8>) -> [Edit] {
    var corrections: [Edit] = []
    if let size = size(of: exchange.requestBody, splicer, payload, edits, bytes), size.old != size.new {
      correct("request.bodySize", from: size.old, to: size.new, bytes, &corrections)
      correctHeader(exchange.requestHeaders, from: size.old, to: size.new, bytes, &corrections)
    }
    if let size = size(of: exchange.responseBody, splicer, payload, edits, bytes), size.old != size.new {
      if let recorded = number("response.content.size", bytes), recorded >= 0 {
        correct("response.content.size", from: recorded, to: max(0, recorded + size.new - size.old), bytes, &corrections)
      }
      // The transferred size of a compressed body is unchanged: only the difference grows or shrinks.
      if let saved = number("response.content.compression", bytes), let packed = number("response.bodySize", bytes), packed != size.old,
        packed >= 0, saved == size.old - packed
      {
        correct("response.content.compression", from: saved, to: size.new - packed, bytes, &corrections)
      }
      correct("response.bodySize", from: size.old, to: size.new, bytes, &corrections)
      correctHeader(exchange.responseHeaders, from: size.old, to: size.new, bytes, &corrections)
    }
    return corrections
  }

  /// The size of a body before and after: in bytes as sent, not as in the capture.
  private func size(
    of body: Exchange.Body?, _ splicer: Splicer, _ payload: borrowing Payload, _ edits: [Edit], _ bytes: Span<UInt8>
  ) -> (old: Int, new: Int)? {
    guard let text = body?.text else { return nil }
    let layer = content(of: text, body, payload)
    let old = layer > 0 ? payload.layers[layer].bytes.count : text.range.count
    // It was replaced as a whole, in base64 if it was that, whatever was edited inside.
    if let whole = edits.first(where: { $0.range == text.range }) {
      return (old, body?.encoding == nil ? whole.bytes.count : Base64.decoded(whole.bytes.span)?.count ?? whole.bytes.count)
    }
    if let new = splicer.lengths[layer], layer > 0 { return (old, new) }
    return (old, layer > 0 ? old : old + edits.growth(in: text.range))
  }

  /// The layer that is the body as sent; 0 if that is a part of the record itself.
  private func content(of text: JSONString, _ body: Exchange.Body?, _ payload: borrowing Payload) -> Int {
    var (layer, place) = (0, text.range)
    for kind in [Layer.Kind.escapes, .base64] where kind == .escapes ? text.escaped : body?.encoding != nil {
      guard
        let inner = payload.layers.indices.dropFirst().first(where: {
          payload.layers[$0].parent == layer && payload.layers[$0].kind == kind && payload.layers[$0].place == place
        })
      else { break }
      (layer, place) = (inner, 0..<payload.layers[inner].bytes.count)
    }
    return layer
  }

  private func number(_ path: String, _ bytes: Span<UInt8>) -> Int? {
    numbers[path].flatMap { Int(String(copying: bytes.extracting($0))) }
  }

  private func correct(_ path: String, from old: Int, to new: Int, _ bytes: Span<UInt8>, _ corrections: inout [Edit]) {
    guard let range = numbers[path], number(path, bytes) == old else { return }
    corrections.append(Edit(range: range, bytes: Array(String(new).utf8)))
  }

  private func correctHeader(_ headers: [Exchange.Pair], from old: Int, to new: Int, _ bytes: Span<UInt8>, _ corrections: inout [Edit]) {
    for header in headers where String(copying: bytes.extracting(header.name.range)).lowercased() == "content-length" {
      guard Int(String(copying: bytes.extracting(header.value.range))) == old else { continue }
      corrections.append(Edit(range: header.value.range, bytes: Array(String(new).utf8)))
    }
  }
}
