/// Dates and times as RFC 3339 writes them.
extension Format {
  /// The number that some ASCII digits write; nil for anything else.
  private static func number(_ text: Substring, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    return Int(text)
  }

  static func isDateTime(_ text: String) -> Bool {
    guard let separator = text.firstIndex(where: { $0 == "T" || $0 == "t" || $0 == " " }) else { return false }
    return text[separator] != " " && isDate(text[..<separator]) && isTime(text[text.index(after: separator)...])
  }

  static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4), let month = number(parts[1], digits: 2),
      let day = number(parts[2], digits: 2), 1...12 ~= month
    else { return false }
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1...days[month - 1] ~= day
  }

  /// A time with its offset from UTC.
  static func isTime(_ text: Substring) -> Bool {
    guard let zone = text.firstIndex(where: { "Zz+-".contains($0) }), let offset = offset(text[zone...]) else { return false }
    let parts = text[..<zone].split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2), hour < 24, minute < 60
    else { return false }
    let seconds = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let second = number(seconds[0], digits: 2), second <= 60 else { return false }
    if seconds.count == 2, number(seconds[1], digits: seconds[1].utf8.count) == nil && !isLongFraction(seconds[1]) { return false }
    // A leap second is the last of a day in UTC.
    let inUTC = ((hour * 60 + minute - offset) % 1_440 + 1_440) % 1_440
    return second < 60 || inUTC == 23 * 60 + 59
  }

  private static func isLongFraction(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// The minutes of an offset from UTC; nil if it is not one.
  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" || text == "z" { return 0 }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = number(parts[0], digits: 2), let minutes = number(parts[1], digits: 2), hours < 24, minutes < 60
    else { return nil }
    return (text.first == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  /// A duration by RFC 3339, appendix A: `P1Y2M3DT4H5M6S`, `P3W`.
  static func isDuration(_ text: String) -> Bool {
    text.wholeMatch(
      of: /P(\d+W|(\d+Y(\d+M(\d+D)?)?|\d+M(\d+D)?|\d+D)(T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))?|T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))/)
      != nil
  }
}
