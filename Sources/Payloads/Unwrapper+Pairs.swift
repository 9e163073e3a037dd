import Bytes

/// Values that are described by their siblings.
extension Unwrapper {
  /// Names the values of an object's pairs; `field` is the text of a member that only names a field.
  mutating func pair(_ pairing: Pairing, of object: Int, field: JSONString?, _ text: Span<UInt8>, layer: Int) {
    if let change = pairing.change, let field, isName(field, text) {
      // `{"field": "summary", "from": "…", "to": "…"}`
      let name = [UInt8](copying: text.extracting(field.range))
      for node in change..<payload.nodes.count where payload.nodes[node].parent == object {
        let path = payload.nodes[node].path
        let part = paths.entries[path].roles.part
        if part.contains(.change) { move(node, to: paths.called(path, name.span, keepingKey: !part.contains(.direction))) }
      }
    } else if pairing.isAnswer, let answer = pairing.answer, let question = pairing.question,
      let name = self.question(of: question, text, layer)
    {
      // `{"question": "What is your name?", "answer": "…"}`
      move(answer.node, to: paths.called(payload.nodes[answer.node].path, name.span))
    } else if let subject = pairing.subject, let answer = pairing.answer ?? pairing.value, let name = naming(in: subject, text, layer) {
      // `{"field": {"ref": "full_name"}, "text": "…"}`
      move(answer.node, to: paths.called(payload.nodes[answer.node].path, name.span))
    } else if pairing.isPatch, let pointer = pairing.pointer, let value = pairing.value {
      follow(pointer, to: value, isOperation: pairing.isOperation, text, layer)
    } else if pairing.isExecuted, let statement = pairing.statement, let bindings = pairing.bindings,
      bind(bindings, to: statement, text, layer)
    {
      return
    } else if pairing.isHeaded, let heading = pairing.heading, let value = pairing.value,
      let name = self.question(of: heading, text, layer), isColumn(name.span),
      paths.entries[payload.nodes[value.node].path].roles.isLabelled
    {
      // `{"title": "Full name", "value": "…"}`, as cards of chats list facts.
      move(value.node, to: paths.called(payload.nodes[value.node].path, name.span))
    } else if pairing.isTable, let columns = pairing.columns, let cells = pairing.cells {
      table(columns, cells, text, layer)
    }
  }

  /// The longest name or question, in bytes.
  static let longestQuestion = 100

  /// The text of a member that could be a question.
  func question(of member: Pairing.Member, _ text: Span<UInt8>, _ layer: Int) -> [UInt8]? {
    guard payload.fields.indices.contains(member.field) else { return nil }
    let field = payload.fields[member.field]
    guard field.node == member.node, field.isString, field.isLeaf, 1...Self.longestQuestion ~= field.range.count else { return nil }
    return bytes(of: field, text, layer)
  }

  /// The bytes of a field in the current layer, or in one that was decoded from it.
  func bytes(of field: Payload.Field, _ text: Span<UInt8>, _ layer: Int) -> [UInt8] {
    field.layer == layer ? [UInt8](copying: text.extracting(field.range)) : Array(payload.layers[field.layer].bytes[field.range])
  }

  /// The first text below a member with the key of a name.
  private func naming(in member: Pairing.Member, _ text: Span<UInt8>, _ layer: Int) -> [UInt8]? {
    let end = end(of: member.node)
    for at in member.field..<max(member.field, payload.fields.count) {
      let field = payload.fields[at]
      guard field.node < end else { return nil }
      guard field.node > member.node, field.isString, field.isLeaf, 1...Self.longestQuestion ~= field.range.count,
        Self.naming.contains(paths.entries[payload.nodes[field.node].path].name)
      else { continue }
      return bytes(of: field, text, layer)
    }
    return nil
  }

  private static let naming: Set<String> = ["name", "ref", "key", "slug", "label", "title", "field", "columnname"]

  /// The node after the last one below this one.
  func end(of node: Int) -> Int {
    var end = node + 1
    while end < payload.nodes.count, payload.nodes[end].parent >= node { end += 1 }
    return end
  }

  // MARK: Patches

  /// `{"op": "replace", "path": "/contact/phone", "value": "…"}` (RFC 6902), or a path that is a list of keys.
  private mutating func follow(
    _ pointer: Pairing.Member, to value: Pairing.Member, isOperation: Bool, _ text: Span<UInt8>, _ layer: Int
  ) {
    var keys: [[UInt8]] = []
    if let whole = self.question(of: pointer, text, layer) {
      guard isOperation, whole[0] == UInt8(ascii: "/") else { return }
      keys = whole.split(separator: UInt8(ascii: "/")).map(Array.init)
    } else {
      let end = end(of: pointer.node)
      for field in payload.fields[min(pointer.field, payload.fields.count)...] {
        guard field.node < end else { break }
        if payload.nodes[field.node].parent == pointer.node, field.isLeaf, field.range.count <= NamedValue.longestName {
          keys.append(bytes(of: field, text, layer))
        }
      }
    }
    // An index in a list is no name.
    keys.removeAll { key in key == [UInt8(ascii: "-")] || key.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } }
    guard !keys.isEmpty, keys.allSatisfy({ 1...NamedValue.longestName ~= $0.count }) else { return }
    var path = payload.nodes[value.node].path
    for key in keys.suffix(2) { path = paths.path(key.span, below: path) }
    move(value.node, to: path)
  }

  // MARK: Tables

  /// `{"columns": ["id", "name"], "rows": [[7, "…"]]}`, and `{"keys": ["id", "name"], "values": [7, "…"]}`.
  private mutating func table(_ columns: Pairing.Member, _ cells: Pairing.Member, _ text: Span<UInt8>, _ layer: Int) {
    let names = names(of: columns, text, layer)
    guard !names.isEmpty else { return }
    let end = end(of: cells.node)
    let elements = (cells.node + 1..<max(cells.node + 1, end)).filter { payload.nodes[$0].step == .element }
    let rows = elements.filter { payload.nodes[$0].parent == cells.node }
    let inner = elements.filter { payload.nodes[$0].parent != cells.node && row(of: $0, in: cells.node) != nil }
    if inner.isEmpty {
      if rows.count == names.count, holdsText(cells, end) { name(rows, names) }
    } else if names.count > 1 {
      name(rows: inner, of: cells.node, names)
    }
  }

  /// Names the cells of rows with the same number of cells as there are names.
  private mutating func name(rows cells: [Int], of list: Int, _ names: [[UInt8]]) {
    var start = 0
    while start < cells.count {
      let row = row(of: cells[start], in: list)
      var end = start
      while end < cells.count, self.row(of: cells[end], in: list) == row { end += 1 }
      if end - start == names.count { name(Array(cells[start..<end]), names) }
      start = end
    }
  }

  private mutating func name(_ cells: [Int], _ names: [[UInt8]]) {
    for (cell, name) in zip(cells, names) {
      move(cell, to: paths.path(name.span, below: payload.nodes[payload.nodes[cell].parent].path))
    }
  }

  /// The row of a cell in a list; the cell may be in a member of it: `{"cells": […]}`.
  private func row(of cell: Int, in list: Int) -> Int? {
    var at = payload.nodes[cell].parent
    for _ in 0..<2 where at > list {
      if payload.nodes[at].parent == list { return at }
      at = payload.nodes[at].parent
    }
    return nil
  }

  /// Whether the values include a text. Numbers alone do not identify anyone.
  private func holdsText(_ member: Pairing.Member, _ end: Int) -> Bool {
    for field in payload.fields[min(member.field, payload.fields.count)...] {
      guard field.node < end else { return false }
      if field.isString, field.node > member.node { return true }
    }
    return false
  }

  /// The names in a list of texts, or of objects with one name each; empty for other lists.
  private func names(of member: Pairing.Member, _ text: Span<UInt8>, _ layer: Int) -> [[UInt8]] {
    let end = end(of: member.node)
    var names: [[UInt8]] = []
    for field in payload.fields[min(member.field, payload.fields.count)...] {
      guard field.node < end else { break }
      let node = payload.nodes[field.node]
      var element = field.node
      if node.step == .member, Self.naming.contains(paths.entries[node.path].name) { element = node.parent }
      guard payload.nodes[element].step == .element, field.isLeaf else { continue }
      let index = payload.nodes[element].index
      if element != field.node, index < names.count { continue }
      let bytes = bytes(of: field, text, layer)
      guard field.isString, index == names.count, isColumn(bytes.span) else { return [] }
      names.append(bytes)
    }
    return names
  }

  /// Whether a text could be the name of a column: a few words that are not values.
  func isColumn(_ name: Span<UInt8>) -> Bool {
    guard 1...NamedValue.longestName ~= name.count else { return false }
    var (blanks, isWord) = (0, false)
    for at in name.indices {
      switch name[at] {
      case UInt8(ascii: " "): blanks += 1
      case UInt8(ascii: "@"), 0..<0x20: return false
      default: isWord = isWord || ByteClass.isLetter(name[at]) || name[at] >= 0x80
      }
    }
    return isWord && blanks <= 3
  }

  /// Names the cells of a list of lists whose first row contains the names of the columns: `[["id", "name", "plan"], [7, "…", "pro"]]`.
  mutating func headed(_ list: Int, from first: Int, _ text: Span<UInt8>, layer: Int) {
    var names: [[UInt8]] = []
    for field in payload.fields[min(first, payload.fields.count)...] {
      let node = payload.nodes[field.node]
      guard node.step == .element, node.parent > list, payload.nodes[node.parent].parent == list else { return }
      if payload.nodes[node.parent].index > 0 { break }
      let name = bytes(of: field, text, layer)
      guard field.isString, field.isLeaf, node.index == names.count, isHeading(name.span), !names.contains(name) else { return }
      names.append(name)
    }
    guard names.count > 2 else { return }
    let end = end(of: list)
    let cells = (list + 1..<max(list + 1, end)).filter { at in
      payload.nodes[at].step == .element && payload.nodes[at].parent > list && payload.nodes[payload.nodes[at].parent].parent == list
        && payload.nodes[payload.nodes[at].parent].index > 0
    }
    name(rows: cells, of: list, names)
  }

  /// Whether a text looks like a heading rather than a value: no digits, and capitals inside only in camel case.
  private func isHeading(_ name: Span<UInt8>) -> Bool {
    guard isColumn(name), name.count <= 32 else { return false }
    return name.indices.allSatisfy { at in
      let byte = name[at]
      let isCapitalWord = at > 0 && name[at - 1] == UInt8(ascii: " ") && UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
      return (ByteClass.isWord(byte) || "_-. #/".utf8.contains(byte)) && !ByteClass.of(byte).contains(.digit) && !isCapitalWord
    }
  }
}
