/// The purposes that consent signals distinguish.
package enum ConsentPurpose: String, CaseIterable, Sendable {
  /// Measuring what people do, and recording sessions.
  case analytics
  case advertising
  /// Advertising based on a profile of the person.
  case personalisation
  /// Neither necessary nor measurement: messaging, preferences.
  case functional
  /// Sale or sharing of personal data, and targeted advertising, which laws of US states let people opt out of.
  case sale

  /// The purpose that destinations of a category need consent for (``Destination/category``; `unknown` for none); nil for what is
  /// strictly necessary, such as error monitoring and feature flags, and for tag managers.
  package init?(category: String) {
    switch category {
    case "cdp", "product-analytics", "web-analytics", "session-replay", "customer-success", "digital-adoption", "unknown": self = .analytics
    case "advertising", "marketing-automation": self = .advertising
    case "messaging": self = .functional
    default: return nil
    }
  }
}

/// The choice for one purpose.
package enum ConsentChoice: String, Sendable {
  case granted, denied
}

/// The content of one signal: the purposes that it names, each with the choice. It contains no value of the signal.
package struct ConsentVerdict: Equatable, Sendable {
  package private(set) var choices: [ConsentPurpose: ConsentChoice] = [:]

  package init(_ choices: [ConsentPurpose: ConsentChoice] = [:]) {
    self.choices = choices
  }

  package var isEmpty: Bool { choices.isEmpty }

  /// Whether any purpose is denied.
  package var refuses: Bool { choices.values.contains(.denied) }

  /// The choice for a purpose; nil if the signal does not name it.
  package internal(set) subscript(purpose: ConsentPurpose) -> ConsentChoice? {
    get { choices[purpose] }
    set { choices[purpose] = newValue }
  }

  /// Adds another part of the same signal; a denial wins.
  mutating func formUnion(_ other: Self) { choices.merge(other.choices) { $0 == .denied ? $0 : $1 } }

  /// The choices in words, in the order of the purposes: `analytics denied, advertising granted`.
  package var description: String {
    let stated = ConsentPurpose.allCases.compactMap { purpose in choices[purpose].map { "\(purpose.rawValue) \($0.rawValue)" } }
    return stated.isEmpty ? "not decoded" : stated.joined(separator: ", ")
  }
}
