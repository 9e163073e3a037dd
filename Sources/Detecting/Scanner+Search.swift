import Bytes
import Knowledge
internal import PCRE
import Payloads

/// Searches one text for one rule.
extension Scanner {
  /// The most matches of one rule in one text.
  static let maximumMatches = 64

  func search(
    _ number: Int, _ text: Span<UInt8>, _ index: Int, _ field: Payload.Field, _ event: Int, _ name: String?, _ watch: Watch,
    _ hits: inout [Detection]
  ) {
    let probe = book.probes[number]
    guard let pattern = probe.pattern else { return }
    if probe.isShared {
      for group in sharedMatches(of: pattern, probe.group, in: text) { judge(group, number, probe) }
      return
    }
    eachMatch(of: pattern, probe.group, in: text) { judge($0, number, probe) }

    func judge(_ group: Range<Int>, _ number: Int, _ probe: Probe) {
      guard accepts(text.extracting(group), group, watch.name, probe.validators), !isOwnName(text.extracting(group), name, number) else {
        return
      }
      let range = group.lowerBound + field.range.lowerBound..<group.upperBound + field.range.lowerBound
      hits.append(Detection(rule: number, field: index, range: range, event: event, canonical: watch.canonical))
    }
  }

  /// The matches of an expression that several rules have, in the current text.
  private func sharedMatches(of pattern: Pattern, _ group: Int, in text: Span<UInt8>) -> [Range<Int>] {
    if let known = matches.first(where: { $0.pattern === pattern }) { return known.groups }
    var groups: [Range<Int>] = []
    eachMatch(of: pattern, group, in: text) { groups.append($0) }
    matches.append((pattern, groups))
    return groups
  }

  private func eachMatch(of pattern: Pattern, _ group: Int, in text: Span<UInt8>, _ body: (Range<Int>) -> Void) {
    var start = 0
    for _ in 0..<Self.maximumMatches {
      // If a match takes too many steps, only the other rules judge the text. The limit is far above what real texts need.
      guard let match = try? matcher.firstMatch(of: pattern, in: text, from: start, group: group) else { return }
      if !match.group.isEmpty { body(match.group) }
      start = max(match.whole.upperBound, start + 1)
    }
  }

  /// Whether a rule about names of things matched the event's own name, which nobody wrote as a title.
  func isOwnName(_ text: Span<UInt8>, _ name: String?, _ rule: Int) -> Bool {
    guard book.probes[rule].isAboutThings, let name else { return false }
    return text.count == name.utf8.count && String(copying: text) == name
  }

  /// Whether validators accept a text. `range` is its place in the current field: several rules may ask for the same verdict.
  func accepts(_ text: Span<UInt8>, _ range: Range<Int>, _ key: String, _ validators: [Validator]) -> Bool {
    for validator in validators where !(isThorough && validator.isLenient) {
      if let known = verdicts.first(where: { $0.validator == validator && $0.range == range }) {
        guard known.accepts else { return false }
        continue
      }
      let accepts = validator.accepts(text, key: key)
      if verdicts.count < Self.maximumMatches { verdicts.append((validator, range, accepts)) }
      guard accepts else { return false }
    }
    // A placeholder of a redaction is no value.
    return !Placeholder.isRedacted(text)
  }
}
