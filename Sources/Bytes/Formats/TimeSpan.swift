/// From when to when something was recorded: the first and the last time that a capture tells, as written there (RFC 3339).
package struct TimeSpan: Equatable, Sendable {
  package private(set) var first: String
  package private(set) var last: String

  /// Nil for what is no date with a time.
  package init?(_ time: String) {
    guard Self.isTime(time.utf8) else { return nil }
    (first, last) = (time, time)
  }

  /// Includes another.
  package mutating func include(_ other: TimeSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
  }

  /// `2026-11-20T09:30:00`, with whatever fraction and zone behind it.
  private static func isTime(_ text: String.UTF8View) -> Bool {
    guard 19...40 ~= text.count else { return false }
    let pattern = "dddd-dd-ddtdd:dd:dd".utf8
    return zip(text, pattern).allSatisfy { byte, wanted in
      switch wanted {
      case UInt8(ascii: "d"): UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      case UInt8(ascii: "t"): byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ")
      default: byte == wanted
      }
    } && text.dropFirst(19).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || ".,:+-Zz ".utf8.contains($0) }
  }
}
