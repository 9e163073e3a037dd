import Bytes

/// Lists whose elements name each other.
extension Unwrapper {
  /// `["id", "4", "full_name", "Jane"]`: every other element is the name of the next. In a list of names alone nothing is a value.
  mutating func alternating(_ list: Int, count: Int, from first: Int, _ text: Span<UInt8>, layer: Int) {
    guard count % 2 == 0, count <= 2 * NamedValue.maximumCount, let elements = scalars(of: list, count: count, from: first, text, layer)
    else { return }
    var hasValue = false
    for pair in stride(from: 0, to: count, by: 2) {
      guard let name = elements[pair].text, isIdentifier(name.span) else { return }
      let value = elements[pair + 1].text
      hasValue = hasValue || value.map { !isIdentifier($0.span) && !isNumber($0.span) } ?? false
    }
    guard hasValue else { return }
    for pair in stride(from: 0, to: count, by: 2) {
      // A flat list may also be one of names in which a single text stands.
      if let value = elements[pair + 1].text, isIdentifier(value.span), value.contains(UInt8(ascii: "_")) { continue }
      if let name = elements[pair].text { move(elements[pair + 1].node, to: paths.path(name.span, below: payload.nodes[list].path)) }
    }
  }

  /// `["--name", "Jane", "--verbose"]`: an option names the argument after it.
  mutating func options(_ list: Int, from first: Int, _ text: Span<UInt8>, layer: Int) {
    guard let elements = scalars(of: list, count: nil, from: first, text, layer) else { return }
    for (option, argument) in zip(elements, elements.dropFirst()) {
      guard let name = option.text, name.count > 3, name.starts(with: "--".utf8), let value = argument.text, value[0] != UInt8(ascii: "-"),
        isIdentifier(Array(name.dropFirst(2)).span)
      else { continue }
      move(argument.node, to: paths.path(Array(name.dropFirst(2)).span, below: payload.nodes[list].path))
    }
  }

  /// `{"first_name|last_name": "Jane|Doe"}`: the parts of a key name the parts of its text, in addition to the text itself.
  mutating func joined(_ member: Int, from first: Int, _ text: Span<UInt8>, layer: Int) {
    guard let field = payload.fields[min(first, payload.fields.count)...].first(where: { $0.node == member && $0.isString && $0.isLeaf })
    else { return }
    let names = paths.entries[payload.nodes[member].path].key.split(separator: "|")
    let whole = bytes(of: field, text, layer)
    var starts = [0]
    for at in whole.indices where whole[at] == UInt8(ascii: "|") { starts.append(at + 1) }
    guard names.count > 1, starts.count == names.count else { return }
    let parent = payload.nodes[payload.nodes[member].parent].path
    for (name, (start, next)) in zip(names, zip(starts, starts.dropFirst() + [whole.count + 1])) where start + 1 < next {
      let place = start + field.range.lowerBound..<next - 1 + field.range.lowerBound
      self.field(
        place, layer: field.layer, node: self.node(.member, parent: member, path: paths.path(String(name), below: parent)), role: .named)
    }
  }

  /// `{"sql": "INSERT INTO people (id, name) VALUES ($1, $2)", "params": [7, "…"]}`: the columns name the values. Returns whether they do.
  mutating func bind(_ bindings: Pairing.Member, to statement: Pairing.Member, _ text: Span<UInt8>, _ layer: Int) -> Bool {
    guard payload.fields.indices.contains(statement.field) else { return false }
    let field = payload.fields[statement.field]
    guard field.node == statement.node, field.isString else { return false }
    let sql = bytes(of: field, text, layer)
    guard var reader = StatementReader(sql.span) else { return false }
    let columns = reader.columns()
    let end = end(of: bindings.node)
    let cells = (bindings.node + 1..<max(bindings.node + 1, end)).filter {
      payload.nodes[$0].step == .element && payload.nodes[$0].parent == bindings.node
    }
    guard !columns.isEmpty, cells.count == columns.count else { return false }
    for (cell, column) in zip(cells, columns) {
      move(cell, to: paths.path(sql.span.extracting(column), below: payload.nodes[bindings.node].path))
    }
    return true
  }

  /// The elements of a list of scalars, with the texts of those that are strings; nil for other lists.
  private func scalars(
    of list: Int, count: Int?, from first: Int, _ text: Span<UInt8>, _ layer: Int
  ) -> [(node: Int, text: [UInt8]?)]? {
    var elements: [(node: Int, text: [UInt8]?)] = []
    for field in payload.fields[min(first, payload.fields.count)...] where payload.nodes[field.node].parent == list {
      guard payload.nodes[field.node].step == .element, elements.count == payload.nodes[field.node].index else { continue }
      elements.append((field.node, field.isString && field.isLeaf && !field.range.isEmpty ? bytes(of: field, text, layer) : nil))
    }
    return count.map { $0 == elements.count } ?? true ? elements : nil
  }

  /// Whether a text is written like the name of a member: a letter, then letters, digits and few signs.
  private func isIdentifier(_ text: Span<UInt8>) -> Bool {
    guard 2...40 ~= text.count, ByteClass.isLetter(text[0]) else { return false }
    return text.indices.allSatisfy { ByteClass.isWord(text[$0]) && text[$0] < 0x80 || "_-.".utf8.contains(text[$0]) }
  }

  /// Whether the value at a position is a string with an at sign.
  func mayBeMailbox(_ text: Span<UInt8>, _ cursor: JSONCursor) -> Bool {
    var ahead = cursor
    guard ahead.peek(text) == UInt8(ascii: "\""), let string = try? ahead.string(text) else { return false }
    return string.range.count <= 254 && text.first(UInt8(ascii: "@"), in: string.range) != nil
  }

  private func isNumber(_ text: Span<UInt8>) -> Bool {
    text.indices.allSatisfy { ByteClass.of(text[$0]).contains(.digit) || "+-.,:".utf8.contains(text[$0]) }
  }
}
