import Bytes
import Payloads

/// Applies edits of decoded texts to the bytes of the record, layer by layer.
///
/// Through a transparent layer an edit changes only the few bytes that it stands for. An opaque layer is encoded again as a whole,
/// with the rest of its content unchanged.
struct Splicer {
  /// The edits of each layer.
  private(set) var edits: [[Edit]]
  /// The content of attached files after the edits, by their layer.
  private(set) var files: [(layer: Int, bytes: [UInt8])] = []
  /// The number of bytes of each changed layer.
  private(set) var lengths: [Int: Int] = [:]
  /// The removed values, once for each place.
  private(set) var removed: [Int] = []

  init(layers: Int) {
    edits = [[Edit]](repeating: [], count: layers)
  }

  mutating func add(_ edit: Edit, to layer: Int) { edits[layer].append(edit) }

  /// The edits of the record's own bytes, in order.
  mutating func splice(_ payload: borrowing Payload, record: Span<UInt8>) -> [Edit] {
    for layer in (0..<edits.count).reversed() where !edits[layer].isEmpty {
      edits[layer] = edits[layer].merged()
      writeLengths(of: layer, payload, record)
      guard layer > 0 else {
        removed += edits[layer].compactMap(\.value)
        break
      }
      lengths[layer] = payload.layers[layer].bytes.count + edits[layer].growth(in: 0..<payload.layers[layer].bytes.count)
      payload.withBytes(of: payload.layers[layer].parent, record: record) { carry(layer, payload.layers[layer], $0) }
    }
    return edits.first ?? []
  }

  /// Applies the edits of a layer to its parent.
  private mutating func carry(_ number: Int, _ layer: Layer, _ parent: Span<UInt8>) {
    let raw = parent.extracting(layer.place)
    if let codec = layer.kind.codec {
      let sources = codec.sources(of: edits[number].map(\.range), in: raw)
      for (edit, source) in zip(edits[number], sources) {
        let range = source.lowerBound + layer.place.lowerBound..<source.upperBound + layer.place.lowerBound
        edits[layer.parent].append(Edit(range: range, bytes: codec.encoded(edit.bytes.span), value: edit.value))
      }
      return
    }
    let bytes = edits[number].applied(to: layer.bytes.span)
    removed += edits[number].compactMap(\.value)
    if layer.kind == .file {
      files.append((number, bytes))
    } else if let encoded = layer.kind.encoded(bytes.span, like: raw) {
      edits[layer.parent].append(Edit(range: layer.place, bytes: encoded))
    }
  }

  /// Writes the lengths in a layer again for content that became longer or shorter, innermost first.
  private mutating func writeLengths(of layer: Int, _ payload: borrowing Payload, _ record: Span<UInt8>) {
    let known = edits[layer]
    var lengths: [Edit] = []
    let prefixes = payload.lengths.filter { $0.layer == layer }.sorted { $0.content.count < $1.content.count }
    for prefix in prefixes {
      let growth = known.growth(in: prefix.content) + lengths.growth(in: prefix.content)
      // A length that is replaced together with its content needs no edit.
      guard growth != 0, !known.contains(where: { $0.range.overlaps(prefix.prefix) }) else { continue }
      let bytes = payload.withBytes(of: layer, record: record) {
        prefix.encoded(prefix.content.count + growth, like: $0.extracting(prefix.prefix))
      }
      lengths.append(Edit(range: prefix.prefix, bytes: bytes))
    }
    if !lengths.isEmpty { edits[layer] = (known + lengths).merged() }
  }
}
