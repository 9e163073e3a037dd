import Bytes

/// Reads JSON documents that hold their records in an array: a HAR, an array, a batch.
extension CaptureReader {
  /// Reads one HAR after the other; usually there is one.
  mutating func readHAR(wrapped: Bool, _ body: RecordHandler) throws {
    var index = 0
    repeat {
      let before = index
      var listed = false
      index = try readHARObject(from: index, isLog: false, listed: &listed, body)
      if !listed, before == index { note("the HAR has no list of entries", isDamage: false, at: 0) }
    } while try peek() == UInt8(ascii: "{")
    if wrapped {
      while let byte = try peek(), byte == UInt8(ascii: ")") || byte == UInt8(ascii: ";") { window.pass(1) }
    }
    try expectEnd()
  }

  /// Reads the document, or its `log`, whichever holds `entries`.
  private mutating func readHARObject(
    from index: Int, isLog: Bool, listed: inout Bool, _ body: RecordHandler
  ) throws -> Int {
    enum Key { case log, entries, other(String) }
    var index = index
    var isFirst = true
    while true {
      let (key, length) = try look { [isFirst] (cursor, text) throws(JSONError) -> Key? in
        var isFirst = isFirst
        guard let key = try cursor.nextKey(text, isFirst: &isFirst) else { return nil }
        return key.spells("entries", in: text)
          ? .entries : !isLog && key.spells("log", in: text) ? .log : .other(String(copying: text.extracting(key.range)))
      }
      // A key of the HAR format is not data; any other key may be a value.
      if case .other(let name) = key, !name.utf8.allSatisfy({ ByteClass.of($0).contains(.letter) || $0 == UInt8(ascii: "_") }) {
        try remark(0..<length, body)
      }
      window.pass(length)
      guard let key else { return index }
      isFirst = false
      if case .other(let name) = key, name == "creator" || name == "browser" { try noteProducer() }
      switch (key, try peek()) {
      case (.log, UInt8(ascii: "{")):
        index = try readHARObject(from: index, isLog: true, listed: &listed, body)
      case (.entries, UInt8(ascii: "[")):
        listed = true
        index = try readElements(from: index, body)
      case (.entries, UInt8(ascii: "n")):
        listed = true
        try skipValue()
      case (.other(let key), _) where coverage == .everything: try readRemark(key, body)
      case (.log, _) where coverage == .everything: try readRemark("log", body)
      case (.entries, _) where coverage == .everything: try readRemark("entries", body)
      default: try skipValue()
      }
    }
  }

  /// Reads the producer of the capture from the current value, without consuming it.
  private mutating func noteProducer() throws {
    guard try peek() == UInt8(ascii: "{") else { return }
    let (names, _) = try look { (cursor, text) throws(JSONError) in try cursor.readProducer(text) }
    guard !names.isEmpty else { return }
    producer = (producer.map { [$0] } ?? []).appending(names.joined(separator: " ")).joined(separator: ", ")
  }

  /// Consumes a value and delivers it. Producers' own extensions may not be valid JSON; they are delivered as text.
  private mutating func readRemark(_ key: String, _ body: RecordHandler) throws {
    let (range, length) = try look { (cursor, text) throws(JSONError) in try cursor.skipValue(text) }
    let isJSON = {
      var cursor = JSONCursor(at: range.lowerBound)
      return (try? cursor.checkValue($0)) != nil
    }(window.bytes.span.extracting(window.range).extracting(0..<length))
    let content: Record.Content = isJSON ? .remark(key: key, range) : .text(range)
    let record = Record(index: records, range: range, origin: window.position, content: content)
    try body(record, window.bytes.span.extracting(window.range).extracting(0..<length))
    window.pass(length)
  }

  mutating func readArray(_ body: RecordHandler) throws {
    _ = try readElements(from: 0, body)
    try expectEnd()
  }

  /// Reads documents with an array of events among other members.
  mutating func readEnvelopes(batchOnly: Bool, _ body: RecordHandler) throws {
    var index = 0
    repeat {
      var isFirst = true
      let before = records
      while try readEnvelope(index, isFirst: isFirst, batchOnly: batchOnly, body) {
        isFirst = false
        index = try readElements(from: index, body)
      }
      if isFirst { index += records - before }
    } while try peek() == UInt8(ascii: "{")
    try expectEnd()
  }

  /// Consumes the members up to the next array of events and delivers them.
  /// - Returns: Whether an array follows; false when the object has ended.
  private mutating func readEnvelope(
    _ index: Int, isFirst: Bool, batchOnly: Bool, _ body: RecordHandler
  ) throws -> Bool {
    _ = try peek()
    let (part, length) = try look { (cursor, text) throws(JSONError) in
      try cursor.readMembers(text, isFirst: isFirst, batchOnly: batchOnly)
    }
    if isFirst, !part.arrayFollows {
      // There are no events, so all of it is one event.
      let record = Record(index: index, range: 0..<length, origin: window.position, content: .event(0..<length))
      try body(record, window.bytes.span.extracting(window.range).extracting(0..<length))
      records += 1
      window.pass(length)
      return false
    }
    for member in part.members {
      let record = Record(
        index: index, range: member.value, origin: window.position, content: .event(member.value), member: member.key)
      try body(record, window.bytes.span.extracting(window.range).extracting(0..<length))
    }
    if let key = part.arrayKey { try remark(key.range, body) }
    window.pass(length)
    return part.arrayFollows
  }

  private mutating func expectEnd() throws {
    if try peek() != nil { note("more text after the end of the document", at: 0) }
  }
}

extension [String] {
  fileprivate func appending(_ text: String) -> [String] { contains(text) ? self : self + [text] }
}

extension JSONCursor {
  private static let longestName = 60

  /// The name and the version of a program. Anything else that a hostile capture may have there is left out.
  fileprivate mutating func readProducer(_ text: Span<UInt8>) throws(JSONError) -> [String] {
    var (name, version): (String?, String?) = (nil, nil)
    var isFirst = true
    while let key = try nextKey(text, isFirst: &isFirst) {
      if key.spells("name", in: text) {
        name = try readText(text)?.text(in: text)
      } else if key.spells("version", in: text) {
        version = try readText(text)?.text(in: text)
      } else {
        try skipValue(text)
      }
    }
    return [name, version].compactMap(\.self).filter { part in
      1...Self.longestName ~= part.utf8.count
        && part.utf8.allSatisfy { ByteClass.isWord($0) && $0 < 0x80 || " ._+()-".utf8.contains($0) }
    }
  }
}

extension JSONCursor {
  /// Reads members until the next is an array of objects, whose key it consumes, or until the object has ended.
  fileprivate mutating func readMembers(
    _ text: Span<UInt8>, isFirst: Bool, batchOnly: Bool
  ) throws(JSONError) -> (members: [(key: JSONString, value: Range<Int>)], arrayFollows: Bool, arrayKey: JSONString?) {
    var members: [(key: JSONString, value: Range<Int>)] = []
    var isFirst = isFirst
    while let key = try nextKey(text, isFirst: &isFirst) {
      guard let next = peek(text) else { throw .unterminated(at: offset) }
      if next == UInt8(ascii: "["), !batchOnly || key.spells("batch", in: text) {
        var inside = JSONCursor(at: offset + 1)
        guard let first = inside.peek(text) else { throw .unterminated(at: inside.offset) }
        if first == UInt8(ascii: "{") { return (members, true, key) }
      }
      members.append((key, try checkValue(text)))
    }
    return (members, false, nil)
  }
}
