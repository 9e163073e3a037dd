import Vocabulary

/// A time as captures write it (RFC 3339, or `20260220T093000Z`, as AWS does), as seconds since 1970.
package enum Moment {
  /// The times of years with four digits.
  package static let range = 0...253_402_300_799

  /// Nil unless it is a date with a time. A time without a zone counts as UTC.
  package static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 16, bytes.count <= 40 else { return nil }
    let isCompact = bytes[8] == UInt8(ascii: "T")
    let places = isCompact ? [0, 4, 6, 9, 11, 13] : [0, 5, 8, 11, 14, 17]
    guard let year = number(bytes, places[0], 4) else { return nil }
    let rest = places[1...].compactMap { number(bytes, $0, 2) }
    guard rest.count == 5, Day(year: year, month: rest[0], day: rest[1]) != nil, rest[2] < 24, rest[3] < 60, rest[4] <= 60 else {
      return nil
    }
    let seconds = days(year, rest[0], rest[1]) * 86_400 + rest[2] * 3_600 + rest[3] * 60 + rest[4]
    return isCompact ? seconds : seconds - zone(bytes)
  }

  /// The seconds by which a zone is ahead of UTC: `+01:00`, `-0500`.
  private static func zone(_ bytes: [UInt8]) -> Int {
    guard let at = bytes[19...].lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      let hours = number(bytes, at + 1, 2)
    else {
      return 0
    }
    let minutes = number(bytes, at + 4, 2) ?? number(bytes, at + 3, 2) ?? 0
    return (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -60 : 60)
  }

  /// The number that some digits write; nil if there are other characters.
  private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    return bytes[start..<start + count].reduce(0) { number, byte in
      number.flatMap { ByteClass.of(byte).contains(.digit) ? $0 * 10 + Int(byte - UInt8(ascii: "0")) : nil }
    }
  }

  /// The days from 1970-01-01 to a date of the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }
}
