import Bytes

extension Unwrapper {
  // MARK: Parameters

  /// Whether a text without white space is a list of parameters.
  func isForm(_ text: Span<UInt8>, _ hint: Hint, _ some: ByteClass) -> Bool {
    let opens = text[0] == UInt8(ascii: "?") || text[0] == UInt8(ascii: "#")
    guard some.contains(.ampersand) || opens || hint == .body || hint == .parameter && some.contains(.percent) else { return false }
    var inName = true
    var length = 0
    var pairs = 0
    for at in (opens ? 1 : 0)..<text.count {
      let byte = text[at]
      if byte == UInt8(ascii: "&") {
        inName = true
        length = 0
      } else if inName, byte == UInt8(ascii: "=") {
        inName = false
        pairs += 1
      } else if inName {
        length += 1
        if length > 128 || !ByteClass.of(byte).contains(.name) && byte != UInt8(ascii: "+") { return false }
      }
    }
    return pairs > 0
  }

  /// Unwraps lines that are forms, as GA4 posts several events; returns false for other texts.
  mutating func formLines(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) -> Bool {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || bytes[at] == UInt8(ascii: "\n") {
      let end = at > start && bytes[at - 1] == UInt8(ascii: "\r") ? at - 1 : at
      if end > start {
        let line = bytes.extracting(start..<end)
        let some = ByteClass.of(line).some
        guard !some.contains(.space), isForm(line, .body, some) else { return false }
        lines.append(start..<end)
      }
      start = at + 1
    }
    guard lines.count > 1 else { return false }
    field(range, layer: layer, node: node, role: .whole)
    let parent = enter(.lines, node)
    let path = paths.element(below: payload.nodes[parent].path)
    for (index, line) in lines.enumerated() {
      let element = self.node(.element, parent: parent, path: path, index: index)
      form(bytes, line, layer: layer, node: enter(.form, element), depth: depth + 1)
    }
    return true
  }

  /// Unwraps a form or a query, with or without its `?`.
  mutating func form(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let opens = bytes[range.lowerBound] == UInt8(ascii: "?") || bytes[range.lowerBound] == UInt8(ascii: "#")
    let start = range.lowerBound + (opens ? 1 : 0)
    let known = payload.nodes.count
    parameters(bytes, start..<range.upperBound, layer: layer, node: node, path: payload.nodes[node].path, depth: depth)
    alternate(known, below: node, bytes)
    var person = NameOfSomebody()
    for child in known..<payload.nodes.count where payload.nodes[child].parent == node {
      person.add(child, paths.entries[payload.nodes[child].path], isEmpty: false)
    }
    name(person)
    siblings(known, bytes)
  }

  /// Parameters with one short name that alternate between key and value: `k=name&k=Jane` (Heap).
  mutating func alternate(_ first: Int, below parent: Int, _ bytes: Span<UInt8>) {
    guard payload.nodes.count - first >= 4 else { return }
    var turns: [Int] = []
    for node in first..<payload.nodes.count where payload.nodes[node].parent == parent && payload.nodes[node].step == .parameter {
      if paths.entries[payload.nodes[node].path].key == "k" { turns.append(node) }
    }
    guard turns.count >= 2, turns.count % 2 == 0 else { return }
    var fields: [Int: Int] = [:]
    for (index, field) in payload.fields.enumerated().reversed() {
      if field.node < first { break }
      fields[field.node] = index
    }
    for pair in stride(from: 0, to: turns.count, by: 2) {
      guard let field = fields[turns[pair]].map({ payload.fields[$0] }), 1...64 ~= field.range.count else { continue }
      var key: [UInt8] = []
      payload.withBytes(of: field.layer, record: bytes) { key.append(copying: $0.extracting(field.range)) }
      payload.labels.insert(turns[pair])
      move(turns[pair + 1], to: paths.path(key.span, below: payload.nodes[turns[pair + 1]].path))
    }
  }

  mutating func parameters(
    _ bytes: Span<UInt8>, _ range: Range<Int>, separator: UInt8 = UInt8(ascii: "&"), layer: Int, node: Int, path: Int, depth: Int
  ) {
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || bytes[at] == separator {
      if at > start { parameter(bytes, start..<at, layer: layer, node: node, path: path, depth: depth) }
      start = at + 1
    }
  }

  mutating func parameter(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, path: Int, depth: Int) {
    let equals = first(range, bytes) { $0 == UInt8(ascii: "=") } ?? range.upperBound
    let name = bytes.extracting(range.lowerBound..<equals)
    if name.count + 3 > range.count, Self.mayBePacked(name, 0), ByteClass.of(name).every.contains(.base64) {
      // A query that is only base64: the equals signs after the name are its padding.
      return value(bytes, range, layer: layer, node: self.node(.name, parent: node, path: path), depth: depth)
    }
    if isJSONName(name) {
      return value(bytes, range.lowerBound..<equals, layer: layer, node: self.node(.name, parent: node, path: path), depth: depth)
    }
    let child =
      FormPercent.isEncoded(name) ? key(FormPercent.decoded(name).span, node: node, path: path) : key(name, node: node, path: path)
    self.name(bytes, range.lowerBound..<equals, layer: layer, parameter: child, of: node)
    guard equals < range.upperBound else { return }
    value(bytes, equals + 1..<range.upperBound, layer: layer, node: child, depth: depth)
  }

  /// Whether a request consists of the name of a parameter: JSON where a name is expected.
  private func isJSONName(_ name: Span<UInt8>) -> Bool {
    guard name.count >= 8 else { return false }
    let isOpen =
      name[0] == UInt8(ascii: "{") || name[0] == UInt8(ascii: "%") && name[1] == UInt8(ascii: "7") && name[2] | 0x20 == UInt8(ascii: "b")
    return isOpen && isJSON(FormPercent.decoded(name).span)
  }

  /// Adds the name of a parameter as a text, which may contain a value. A name that looks like a value is read as one.
  private mutating func name(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, parameter: Int, of node: Int) {
    let name = bytes.extracting(range)
    let isEncoded = FormPercent.isEncoded(name)
    guard
      coverage == .everything || isEncoded || name.first(UInt8(ascii: "@"), in: 0..<name.count) != nil
        || name.count > 19 && name[0] == UInt8(ascii: "e")
    else { return }
    guard isEncoded else { return self.name(name, range, layer: layer, of: node, member: parameter) }
    let decoded = FormPercent.decoded(name)
    guard coverage == .everything || NameValue.isOne(decoded.span), let inner = self.layer(.form, decoded, of: layer, at: range)
    else { return }
    self.name(decoded.span, 0..<decoded.count, layer: inner, of: node, member: parameter)
  }

  /// Adds a name as a field of its container if it looks like a value.
  mutating func name(_ name: Span<UInt8>, _ range: Range<Int>, layer: Int, of node: Int, member: Int) {
    guard NameValue.isOne(name) else { return unread(range, layer: layer, node: member) }
    field(range, layer: layer, node: self.node(.name, parent: node, path: paths.element(below: payload.nodes[node].path)))
  }

  /// Adds the node of a parameter: `ud[em]` is `em` in `ud`.
  mutating func key(_ name: Span<UInt8>, node: Int, path: Int) -> Int {
    guard let open = first(0..<name.count, name, where: { $0 == UInt8(ascii: "[") }), open > 0, name[name.count - 1] == UInt8(ascii: "]")
    else {
      return self.node(.parameter, parent: node, path: paths.path(name, below: path))
    }
    var child = self.node(.parameter, parent: node, path: paths.path(name.extracting(0..<open), below: path))
    var start = open + 1
    while let end = first(start..<name.count, name, where: { $0 == UInt8(ascii: "]") }) {
      if end > start {
        child = self.node(.bracket, parent: child, path: paths.path(name.extracting(start..<end), below: payload.nodes[child].path))
      } else {
        child = self.node(.bracket, parent: child, path: paths.element(below: payload.nodes[child].path))
      }
      start = end + 2
      if start > name.count { break }
    }
    return child
  }

  /// Unwraps the value of a parameter. Percent-decoding is part of the form and no layer of its own.
  mutating func value(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    let text = bytes.extracting(range)
    // Base64 that is written again may need percent-encoding that it did not need before: a plus sign would be a space.
    let mayNeedEncoding = coverage == .everything && text.count >= 12 && ByteClass.of(text).every.contains(.base64)
    guard FormPercent.isEncoded(text) || mayNeedEncoding else {
      return self.text(bytes, range, layer: layer, node: node, hint: .parameter, depth: depth + 1)
    }
    // People who type an email address into a URL leave the plus sign of its tag unencoded.
    let isTagged = Self.isTaggedMailbox(text)
    if isTagged, !Percent.isEncoded(text) {
      return self.text(bytes, range, layer: layer, node: node, hint: .parameter, depth: depth + 1)
    }
    if !isTagged, isBareBase64(text) {
      return self.text(bytes, range, layer: layer, node: node, hint: .parameter, depth: depth + 1)
    }
    let decoded = isTagged ? Percent.decoded(text) : FormPercent.decoded(text)
    guard let inner = self.layer(isTagged ? .percent : .form, decoded, of: layer, at: range) else { return }
    self.text(decoded.span, 0..<decoded.count, layer: inner, node: node, hint: .parameter, depth: depth + 1)
  }

  /// Whether a value is base64 whose plus signs were not encoded as a form requires: it decodes to JSON or to compressed data.
  private func isBareBase64(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 16, text.first(UInt8(ascii: "+"), in: 0..<text.count) != nil, ByteClass.of(text).every.contains(.base64),
      let head = Base64.decoded(text.extracting(0..<12)),
      head[0] == UInt8(ascii: "{") || head[0] == UInt8(ascii: "[") || mayBeData(head.span) || mayBeDeflated(text)
    else { return false }
    return true
  }

  /// Whether a value is one email address with a tag, such as `jane+news@app.example`.
  static func isTaggedMailbox(_ text: Span<UInt8>) -> Bool {
    var (pluses, ats) = (0, 0)
    for at in text.indices {
      switch text[at] {
      case UInt8(ascii: "+"): pluses += 1
      case UInt8(ascii: "@"): ats += 1
      case UInt8(ascii: "%") where at + 2 < text.count && text[at + 1] == UInt8(ascii: "4") && text[at + 2] == UInt8(ascii: "0"): ats += 1
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): break
      default:
        // `%7B%22name%22%3A%22Jane+Doe…`: other encoded signs belong to a longer text.
        guard ByteClass.isWord(text[at]) else { return false }
      }
      if ats == 1, pluses != 1 { return false }
    }
    return pluses == 1 && ats == 1
  }

  /// Unwraps the `Cookie` header: pairs between semicolons (RFC 6265 § 4.2.1).
  mutating func cookies(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    field(range, layer: layer, node: node, role: .container)
    let parent = enter(.cookies, node)
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || bytes[at] == UInt8(ascii: ";") {
      defer { start = at + 1 }
      while start < at, bytes[start] == UInt8(ascii: " ") { start += 1 }
      guard let equals = first(start..<at, bytes, where: { $0 == UInt8(ascii: "=") }) else { continue }
      let path = paths.path(bytes.extracting(start..<equals), below: payload.nodes[node].path)
      let child = self.node(.cookie, parent: parent, path: path)
      unread(start..<equals, layer: layer, node: parent)
      text(bytes, equals + 1..<at, layer: layer, node: child, hint: .parameter, depth: depth + 1)
    }
  }

  /// Unwraps `Set-Cookie` headers, which a capture may store in one text, one per line: a cookie and its attributes (RFC 6265 § 4.1.1).
  mutating func setCookies(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int, depth: Int) {
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || bytes[at] == UInt8(ascii: "\n") {
      let end = first(start..<at, bytes) { $0 == UInt8(ascii: ";") } ?? at
      cookies(bytes, start..<end, layer: layer, node: node, depth: depth)
      if end < at { unread(end..<at, layer: layer, node: node) }
      start = at + 1
    }
  }
}
