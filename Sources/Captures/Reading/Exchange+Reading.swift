package import Bytes

/// Reading an entry of a HAR. Producers leave out nearly everything somewhere, so nothing is required.
extension Exchange {
  /// Replaces this exchange with the entry at the cursor.
  ///
  /// A member of another type than in HAR 1.2 is skipped; the last of several members with one name wins.
  package mutating func read(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) {
    forget()
    var isFirst = true
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      if key.spells("request", in: text) {
        try readRequest(&cursor, text)
      } else if key.spells("response", in: text) {
        try readResponse(&cursor, text)
      } else if key.spells("startedDateTime", in: text) {
        started = try cursor.readText(text)
      } else if key.spells("_resourceType", in: text) {
        resourceType = try cursor.readText(text)
      } else if key.spells("pageref", in: text) {
        page = try cursor.readText(text)
      } else if key.spells("_webSocketMessages", in: text) {
        try readFrames(&cursor, text)
      } else {
        try cursor.skipValue(text)
      }
    }
  }

  /// Empties the exchange and keeps the memory of its arrays for the next entry.
  private mutating func forget() {
    (method, url, requestBody, requestBodySize) = (nil, nil, nil, nil)
    started = nil
    (status, redirectURL, responseBody, resourceType, page) = (nil, nil, nil, nil, nil)
    requestHeaders.removeAll(keepingCapacity: true)
    requestCookies.removeAll(keepingCapacity: true)
    query.removeAll(keepingCapacity: true)
    responseHeaders.removeAll(keepingCapacity: true)
    responseCookies.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
  }

  private mutating func readRequest(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) {
    guard cursor.peek(text) == UInt8(ascii: "{") else {
      try cursor.skipValue(text)
      return
    }
    var isFirst = true
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      if key.spells("url", in: text) {
        url = try cursor.readText(text)
      } else if key.spells("method", in: text) {
        method = try cursor.readText(text)
      } else if key.spells("headers", in: text) {
        try cursor.readPairs(text, into: &requestHeaders)
      } else if key.spells("cookies", in: text) {
        try cursor.readPairs(text, into: &requestCookies)
      } else if key.spells("queryString", in: text) {
        try cursor.readPairs(text, into: &query)
      } else if key.spells("postData", in: text) {
        requestBody = try cursor.readBody(text)
      } else if key.spells("bodySize", in: text) {
        requestBodySize = try cursor.readInteger(text)
      } else {
        try cursor.skipValue(text)
      }
    }
  }

  private mutating func readResponse(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) {
    guard cursor.peek(text) == UInt8(ascii: "{") else {
      try cursor.skipValue(text)
      return
    }
    var isFirst = true
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      if key.spells("status", in: text) {
        status = try cursor.readInteger(text)
      } else if key.spells("headers", in: text) {
        try cursor.readPairs(text, into: &responseHeaders)
      } else if key.spells("cookies", in: text) {
        try cursor.readPairs(text, into: &responseCookies)
      } else if key.spells("content", in: text) {
        responseBody = try cursor.readBody(text)
      } else if key.spells("redirectURL", in: text) {
        redirectURL = try cursor.readText(text)
      } else {
        try cursor.skipValue(text)
      }
    }
  }

  private mutating func readFrames(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) {
    frames.removeAll(keepingCapacity: true)
    guard cursor.peek(text) == UInt8(ascii: "[") else {
      try cursor.skipValue(text)
      return
    }
    var isFirst = true
    while try cursor.nextElement(text, isFirst: &isFirst) {
      guard cursor.peek(text) == UInt8(ascii: "{") else {
        try cursor.skipValue(text)
        continue
      }
      if let frame = try cursor.readFrame(text) { frames.append(frame) }
    }
  }
}

extension JSONCursor {
  /// Reads a scalar as text: a string's content, or a number or boolean as written; nil for `null`.
  mutating func readText(_ text: Span<UInt8>) throws(JSONError) -> JSONString? {
    switch peek(text) {
    case UInt8(ascii: "\""): return try string(text)
    case UInt8(ascii: "n"):
      try skipValue(text)
      return nil
    default: return JSONString(range: try skipValue(text), escaped: false)
    }
  }

  /// Reads an integer, also if it is written as a string or with a fraction; nil for anything else.
  mutating func readInteger(_ text: Span<UInt8>) throws(JSONError) -> Int? {
    guard let digits = try readText(text)?.range, let first = digits.first else { return nil }
    let negative = text[first] == UInt8(ascii: "-")
    var value: Int?
    for at in digits.dropFirst(negative ? 1 : 0) {
      guard case let digit = text[at], UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { break }
      let (tens, tooLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      if tooLarge || overflow { return nil }
      value = sum
    }
    return negative ? value.map { -$0 } : value
  }

  /// Reads a list of `{name, value}`, or an object of names and values. A value of any type is kept as written.
  mutating func readPairs(_ text: Span<UInt8>, into pairs: inout [Exchange.Pair]) throws(JSONError) {
    pairs.removeAll(keepingCapacity: true)
    var isFirst = true
    switch peek(text) {
    case UInt8(ascii: "["):
      while try nextElement(text, isFirst: &isFirst) {
        guard peek(text) == UInt8(ascii: "{") else {
          try skipValue(text)
          continue
        }
        pairs.append(try readPair(text))
      }
    case UInt8(ascii: "{"):
      while let name = try nextKey(text, isFirst: &isFirst) {
        pairs.append(Exchange.Pair(name: name, value: try readRaw(text)))
      }
    default: try skipValue(text)
    }
  }

  private mutating func readPair(_ text: Span<UInt8>) throws(JSONError) -> Exchange.Pair {
    var pair: (name: JSONString?, value: JSONString?, fileName: JSONString?) = (nil, nil, nil)
    var isFirst = true
    while let key = try nextKey(text, isFirst: &isFirst) {
      if key.spells("name", in: text) {
        pair.name = try readRaw(text)
      } else if key.spells("value", in: text) {
        pair.value = try readRaw(text)
      } else if key.spells("fileName", in: text) {
        pair.fileName = try readText(text)
      } else {
        try skipValue(text)
      }
    }
    // A missing name or value is empty, and placed before the closing brace.
    let nothing = JSONString(range: (offset - 1)..<(offset - 1), escaped: false)
    return Exchange.Pair(name: pair.name ?? nothing, value: pair.value ?? nothing, fileName: pair.fileName)
  }

  /// Reads any value as text, including `null`.
  private mutating func readRaw(_ text: Span<UInt8>) throws(JSONError) -> JSONString {
    if peek(text) == UInt8(ascii: "\"") { return try string(text) }
    return JSONString(range: try skipValue(text), escaped: false)
  }

  /// Reads `postData` or `content`; a bare string is its text.
  mutating func readBody(_ text: Span<UInt8>) throws(JSONError) -> Exchange.Body? {
    var body = Exchange.Body()
    guard peek(text) == UInt8(ascii: "{") else {
      body.text = try readText(text)
      return body.text == nil ? nil : body
    }
    var isFirst = true
    while let key = try nextKey(text, isFirst: &isFirst) {
      if key.spells("text", in: text) {
        body.text = try readText(text)
      } else if key.spells("mimeType", in: text) {
        body.mimeType = try readText(text)
      } else if key.spells("encoding", in: text) {
        body.encoding = try readText(text)
      } else if key.spells("params", in: text) {
        try readPairs(text, into: &body.params)
      } else if key.spells("_file", in: text) {
        body.attachment = try readText(text)
      } else if key.spells("size", in: text) {
        body.size = try readInteger(text)
      } else if key.spells("comment", in: text) {
        body.comment = try readText(text)
      } else {
        try skipValue(text)
      }
    }
    return body
  }

  /// Reads a message of a WebSocket; nil if it has no data.
  mutating func readFrame(_ text: Span<UInt8>) throws(JSONError) -> Exchange.Frame? {
    var (sent, opcode, data) = (false, 1, JSONString?.none)
    var isFirst = true
    while let key = try nextKey(text, isFirst: &isFirst) {
      if key.spells("type", in: text) {
        let type = try readText(text)
        sent = type.map { $0.spells("send", in: text) || $0.spells("sent", in: text) } ?? false
      } else if key.spells("opcode", in: text) {
        opcode = try readInteger(text) ?? 1
      } else if key.spells("data", in: text) {
        data = try readText(text)
      } else {
        try skipValue(text)
      }
    }
    return data.map { Exchange.Frame(sent: sent, opcode: opcode, data: $0) }
  }
}
