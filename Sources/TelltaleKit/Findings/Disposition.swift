/// Whether the gate minds a finding and, where it does not, why.
package enum Disposition: Equatable, Sendable {
  /// It counts.
  case open
  /// It was sent on purpose and said so publicly.
  case disclosed(reason: String, link: String?)
  /// Somebody accepted it until the end of a day.
  case waived(reason: String, owner: String?, expires: Day)
  /// Somebody accepted it until a day that is over: it fails whatever it is worth.
  case expired(reason: String, owner: String?, expires: Day)
  /// It was there before, as a baseline says.
  case known

  /// Whether it counts at the gate.
  package var isOpen: Bool {
    switch self {
    case .open, .expired: true
    case .disclosed, .waived, .known: false
    }
  }

  /// A word for programs.
  package var name: String {
    switch self {
    case .open: "open"
    case .disclosed: "disclosed"
    case .waived: "waived"
    case .expired: "expired"
    case .known: "known"
    }
  }

  /// A half sentence for people; nil for a finding that is simply open.
  package var explanation: String? {
    switch self {
    case .open: nil
    case .disclosed(let reason, let link): "disclosed: \(reason)" + (link.map { " (\($0))" } ?? "")
    case .waived(let reason, let owner, let expires): "waived until \(expires)" + by(owner) + ": \(reason)"
    case .expired(let reason, let owner, let expires): "the waiver ended on \(expires)" + by(owner) + ": \(reason)"
    case .known: "in the baseline"
    }
  }

  private func by(_ owner: String?) -> String { owner.map { " by \($0)" } ?? "" }
}

extension Finding {
  /// Its message with how it stands, for lists that have no other place for that.
  var messageWithStanding: String { message + (disposition.explanation.map { " (\($0))" } ?? "") }

  /// Whether it fails a gate that stands at a severity.
  package func fails(at severity: Severity) -> Bool {
    if case .expired = disposition { true } else { disposition.isOpen && self.severity >= severity }
  }
}

/// A day of the Gregorian calendar, as ISO 8601 writes it: 2027-01-31.
package struct Day: Comparable, Sendable, CustomStringConvertible {
  private let year: Int
  private let month: Int
  private let day: Int

  /// Nil for what is no day.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), 1...12 ~= month
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard 1...length ~= day else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  package static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  package var description: String {
    func digits(_ number: Int, _ count: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }
}
