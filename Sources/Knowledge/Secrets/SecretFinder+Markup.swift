import Bytes

/// Secrets in HTML and XML: hidden inputs, meta elements, attributes and elements with names of secrets.
extension SecretFinder {
  /// Reads the tags of a text like a browser, but without building a tree.
  func markup(_ text: Span<UInt8>, _ secrets: inout [Secret]) {
    var at = 0
    var label = Label()
    while let open = text.first(UInt8(ascii: "<"), in: at..<text.count) {
      content(at..<open, text, &label, &secrets)
      at = open + 1
      if at + 1 < text.count, text[at] | 0x20 == UInt8(ascii: "h"), UInt8(ascii: "1")...UInt8(ascii: "6") ~= text[at + 1] { label.end = 0 }
      guard at < text.count, ByteClass.of(text[at]).contains(.letter) else { continue }
      let name = word(from: at, text)
      at = name.upperBound
      var tag = Tag(name: local(name, text))
      while let attribute = attribute(from: &at, text) { note(attribute, text, &tag, &secrets) }
      guard at < text.count, text[at] == UInt8(ascii: ">") else { continue }
      at += 1
      finish(tag, content: at, text, &secrets)
    }
  }

  /// A heading or a label that says that a secret follows: `<h2>Recovery codes</h2><li>…`.
  private struct Label {
    /// The offset up to which it applies.
    var end = 0
  }

  /// The reach of a label in bytes.
  private static let labelReach = 2_000

  /// Reads a text between two tags: a label, or what follows one.
  private func content(_ range: Range<Int>, _ text: Span<UInt8>, _ label: inout Label, _ secrets: inout [Secret]) {
    var range = range
    while let first = range.first, text[first] <= 0x20 { range = first + 1..<range.upperBound }
    while let last = range.last, text[last] <= 0x20 || text[last] == UInt8(ascii: ":") { range = range.lowerBound..<last }
    guard 3...60 ~= range.count else { return }
    let value = text.extracting(range)
    if verdict(of: value) == .secret {
      label.end = range.upperBound + Self.labelReach
    } else if range.lowerBound < label.end, isIssuedLoosely(value), mayBeSecret(value) {
      secrets.append(Secret(range: range, kind: .code))
    }
  }

  /// Reads a text without tags line by line: `Recovery codes`, and the codes below it.
  func lines(_ text: Span<UInt8>, _ secrets: inout [Secret]) {
    guard text.first(0x0A, in: 0..<text.count) != nil else { return }
    var label = Label()
    var start = 0
    for at in 0...text.count where at == text.count || text[at] == 0x0A {
      content(start..<at, text, &label, &secrets)
      start = at + 1
    }
  }

  /// Whether a value cannot be a word: it has four consonants in a row.
  private static func isUnreadable(_ value: Span<UInt8>) -> Bool {
    var consonants = 0
    for at in value.indices {
      let isVowel = "aeiouyAEIOUY".utf8.contains(value[at]) || !ByteClass.of(value[at]).contains(.letter)
      consonants = isVowel ? 0 : consonants + 1
      if consonants == 4 { return true }
    }
    return false
  }

  /// Whether a text is one string of letters and digits, perhaps with hyphens, and not a word.
  private func isIssuedLoosely(_ value: Span<UInt8>) -> Bool {
    let (some, every) = ByteClass.of(value)
    guard value.count >= 6, every.contains(.base64) else { return false }
    if !some.contains(.digit) { return value.count >= 8 && Self.isUnreadable(value) }
    return some.contains(.letter) || value.indices.count { ByteClass.of(value[$0]).contains(.digit) } >= 6
  }

  /// A tag while its attributes are read.
  private struct Tag {
    var name: Range<Int>
    /// Whether an attribute says that the tag is about a secret.
    var isAbout = false
    var isPassword = false
    /// The value of the tag.
    var value: Range<Int>?
    var isEmpty = false
  }

  private struct Attribute {
    var name: Range<Int>
    var value: Range<Int>
  }

  private static let labels: Set<String> = ["name", "id", "property", "itemprop", "key", "field", "autocomplete", "http-equiv"]
  private static let values: Set<String> = ["value", "content", "data-value", "data-content"]

  private func note(_ attribute: Attribute, _ text: Span<UInt8>, _ tag: inout Tag, _ secrets: inout [Secret]) {
    let name = String(copying: text.extracting(attribute.name)).lowercased()
    let value = text.extracting(attribute.value)
    if Self.labels.contains(name), !isSessionID(name, tag, text) {
      if verdict(of: value) != .nothing { tag.isAbout = true }
      if name == "autocomplete", ["one-time-code", "current-password", "new-password"].contains(String(copying: value)) {
        tag.isAbout = true
      }
      if SecretFinder.isPassword(value) { tag.isPassword = true }
    } else if name == "type", String(copying: value).lowercased() == "password" {
      (tag.isAbout, tag.isPassword) = (true, true)
    } else if Self.values.contains(name) {
      tag.value = attribute.value
    } else if verdict(of: text.extracting(local(attribute.name, text))) == .secret || isSessionID(name, tag, text), mayBeSecret(value) {
      secrets.append(Secret(range: attribute.value, kind: .secret))
    }
  }

  /// Whether an attribute is the ID of a session: `<session id="…">`.
  private func isSessionID(_ name: String, _ tag: Tag, _ text: Span<UInt8>) -> Bool {
    name == "id" && ["session", "ticket", "login"].contains(String(copying: text.extracting(tag.name)).lowercased())
  }

  private func finish(_ tag: Tag, content start: Int, _ text: Span<UInt8>, _ secrets: inout [Secret]) {
    let kind: Secret.Kind = tag.isPassword ? .password : .secret
    if tag.isAbout, let value = tag.value {
      if mayBeSecret(text.extracting(value)) { secrets.append(Secret(range: value, kind: kind)) }
      return
    }
    guard tag.isAbout || verdict(of: text.extracting(tag.name)) == .secret else { return }
    var end = start
    while end < text.count, end - start < Self.longest, text[end] != UInt8(ascii: "<") { end += 1 }
    var content = start..<end
    while let first = content.first, text[first] <= 0x20 { content = first + 1..<end }
    while let last = content.last, text[last] <= 0x20 { content = content.lowerBound..<last }
    if content.isEmpty, let data = Self.data(at: end, text) { content = data }
    if mayBeSecret(text.extracting(content)) { secrets.append(Secret(range: content, kind: kind)) }
  }

  /// The content of a CDATA section (XML 1.0 § 2.7) that begins at `start`.
  private static func data(at start: Int, _ text: Span<UInt8>) -> Range<Int>? {
    let head = Array("<![CDATA[".utf8)
    guard start + head.count < text.count, head.indices.allSatisfy({ text[start + $0] == head[$0] }) else { return nil }
    var end = start + head.count
    while end < text.count, end - start < longest, text[end] != UInt8(ascii: "]") { end += 1 }
    return start + head.count..<end
  }

  /// The next attribute of a tag, or nil at its end; a quote in the middle of a tag is skipped.
  private func attribute(from at: inout Int, _ text: Span<UInt8>) -> Attribute? {
    while at < text.count, !isInWord(text[at]) {
      if text[at] == UInt8(ascii: ">") || text[at] == UInt8(ascii: "<") { return nil }
      at += 1
    }
    let name = word(from: at, text)
    at = name.upperBound
    while at < text.count, text[at] <= 0x20 { at += 1 }
    guard at < text.count else { return nil }
    guard text[at] == UInt8(ascii: "=") else { return Attribute(name: name, value: at..<at) }
    at += 1
    while at < text.count, text[at] <= 0x20 { at += 1 }
    guard at < text.count else { return nil }
    let quote = text[at]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = at + 1
      at = start
      while at < text.count, text[at] != quote { at += 1 }
      let value = start..<at
      at = min(at + 1, text.count)
      return Attribute(name: name, value: value)
    }
    let start = at
    while at < text.count, text[at] > 0x20, text[at] != UInt8(ascii: ">") { at += 1 }
    return Attribute(name: name, value: start..<at)
  }

  private func word(from start: Int, _ text: Span<UInt8>) -> Range<Int> {
    var end = start
    while end < text.count, isInWord(text[end]) { end += 1 }
    return start..<end
  }

  private func isInWord(_ byte: UInt8) -> Bool {
    ByteClass.isWord(byte) || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: ".")].contains(byte)
  }

  /// A name without the prefix of its namespace.
  private func local(_ name: Range<Int>, _ text: Span<UInt8>) -> Range<Int> {
    (text.last(UInt8(ascii: ":"), in: name) ?? name.lowerBound - 1) + 1..<name.upperBound
  }
}
