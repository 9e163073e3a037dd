import Captures
import Knowledge
import Vocabulary

extension Rule {
  /// What the rule examines, and when it applies, in sentences, with at most `limit` of its keys. Backticks mark code.
  func scope(keys limit: Int) -> [String] {
    var sentences = [subject(limit)]
    if !notKeys.isEmpty { sentences.append("Ignores fields named \(Self.codes(notKeys.map(\.source), limit)).") }
    let checks = validators.filter { $0 != .notAtlassianID }.map(\.words)
    if !checks.isEmpty { sentences.append("The value must be \(Self.listed(checks, "and")).") }
    if validators.contains(.notAtlassianID) { sentences.append("Ignores Atlassian IDs.") }
    sentences += conditions.sentences
    if isToldOnce { sentences.append("Reported once for each destination.") }
    if let severityBesidePerson { sentences.append("Severity \(severityBesidePerson.name) in events that identify a person.") }
    if !yieldsTo.isEmpty { sentences.append("Not reported where \(Self.codes(yieldsTo.sorted())) is.") }
    return sentences
  }

  /// The first sentence.
  private func subject(_ limit: Int) -> String {
    switch test {
    case .text: "A pattern in \(fields(limit))."
    case .field: "The whole value of \(fields(limit))."
    case .secret(let clue): "\(clue.words), in \(fields(limit))."
    case .provenance(let provenance): "\(provenance.words), in \(fields(limit))."
    case .event(let absent, let present, let requests): Self.events(absent, present, requests)
    case .exchange(let test): test.words
    case .plan(let test): "\(test.words). Needs a tracking plan (`--plan`)."
    case .spec(let test): "\(test.words)."
    }
  }

  /// Where it searches: `fields named … in the page URL and user traits`.
  private func fields(_ limit: Int) -> String {
    let names = keys.isEmpty ? "" : " named \(Self.codes(keys.map(\.source), limit))"
    guard !places.isEmpty else { return keys.isEmpty ? "everything that was sent" : "every field\(names)" }
    let list = Self.listed(places.map(FieldWords.words), "and")
    return keys.isEmpty ? list : "fields\(names) in \(list)"
  }

  private static func events(_ absent: [EventFact], _ present: [EventFact], _ requests: Bool) -> String {
    var words = "Events"
    if !present.isEmpty { words += " with " + listed(present.map(\.words), "and") }
    if !absent.isEmpty { words += (present.isEmpty ? "" : " and") + " without " + listed(absent.map(\.words), "or") }
    return words + (requests ? ", and requests without a recognised event." : ".")
  }

  /// The first `limit` names as code, and one more instead of "1 more".
  static func codes(_ names: [String], _ limit: Int = .max) -> String {
    let shown = names.count - 1 > limit ? names.prefix(limit) : names[...]
    let rest = names.count - shown.count
    return listed(shown.map { "`\($0)`" } + (rest > 0 ? ["\(rest) more"] : []), "or")
  }

  /// `a`, `a and b`, `a, b and c`.
  static func listed(_ words: [String], _ last: String) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
  }
}

extension Rule.Conditions {
  /// When the rule applies, one sentence for each condition.
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    if !events.isEmpty {
      sentences.append("Only in \(Rule.listed(EventType.allCases.filter(events.contains).map { "`\($0.rawValue)`" }, "and")) events.")
    }
    if !categories.isEmpty {
      sentences.append("Only at destinations of category \(Rule.codes(categories.sorted())).")
    }
    if let capture { sentences.append(capture == .har ? "Only in HAR captures." : "Only in event logs.") }
    if recordsIP { sentences.append("Only at destinations that store the IP address of every connection.") }
    if direct { sentences.append("Not if a server of the app is between the browser and the destination.") }
    if let subject { sentences.append("Only where the event name or the key above the field is about \(subject.rawValue).") }
    if !otherSubjects.isEmpty {
      sentences.append(
        "Not where the event name or the key above the field is about \(Rule.listed(otherSubjects.map(\.rawValue).sorted(), "or")).")
    }
    return sentences
  }
}

extension EventFact {
  /// `user ID`, ``integrations flag `false` ``; for a fact with excluded values, those that do not count.
  fileprivate var words: String {
    let parts = source.split(separator: "=", maxSplits: 1)
    let name = FieldWords.words(field)
    let words = name.hasPrefix("the ") ? String(name.dropFirst("the ".count)) : name
    guard parts.count == 2 else { return words }
    let values = parts[1].split(separator: "|").map { "`\($0)`" }
    return parts[0].hasSuffix("!") ? "\(words) (\(Rule.listed(values, "and")) do not count)" : "\(words) \(Rule.listed(values, "or"))"
  }
}
