import Payloads

/// A key in a rule: letters and digits, with an optional `*` at either end.
package struct KeyPattern: Sendable, Equatable {
  package let source: String
  /// A key that it accepts; the only one if it has no `*`.
  package let example: String
  private let bytes: [UInt8]
  private let openStart: Bool
  private let openEnd: Bool

  package init(_ source: String) {
    self.source = source
    let utf8 = source.utf8
    openStart = utf8.first == UInt8(ascii: "*")
    openEnd = utf8.count > 1 && utf8.last == UInt8(ascii: "*")
    example = PathTable.name(of: source)
    bytes = Array(example.utf8)
  }

  /// Whether it accepts more than one key.
  package var isOpen: Bool { openStart || openEnd }

  /// Whether it accepts a key in the form of ``PathTable/Entry/name``, as UTF-8.
  package func accepts(_ key: [UInt8]) -> Bool {
    guard key.count >= bytes.count else { return false }
    let last = key.count - bytes.count
    return switch (openStart, openEnd) {
    case (false, false): last == 0 && matches(at: 0, in: key)
    case (true, false): matches(at: last, in: key)
    case (false, true): matches(at: 0, in: key)
    case (true, true): (0...last).contains { matches(at: $0, in: key) }
    }
  }

  private func matches(at start: Int, in key: [UInt8]) -> Bool {
    for at in bytes.indices where key[start + at] != bytes[at] { return false }
    return true
  }
}
