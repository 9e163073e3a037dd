package import Captures

/// The unwrapped payload of one exchange or one line of a log: every leaf with its path through all layers.
///
/// Layers, nodes and fields are flat lists, filled from the outside in, so that a parent always precedes its children.
package struct Payload {
  /// One step of the path to a field.
  package struct Node: Sendable {
    package enum Step: Equatable, Sendable {
      /// A place of the exchange: `request.url`, `request.body`.
      case place
      /// A member of an object; an element of an array.
      case member, element
      /// The part of a form's name in brackets: `ud[em]`.
      case bracket
      /// Parts of a URL.
      case host, path, parameter, fragment, userinfo
      /// The name of a member, a parameter or a header if it is itself a value.
      case name
      /// A cookie, a header.
      case cookie, header
      /// A step into a structure, whose parts are not decoded.
      case json, lines, url, form, cookies, multipart, messagePack, cbor, protobuf, runs
      /// A step into a decoded layer.
      case layer(Layer.Kind)

      // Used by other modules, like the predicates of a field.
      package var isPlace: Bool { self == .place }
      package var isHost: Bool { self == .host }
      package var isName: Bool { self == .name }
    }

    package var step: Step
    /// -1 for a place.
    package var parent: Int
    /// The number of its path in the ``PathTable``; a step into a layer has its parent's.
    package var path: Int
    /// Which element of an array.
    package var index: Int
  }

  /// A value: a leaf, or a text that was unwrapped further.
  package struct Field: Sendable {
    package enum Kind: Sendable {
      case string, number, boolean, null
    }

    /// How far a value was unwrapped. It decides what rules may do with it.
    package enum Role: Sendable {
      /// Not at all: rules read its text and judge it as a value.
      case leaf
      /// It was split, but is also a value as a whole: a URL, a query. Rules judge the whole; its parts are leaves.
      case whole
      /// It was decoded, perhaps by chance: rules read its text, and judge the content as the value.
      case encoded
      /// It was decoded or parsed: only the content counts.
      case container
      /// It is named in a text that is a leaf itself: rules read the text, and judge this as the value with that name.
      case named
      /// A key, a script, a technical header: no value, and not read by rules. A redaction searches it for copies of values.
      case unread
    }

    package var node: Int
    /// The layer that contains the value, and its range there.
    package var layer: Int
    package var range: Range<Int>
    package var kind: Kind
    package var role: Role

    // Used for every field by other modules. `!=` would be dispatched through the protocol.
    package var isBoolean: Bool { kind == .boolean }
    package var isNull: Bool { kind == .null }
    package var isString: Bool { kind == .string }
    package var isContainer: Bool { role == .container }
    package var isEncoded: Bool { role == .encoded }
    package var isLeaf: Bool { role == .leaf }
    package var isNamed: Bool { role == .named }
    package var isUnread: Bool { role == .unread }
  }

  package internal(set) var layers: [Layer] = []
  package internal(set) var nodes: [Node] = []
  package internal(set) var fields: [Field] = []
  package internal(set) var gaps: [Gap] = []
  /// The node of each gap in a text; -1 if there is no text.
  package internal(set) var gapNodes: [Int] = []
  /// The nodes that are an empty object or list, and which of the two.
  package internal(set) var empties: [(node: Int, isList: Bool)] = []
  /// The nodes whose texts name a sibling's value: `name` in `{"name": "email", "value": "…"}`.
  package internal(set) var labels: Set<Int> = []
  /// Length prefixes, if everything was unwrapped.
  package internal(set) var lengths: [LengthPrefix] = []
  /// The number of its shape, if it is one that may repeat. Payloads of one shape have the same nodes, and fields with the same roles.
  package internal(set) var shape: Int?
  /// Whether it belongs to an exchange; otherwise it is a line of a log.
  package internal(set) var isExchange = false
  /// The name of the file with the request's body, if the capture stores it separately.
  package internal(set) var attachment: String?

  package init() {}

  mutating func removeAll() {
    layers.removeAll(keepingCapacity: true)
    nodes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    gaps.removeAll(keepingCapacity: true)
    gapNodes.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    empties.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    attachment = nil
    shape = nil
    layers.append(Layer(kind: .record, parent: -1, place: 0..<0, bytes: []))
  }

  /// Calls `body` with the bytes of a layer; `record` contains the record's own bytes.
  package func withBytes<Result>(of layer: Int, record: Span<UInt8>, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    if layer == 0 { return try body(record) }
    let bytes = layers[layer].bytes
    return try body(bytes.span)
  }

  /// The range of the record's string that contains a field, through any number of layers. `last` is the last result, which is often the
  /// same.
  package func enclosingString(of field: Field, record: Span<UInt8>, last: Range<Int> = 0..<0) -> Range<Int> {
    var layer = field.layer
    guard layer != 0 else {
      return nodes[field.node].step == .json || !field.isString ? field.range : widened(field.range, record, last)
    }
    while layers[layer].parent != 0 { layer = layers[layer].parent }
    let place = layers[layer].place
    return layers[layer].kind == .escapes || layers[layer].kind == .numbers ? place : widened(place, record, last)
  }

  /// The length of the file that contains a field, if it is not the capture.
  package func attachedLength(of field: Field) -> Int? {
    var layer = field.layer
    guard layer != 0 else { return nil }
    while layers[layer].parent != 0 { layer = layers[layer].parent }
    return layers[layer].kind == .file ? layers[layer].bytes.count : nil
  }

  /// Part of a string in the file, extended to its quotes. A string without escapes contains none.
  private func widened(_ place: Range<Int>, _ record: Span<UInt8>, _ last: Range<Int>) -> Range<Int> {
    if last.lowerBound <= place.lowerBound, place.upperBound <= last.upperBound { return last }
    var low = place.lowerBound
    var high = place.upperBound
    while low > 0, record[low - 1] != UInt8(ascii: "\"") { low -= 1 }
    while high < record.count, record[high] != UInt8(ascii: "\"") { high += 1 }
    return low..<high
  }

  /// The range of the record for `range` of `layer`.
  package func source(of range: Range<Int>, in layer: Int, record: Span<UInt8>) -> Range<Int> {
    var range = range
    var layer = layer
    while layer != 0 {
      let step = layers[layer]
      range = withBytes(of: step.parent, record: record) { step.source(of: range, in: $0) }
      layer = step.parent
    }
    return range
  }
}
