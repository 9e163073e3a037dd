/// What a person may be asked about, as far as signals of consent name it.
package enum ConsentPurpose: String, CaseIterable, Sendable {
  /// Measuring what people do, and replaying it.
  case analytics
  case advertising
  /// Advertising that a profile of the person chooses.
  case personalisation
  /// What is neither needed nor measures anything: a messenger, preferences.
  case functional
  /// Selling or sharing personal data, and targeted advertising, which laws of US states let people opt out of.
  case sale

  /// The purpose that destinations of a category (``Destination/category``; `unknown` for none) need consent for; nil for what is strictly
  /// necessary, such as error monitoring and feature flags, and for what only loads others.
  package init?(category: String) {
    switch category {
    case "cdp", "product-analytics", "web-analytics", "session-replay", "customer-success", "digital-adoption", "unknown": self = .analytics
    case "advertising", "marketing-automation": self = .advertising
    case "messaging": self = .functional
    default: return nil
    }
  }
}

/// The answer to one purpose.
package enum ConsentChoice: String, Sendable {
  case granted, denied
}

/// What one signal says: the purposes that it names, each with the choice. It holds no value of the signal.
package struct ConsentVerdict: Equatable, Sendable {
  package private(set) var choices: [ConsentPurpose: ConsentChoice] = [:]

  package init(_ choices: [ConsentPurpose: ConsentChoice] = [:]) {
    self.choices = choices
  }

  package var isEmpty: Bool { choices.isEmpty }

  /// Whether it says no to anything.
  package var refuses: Bool { choices.values.contains(.denied) }

  /// The choice of a purpose; nil where the signal does not name it.
  package internal(set) subscript(purpose: ConsentPurpose) -> ConsentChoice? {
    get { choices[purpose] }
    set { choices[purpose] = newValue }
  }

  /// Adds what another part of the same signal says; a denial stands.
  mutating func formUnion(_ other: Self) { choices.merge(other.choices) { $0 == .denied ? $0 : $1 } }

  /// The choices in words, in the order of the purposes: `analytics denied, advertising granted`.
  package var description: String {
    let stated = ConsentPurpose.allCases.compactMap { purpose in choices[purpose].map { "\(purpose.rawValue) \($0.rawValue)" } }
    return stated.isEmpty ? "not decoded" : stated.joined(separator: ", ")
  }
}
