internal import PCRE
internal import Vocabulary

/// The keywords for a value itself, not for its members.
extension Validation {
  /// The maximum number of words in a list in a message.
  private static let maximumWords = 6

  mutating func judgeValue(
    _ value: JSONValue, _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?
  ) -> Bool {
    if let types = node.types, !types.hold(value) {
      // If the type is wrong, other violations add nothing.
      return report(.type, path, "expected \(types.description), found \(value.type)", &violations)
    }
    var isValid = true
    if let allowed = node.enumeration, !allowed.contains(value) {
      isValid = report(.enumeration, path, "expected one of \(Self.list(allowed))", &violations)
    }
    if let constant = node.constant, constant != value {
      isValid = report(.enumeration, path, "expected \(Self.list([constant]))", &violations)
    }
    switch value {
    case .number(let number): return judge(number, node, path, &violations) && isValid
    case .string(let text): return judge(text, node, path, &violations) && isValid
    default: return isValid
    }
  }

  private func judge(
    _ number: JSONNumber, _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?
  ) -> Bool {
    var isValid = true
    let bounds = node.bounds
    if let least = bounds.minimum, bounds.isMinimumExcluded ? number <= least : number < least {
      isValid = report(.other, path, "expected \(bounds.isMinimumExcluded ? "more than" : "at least") \(least.text)", &violations)
    }
    if let most = bounds.maximum, bounds.isMaximumExcluded ? number >= most : number > most {
      isValid = report(.other, path, "expected \(bounds.isMaximumExcluded ? "less than" : "at most") \(most.text)", &violations)
    }
    if let least = bounds.exclusiveMinimum, number <= least {
      isValid = report(.other, path, "expected more than \(least.text)", &violations)
    }
    if let most = bounds.exclusiveMaximum, number >= most {
      isValid = report(.other, path, "expected less than \(most.text)", &violations)
    }
    if let divisor = node.multipleOf, !number.isMultiple(of: divisor) {
      isValid = report(.other, path, "expected a multiple of \(divisor.text)", &violations)
    }
    return isValid
  }

  private mutating func judge(
    _ text: String, _ node: JSONSchema.Node, _ path: [Violation.Step], _ violations: inout [Violation]?
  ) -> Bool {
    var isValid = true
    // Length is counted in code points.
    if node.bounds.leastLength != nil || node.bounds.mostLength != nil {
      let length = text.unicodeScalars.count
      if let least = node.bounds.leastLength, length < least {
        isValid = report(.other, path, "expected at least \(counted(least, "character"))", &violations)
      }
      if let most = node.bounds.mostLength, length > most {
        isValid = report(.other, path, "expected at most \(counted(most, "character"))", &violations)
      }
    }
    if let pattern = node.pattern, !matches(text, pattern) {
      isValid = report(.pattern, path, "expected a match of \(Self.shortened(pattern.source))", &violations)
    }
    if schema.checksFormats, let format = node.format, !format.holds(text) {
      isValid = report(.format, path, "expected the format \(node.formatName)", &violations)
    }
    return isValid
  }

  /// Whether an expression matches somewhere in a text; one that takes too long decides nothing.
  mutating func matches(_ text: String, _ pattern: Pattern) -> Bool {
    do throws(MatchError) {
      return try matcher.firstMatch(of: pattern, in: Array(text.utf8).span) != nil
    } catch {
      giveUp()
      return true
    }
  }

  // MARK: Words

  /// Values of a plan for a message.
  private static func list(_ values: [JSONValue]) -> String {
    let words = values.prefix(maximumWords).map { value in
      switch value {
      case .string(let text): shortened(text)
      case .number(let number): number.text
      case .boolean(let value): value ? "true" : "false"
      case .null: "null"
      case .array: "a list"
      case .object: "an object"
      }
    }
    return words.joined(separator: ", ") + (values.count > maximumWords ? ", …" : "")
  }

  private static func shortened(_ text: String) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > 60 ? String(String.UnicodeScalarView(scalars.prefix(60))) + "…" : text
  }
}
