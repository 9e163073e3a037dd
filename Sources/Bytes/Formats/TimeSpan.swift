/// The first and the last time that a capture mentions, as written there (RFC 3339).
package struct TimeSpan: Equatable, Sendable {
  package private(set) var first: String
  package private(set) var last: String

  /// Nil unless it is a date with a time.
  package init?(_ time: String) {
    guard Self.isTime(time.utf8) else { return nil }
    (first, last) = (time, time)
  }

  /// Extends it to include another.
  package mutating func include(_ other: TimeSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
  }

  /// `2026-11-20T09:30:00`, with any fraction and zone.
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
