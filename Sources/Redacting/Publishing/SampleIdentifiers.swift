import Auditing
import Bytes
import Detecting
import Knowledge
import Payloads

/// Replaces identifiers in samples with placeholders: account IDs, device IDs, groups and messages identify a person or a customer,
/// and a sample does not need them.
struct SampleIdentifiers {
  /// The canonical fields, and the words of their placeholders.
  private static let words = ["user.id": "user", "user.anonymousId": "device", "group.id": "group", "event.id": "message"]
  /// Shorter values are not replaced in other texts: they occur everywhere by chance.
  private static let shortest = 6
  private static let maximumValues = 100_000

  private let kept: [Glob]
  private var placeholders: [String: String] = [:]
  private var counts: [String: Int] = [:]

  /// `kept` are the fields whose values are kept.
  init(keeping kept: [Glob]) {
    self.kept = kept
  }

  /// The placeholders for the identifiers of one payload, by node. Other fields with the same value get the same placeholder.
  mutating func placeholders(
    in payload: borrowing Payload, _ found: Detections, _ dialect: Dialect, _ record: Span<UInt8>
  ) -> [Int: String] {
    var byNode: [Int: String] = [:]
    for field in payload.fields where !field.isContainer && 1...256 ~= field.range.count {
      let meaning = dialect.meaning(of: payload.nodes[field.node].path)
      guard meaning.isOwn, let canonical = meaning.canonical(in: found.events[found.eventOfNode[field.node]].type),
        let word = Self.words[canonical], !kept.contains(where: { $0.matches(canonical) })
      else { continue }
      let value = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      if let placeholder = placeholder(for: value, word) { byNode[field.node] = placeholder }
    }
    for field in payload.fields where !field.isContainer && field.range.count >= Self.shortest && byNode[field.node] == nil {
      let value = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      let text = replacing(in: value)
      if text != value { byNode[field.node] = text }
    }
    return byNode
  }

  /// A text with placeholders for the identifiers that are separate words in it, such as parts of a URL.
  func replacing(in text: String) -> String {
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      let word = rest.prefix { !Self.separators.contains($0) }
      rest = rest.dropFirst(word.count)
      result += placeholder(of: word) ?? String(word)
      if let separator = rest.popFirst() { result.append(separator) }
    }
    return result
  }

  private static let separators: Set<Character> = ["/", "?", "&", "=", "#", ";", ",", " ", "\"", "(", ")"]

  /// The placeholder of a word as written, or percent-decoded.
  private func placeholder(of word: Substring) -> String? {
    guard word.utf8.count >= Self.shortest else { return nil }
    if let known = placeholders[String(word)] { return known }
    guard word.contains("%") else { return nil }
    return placeholders[String(copying: Percent.decoded(Array(word.utf8).span).span)]
  }

  private mutating func placeholder(for value: String, _ word: String) -> String? {
    if let known = placeholders[value] { return known }
    // Redacted values already have a placeholder, and empty values need none.
    guard placeholders.count < Self.maximumValues, !Placeholder.isRedacted(Array(value.utf8).span), !["null", "undefined"].contains(value)
    else {
      return nil
    }
    counts[word, default: 0] += 1
    let placeholder = "~\(word)-\(counts[word, default: 0])~"
    placeholders[value] = placeholder
    return placeholder
  }
}
