import Bytes

extension Unwrapper {
  /// Unwraps a JSON text: one value, or several in a row, which are lines (NDJSON, envelopes).
  ///
  /// Text after damage stays a leaf, so that a truncated body is read to its end.
  mutating func json(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let text = bytes.extracting(0..<range.upperBound)
    var cursor = JSONCursor(at: range.lowerBound)
    var parent = enter(.json, node)
    do throws(JSONError) {
      var length = try lengthOfNext(nil, text, &cursor, layer: layer, node: parent, depth: depth)
      guard cursor.peek(text) != nil else { return }
      // The first line has no step of its own; the others have one.
      parent = enter(.lines, node)
      let path = paths.element(below: payload.nodes[parent].path)
      var index = 1
      while let first = cursor.peek(text) {
        let line = self.node(.element, parent: parent, path: path, index: index)
        let start = cursor.offset
        // Neither of these bytes begins a JSON value, and both begin compressed data.
        if first == 0x78 || first == 0x1F, packed(text, start..<range.upperBound, layer: layer, node: line, depth: depth) { break }
        do throws(JSONError) {
          length = try lengthOfNext(length, text, &cursor, layer: layer, node: line, depth: depth)
        } catch {
          length = nil
          if case .unterminated = error { noteCut(node) }
          let end = endOfLine(text, from: max(error.offset, start))
          field(start..<end, layer: layer, node: line)
          cursor.offset = end
        }
        index += 1
      }
    } catch {
      if case .unterminated = error { noteCut(node) }
      let rest = min(max(error.offset, range.lowerBound), range.upperBound)
      if rest < range.upperBound { field(rest..<range.upperBound, layer: layer, node: parent) }
    }
  }

  /// Unwraps what follows the lines of an envelope: a compressed recording, in whatever encoding the capture kept it.
  private mutating func packed(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    let rest = bytes.extracting(range)
    if mayBeData(rest) { return data(rest, from: range.lowerBound, layer: layer, node: node, certainty: .body, depth: depth + 1) }
    return bytesInText(bytes, range, layer: layer, node: node, hint: .body, depth: depth + 1)
  }

  /// Notes that a body is JSON that ends early.
  private mutating func noteCut(_ node: Int) {
    var at = node
    while payload.nodes[at].step.layerName != nil, payload.nodes[at].parent >= 0 { at = payload.nodes[at].parent }
    guard payload.isExchange, payload.nodes[at].step == .place, paths.entries[payload.nodes[at].path].wire == "body" else { return }
    gap(node, "JSON that ends before it is complete: only what is there was examined")
  }

  /// Unwraps a line. The line before may have declared its length in bytes (Sentry's envelopes: develop.sentry.dev, "Envelopes").
  /// - Returns: The length of the next line, if this one declares it.
  private mutating func lengthOfNext(
    _ length: Range<Int>?, _ text: Span<UInt8>, _ cursor: inout JSONCursor, layer: Int, node: Int, depth: Int
  ) throws(JSONError) -> Range<Int>? {
    _ = cursor.peek(text)
    let (start, known) = (cursor.offset, payload.fields.count)
    try value(text, &cursor, layer: layer, node: node, depth: depth)
    guard coverage == .everything else { return nil }
    if let length { payload.lengths.append(LengthPrefix(form: .decimal, layer: layer, prefix: length, content: start..<cursor.offset)) }
    return payload.fields[known...].first {
      $0.kind == .number && payload.nodes[$0.node].parent == node && paths.entries[payload.nodes[$0.node].path].key == "length"
    }?.range
  }

  private func endOfLine(_ text: Span<UInt8>, from: Int) -> Int {
    var at = min(from, text.count)
    while at < text.count, text[at] != UInt8(ascii: "\n") { at += 1 }
    // Otherwise an empty line could not be skipped.
    return max(at, min(from + 1, text.count))
  }

  private mutating func value(_ text: Span<UInt8>, _ cursor: inout JSONCursor, layer: Int, node: Int, depth: Int) throws(JSONError) {
    guard let first = cursor.peek(text) else { throw .unterminated(at: cursor.offset) }
    guard depth < limits.depth else {
      overrun = true
      let whole = try cursor.skipValue(text)
      field(whole, layer: layer, node: node)
      return
    }
    switch first {
    case UInt8(ascii: "{"): try object(text, &cursor, layer: layer, node: node, depth: depth + 1)
    case UInt8(ascii: "["): try array(text, &cursor, layer: layer, node: node, depth: depth + 1)
    case UInt8(ascii: "\""):
      let string = try cursor.string(text)
      self.string(string, text, layer: layer, node: node, depth: depth)
    default:
      let range = try cursor.skipValue(text)
      let kind: Payload.Field.Kind =
        switch first {
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: .number
        }
      field(range, layer: layer, node: node, kind: kind)
    }
  }

  private mutating func array(_ text: Span<UInt8>, _ cursor: inout JSONCursor, layer: Int, node: Int, depth: Int) throws(JSONError) {
    if ByteNumbers.mayBegin(text, at: cursor.offset), let end = numbers(text, from: cursor.offset, layer: layer, node: node, depth: depth) {
      cursor.offset = end
      return
    }
    let path = paths.element(below: payload.nodes[node].path)
    let firstField = payload.fields.count
    var isFirst = true
    var index = 0
    var first: JSONString?
    var last: Int?
    var isListOfLists = false
    while try cursor.nextElement(text, isFirst: &isFirst) {
      if index == 0 {
        switch cursor.peek(text) {
        case UInt8(ascii: "\""):
          var ahead = cursor
          first = try ahead.string(text)
        case UInt8(ascii: "["): isListOfLists = true
        default: break
        }
      }
      let element = self.node(.element, parent: node, path: path, index: index)
      try value(text, &cursor, layer: layer, node: element, depth: depth)
      index += 1
      last = element
    }
    if index == 0 { payload.empties.append((node, true)) }
    // `["email", "…"]`: in a list of two the first may name the second.
    if index == 2, let first, let last, isName(first, text) {
      payload.nodes[last].path = self.path(of: first, text, below: payload.nodes[last].path)
    }
    if isListOfLists, index > 1 { headed(node, from: firstField, text, layer: layer) }
    if index >= 4, first != nil { alternating(node, count: index, from: firstField, text, layer: layer) }
    if index >= 2, let first, text[first.range.lowerBound] == UInt8(ascii: "-") { options(node, from: firstField, text, layer: layer) }
  }

  /// Whether a string could be the name of a field. Two email addresses are a list.
  func isName(_ string: JSONString, _ text: Span<UInt8>) -> Bool {
    let name = text.extracting(string.range)
    let (_, every) = ByteClass.of(name)
    return 1...40 ~= string.range.count && every.contains(.name) && !name.indices.contains { name[$0] == UInt8(ascii: "@") }
  }

  private mutating func object(_ text: Span<UInt8>, _ cursor: inout JSONCursor, layer: Int, node: Int, depth: Int) throws(JSONError) {
    if ByteNumbers.mayBegin(text, at: cursor.offset), let end = numbers(text, from: cursor.offset, layer: layer, node: node, depth: depth) {
      cursor.offset = end
      return
    }
    let firstField = payload.fields.count
    var isFirst = true
    var pairing = Pairing()
    var label: JSONString?
    var labelNode = -1
    var labelled: Int?
    var held = HeldValue()
    var person = NameOfSomebody()
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      let path = path(of: key, text, below: payload.nodes[node].path)
      let member = self.node(.member, parent: node, path: path)
      name(of: key, text, layer: layer, member: member, of: node)
      let isEmpty = isEmpty(text, &cursor)
      held.add(member, paths.entries[path], isEmpty: isEmpty)
      person.add(member, paths.entries[path], isEmpty: isEmpty) { self.mayBeMailbox(text, cursor) }
      let part = paths.entries[path].roles.part
      if !part.isEmpty { pairing.add(part, node: member, field: payload.fields.count) }
      if paths.entries[path].roles.isLabel, label == nil, cursor.peek(text) == UInt8(ascii: "\"") {
        var ahead = cursor
        label = try ahead.string(text)
        labelNode = member
      } else if paths.entries[path].roles.isLabelled {
        labelled = member
      } else if paths.entries[path].roles.isPlainLabelled, labelled == nil, label != nil, isPlain(labelNode) {
        labelled = member
      }
      let known = payload.fields.count
      try value(text, &cursor, layer: layer, node: member, depth: depth)
      if paths.entries[path].roles.isJoined { joined(member, from: known, text, layer: layer) }
    }
    if isFirst { payload.empties.append((node, false)) }
    // `{"name": "email", "value": "…"}`: the sibling names the value.
    if let label, let labelled, 1...64 ~= label.range.count {
      payload.labels.insert(labelNode)
      move(labelled, to: path(of: label, text, below: payload.nodes[labelled].path))
      if paths.entries[payload.nodes[labelled].path].roles.isJoined { joined(labelled, from: firstField, text, layer: layer) }
    } else if let holder = held.node {
      // `{"email": {"stringValue": "…"}}`: the key above names the value.
      move(holder, to: paths.wrapped(payload.nodes[holder].path))
    } else {
      name(person)
    }
    if !pairing.isEmpty { pair(pairing, of: node, field: isPlain(labelNode) ? label : nil, text, layer: layer) }
  }

  /// Whether the current value is `null`, `false` or an empty string.
  private func isEmpty(_ text: Span<UInt8>, _ cursor: inout JSONCursor) -> Bool {
    switch cursor.peek(text) {
    case UInt8(ascii: "n"), UInt8(ascii: "f"): true
    case UInt8(ascii: "\""): cursor.offset + 1 < text.count && text[cursor.offset + 1] == UInt8(ascii: "\"")
    default: false
    }
  }

  private func isPlain(_ label: Int) -> Bool { label >= 0 && paths.entries[payload.nodes[label].path].roles.isPlainLabel }

  /// Gives a node another path, and the nodes inside it the paths below that.
  mutating func move(_ node: Int, to path: Int) {
    var before = [node: payload.nodes[node].path]
    payload.nodes[node].path = path
    for inner in node + 1..<max(node + 1, payload.nodes.count) {
      let parent = payload.nodes[inner].parent
      // The nodes inside a node directly follow it.
      guard let old = before[parent] else { break }
      before[inner] = payload.nodes[inner].path
      let above = payload.nodes[parent].path
      payload.nodes[inner].path = payload.nodes[inner].path == old ? above : paths.path(like: payload.nodes[inner].path, below: above)
    }
  }

  /// Adds a key as a text, which may contain a value. A key that looks like a value itself is read as a value of the object.
  mutating func name(of key: JSONString, _ text: Span<UInt8>, layer: Int, member: Int, of object: Int) {
    let isValue = NameValue.isOne(text.extracting(key.range))
    guard isValue || coverage == .everything else { return }
    let node = isValue ? self.node(.name, parent: object, path: paths.element(below: payload.nodes[object].path)) : member
    let role: Payload.Field.Role = isValue ? .leaf : .unread
    guard key.escaped else {
      if !key.range.isEmpty { field(key.range, layer: layer, node: node, role: role) }
      return
    }
    let decoded = JSONEscapes.decoded(text.extracting(key.range))
    if !decoded.isEmpty, let inner = self.layer(.escapes, decoded, of: layer, at: key.range) {
      field(0..<decoded.count, layer: inner, node: node, role: role)
    }
  }

  func path(of key: JSONString, _ text: Span<UInt8>, below parent: Int) -> Int {
    guard key.escaped else { return paths.path(text.extracting(key.range), below: parent) }
    return paths.path(JSONEscapes.decoded(text.extracting(key.range)).span, below: parent)
  }
}
