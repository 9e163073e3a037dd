package import Payloads
package import Vocabulary

/// A path in a vendor's wire format, as destinations write it: `context.page.url`, `traits.* @group`, `/url.query.dl`,
/// `**.page_title`.
package struct WirePattern: Sendable, Equatable {
  package enum Part: Sendable, Equatable {
    case key(String, name: String)
    /// `*`: one key or index; at the end of a pattern one or more.
    case any
    /// `**`: any number of keys.
    case anyNumber
  }

  /// The path as written in the destination's file.
  package let source: String
  package let parts: [Part]
  /// Whether it starts at the payload's root, not at the event.
  package let isAbsolute: Bool
  /// The event type that the path requires.
  package let type: EventType?

  package init?(_ source: String) {
    self.source = source
    let bytes = Array(source.utf8)
    var end = bytes.count
    let mark = bytes.indices.dropLast().first { bytes[$0] == UInt8(ascii: " ") && bytes[$0 + 1] == UInt8(ascii: "@") }
    if let mark {
      guard let type = EventType(rawValue: String(decoding: bytes[(mark + 2)...], as: UTF8.self)) else { return nil }
      self.type = type
      end = mark
    } else {
      type = nil
    }
    isAbsolute = end > 0 && bytes[0] == UInt8(ascii: "/")
    parts = bytes[..<end].drop { $0 == UInt8(ascii: "/") }.split(separator: UInt8(ascii: ".")).map { part in
      let isStars = part.allSatisfy { $0 == UInt8(ascii: "*") }
      if isStars && part.count == 1 { return .any }
      if isStars && part.count == 2 { return .anyNumber }
      let key = String(decoding: part, as: UTF8.self)
      return .key(key, name: PathTable.name(of: key))
    }
  }

  /// How specific it is: literal keys count most, and an open end least.
  package var specificity: Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .key: sum + 4
      case .any: sum + 1
      case .anyNumber: sum
      }
    }
  }

  /// Whether the path is a place of events, whose `*` match elements of lists and never members of objects.
  package func isPlace(_ keys: ArraySlice<PathTable.Key>) -> Bool {
    guard parts.count == keys.count else { return false }
    return zip(parts, keys).allSatisfy { part, key in
      switch part {
      case .key(let text, let name): key.text == text || name.utf8.count > 2 && key.name == name
      case .any, .anyNumber: key.text == "*"
      }
    }
  }

  /// Whether it can match a path that ends in `key`: most patterns differ in their last part.
  func mayEnd(in key: PathTable.Key) -> Bool {
    guard case .key(let text, let name) = parts.last else { return true }
    return key.text == text || name.utf8.count > 2 && key.name == name
  }

  /// Matches keys, and returns how many of them precede what a final `*` matched; nil if it does not match.
  func match(_ keys: ArraySlice<PathTable.Key>) -> Int? {
    Self.match(parts[...], keys, passed: 0)
  }

  private static func match(_ parts: ArraySlice<Part>, _ keys: ArraySlice<PathTable.Key>, passed: Int) -> Int? {
    guard let part = parts.first else { return keys.isEmpty ? passed : nil }
    let rest = parts.dropFirst()
    switch part {
    case .key(let key, let name):
      guard let first = keys.first, first.text == key || name.utf8.count > 2 && first.name == name else { return nil }
      return match(rest, keys.dropFirst(), passed: passed + 1)
    case .any:
      guard !keys.isEmpty else { return nil }
      return rest.isEmpty ? passed : match(rest, keys.dropFirst(), passed: passed + 1)
    case .anyNumber:
      for skipped in 0...keys.count {
        if let passed = match(rest, keys.dropFirst(skipped), passed: passed + skipped) { return passed }
      }
      return nil
    }
  }
}
