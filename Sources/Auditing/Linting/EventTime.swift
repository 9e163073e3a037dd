import Bytes
import Vocabulary

/// The time of an event: ISO 8601, or a number of seconds, milliseconds, microseconds or nanoseconds since 1970.
struct EventTime: Comparable {
  /// Days since 1970-01-01.
  let day: Int

  /// Nil for anything but a time.
  init?(_ text: Span<UInt8>) {
    if let day = Self.dayOfDate(text) ?? Self.dayOfNumber(text) { self.day = day } else { return nil }
  }

  static func < (a: Self, b: Self) -> Bool { a.day < b.day }

  private static func digit(_ text: Span<UInt8>, _ at: Int) -> Int? {
    guard at < text.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[at] else { return nil }
    return Int(text[at] - UInt8(ascii: "0"))
  }

  private static func number(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var number = 0
    for at in range {
      guard let digit = digit(text, at) else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// The day of `2026-11-20`, with a valid time and zone after it, if any.
  private static func dayOfDate(_ text: Span<UInt8>) -> Int? {
    guard 10...40 ~= text.count, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), let year = number(text, 0..<4),
      let month = number(text, 5..<7), let date = number(text, 8..<10), Day(year: year, month: month, day: date) != nil
    else { return nil }
    guard text.count == 10 || isTime(text) else { return nil }
    // Days of the civil calendar with March as the first month, so that leap days come last.
    let (shifted, since) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * since + 2) / 5 + date - 719_469
  }

  /// Whether a time of day and a zone follow a date.
  private static func isTime(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 16, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ") || text[10] == UInt8(ascii: "t"),
      let hour = number(text, 11..<13), hour < 25, text[13] == UInt8(ascii: ":"), let minute = number(text, 14..<16), minute < 60
    else { return false }
    for at in 16..<text.count where digit(text, at) == nil && !":.,+-ZzUTC ".utf8.contains(text[at]) { return false }
    return true
  }

  /// The day of a number, whose size shows its unit.
  private static func dayOfNumber(_ text: Span<UInt8>) -> Int? {
    var digits = 0
    while digit(text, digits) != nil { digits += 1 }
    guard 1...19 ~= digits, digits == text.count || text[digits] == UInt8(ascii: "."), let number = number(text, 0..<min(digits, 18)) else {
      return nil
    }
    for at in min(digits + 1, text.count)..<text.count where digit(text, at) == nil { return nil }
    let whole = digits == 19 ? number * 10 : number
    let unit = digits > 17 ? 1_000_000_000 : digits > 14 ? 1_000_000 : digits > 11 ? 1_000 : 1
    return whole / unit / 86_400
  }

  /// 2000-01-01. An earlier time is a wrong unit, or a clock that was never set.
  private static let first = 10_957

  /// What is wrong with the time of an event, compared with the time of recording if that is known; nil if nothing is.
  static func fault(of time: EventTime?, recorded: EventTime?) -> String? {
    guard let time else { return "not a time" }
    if time.day < first { return "before 2000" }
    // Browser clocks are wrong by hours, and zones differ by a day at most.
    if let recorded, time.day > recorded.day + 1 { return "after it was sent" }
    return time.day > first + 36_525 ? "a hundred years ahead" : nil
  }
}
