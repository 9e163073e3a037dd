package import Captures

/// What one exchange or one line of a log sent, unwrapped: every leaf with its way through all layers.
///
/// Layers, nodes and fields are flat lists that are filled from outside in, so a parent always stands before its children.
package struct Payload {
  /// One step of the way to a field.
  package struct Node: Sendable {
    package enum Step: Equatable, Sendable {
      /// A place of the exchange: `request.url`, `request.body`.
      case place
      /// A member of an object; an element of an array.
      case member, element
      /// The part of a form's name between brackets: `ud[em]`.
      case bracket
      /// Parts of a URL.
      case host, path, parameter, fragment, userinfo
      /// The name of a member, a parameter or a header that is a value itself.
      case name
      /// A cookie, a header.
      case cookie, header
      /// Into a structure: what is inside has parts, and is not decoded.
      case json, lines, url, form, cookies, multipart, messagePack, protobuf, runs
      /// Into a layer that was decoded.
      case layer(Layer.Kind)

      // Asked by other modules, as the predicates of a field are.
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

    /// How far a value was unwrapped, which says what rules may do with it.
    package enum Role: Sendable {
      /// Not at all: rules read its text and judge it as a value.
      case leaf
      /// It was taken apart, but is also something as a whole: a URL, a query. Rules judge it as a value; its parts are leaves.
      case whole
      /// It was decoded, perhaps by chance: rules read its text, and judge what is inside as the value.
      case encoded
      /// It was decoded or parsed; only what is inside counts.
      case container
      /// It is named in a text that is a leaf itself: rules read the text, and judge this as the value that its name says.
      case named
      /// A key, a script, a technical header: no value, and no rule reads it. Redaction looks there for copies of values.
      case unread
    }

    package var node: Int
    /// The layer whose bytes hold the value, and where.
    package var layer: Int
    package var range: Range<Int>
    package var kind: Kind
    package var role: Role

    // Asked of every field by other modules, for which `!=` goes the long way through the protocol.
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
  /// The node of each gap that a text could not be examined behind; -1 where there was no text.
  package internal(set) var gapNodes: [Int] = []
  /// The nodes that are an empty object or an empty list, and which of the two.
  package internal(set) var empties: [(node: Int, isList: Bool)] = []
  /// The nodes whose texts say what their siblings' values are called: `name` in `{"name": "email", "value": "…"}`.
  package internal(set) var labels: Set<Int> = []
  /// Lengths that stand before what they are the length of, where everything was unwrapped.
  package internal(set) var lengths: [LengthPrefix] = []
  /// Whether it is an exchange's; else it is a line of a log.
  package internal(set) var isExchange = false
  /// The name of the file that holds the request's body, where the capture itself does not.
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
    layers.append(Layer(kind: .record, parent: -1, place: 0..<0, bytes: []))
  }

  /// Hands over the bytes of a layer; `record` is where the record's own bytes are.
  package func withBytes<Result>(of layer: Int, record: Span<UInt8>, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    if layer == 0 { return try body(record) }
    let bytes = layers[layer].bytes
    return try body(bytes.span)
  }

  /// The range of the record's string that holds a field, however deep in layers the field is; `last` is the string that was asked for
  /// last, which is often the same.
  package func enclosingString(of field: Field, record: Span<UInt8>, last: Range<Int> = 0..<0) -> Range<Int> {
    var layer = field.layer
    guard layer != 0 else {
      return nodes[field.node].step == .json || !field.isString ? field.range : widened(field.range, record, last)
    }
    while layers[layer].parent != 0 { layer = layers[layer].parent }
    let place = layers[layer].place
    return layers[layer].kind == .escapes || layers[layer].kind == .numbers ? place : widened(place, record, last)
  }

  /// The length of the file that a field stands in, when that is not the capture.
  package func attachedLength(of field: Field) -> Int? {
    var layer = field.layer
    guard layer != 0 else { return nil }
    while layers[layer].parent != 0 { layer = layers[layer].parent }
    return layers[layer].kind == .file ? layers[layer].bytes.count : nil
  }

  /// A part of a string of the file, widened to its quotes: a string that is decoded without escapes holds none.
  private func widened(_ place: Range<Int>, _ record: Span<UInt8>, _ last: Range<Int>) -> Range<Int> {
    if last.lowerBound <= place.lowerBound, place.upperBound <= last.upperBound { return last }
    var low = place.lowerBound
    var high = place.upperBound
    while low > 0, record[low - 1] != UInt8(ascii: "\"") { low -= 1 }
    while high < record.count, record[high] != UInt8(ascii: "\"") { high += 1 }
    return low..<high
  }

  /// The range of the record that `range` of `layer` stands for.
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
