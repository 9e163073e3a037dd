import Vocabulary

/// A time as an event says it: ISO 8601, or a number of seconds, milliseconds, microseconds or nanoseconds since 1970.
struct EventTime: Comparable {
  /// Days since 1970-01-01.
  let day: Int

  /// Nil for what is no time.
  init?(_ text: String) {
    let text = text.trimming(\.isWhitespace)
    if let number = Double(text), number.isFinite {
      let digits = text.prefix { $0 != "." }.count { $0.isNumber }
      let seconds = digits > 17 ? number / 1e9 : digits > 14 ? number / 1e6 : digits > 11 ? number / 1e3 : number
      guard abs(seconds) < 1e13 else { return nil }
      day = Int((seconds / 86_400).rounded(.down))
      return
    }
    guard text.utf8.count >= 10, Day(String(text.prefix(10))) != nil,
      text.utf8.count == 10 || text.wholeMatch(of: /.{10}[T ]\d\d:?\d\d(:?\d\d([.,]\d+)?)? ?(Z|z|UTC|[+-]\d\d:?(\d\d)?)?/) != nil
    else { return nil }
    let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    // Days from the civil calendar, of which March is the first month: leap days come last.
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    day = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2] - 719_469
  }

  static func < (a: Self, b: Self) -> Bool { a.day < b.day }

  /// 2000-01-01, before which no app sent anything: a time of then is a wrong unit, or a clock that was never set.
  private static let first = 10_957

  /// What is wrong with the time of an event, which was recorded at another time, where that is known; nil for nothing.
  static func fault(of text: String, recorded: String?) -> String? {
    guard let time = EventTime(text) else { return "not a time" }
    if time.day < first { return "before 2000" }
    // Clocks of browsers are wrong by hours, and zones apart by no more than a day.
    if let recorded = recorded.flatMap({ EventTime($0) }), time.day > recorded.day + 1 { return "after it was sent" }
    return time.day > first + 36_525 ? "a hundred years ahead" : nil
  }
}
