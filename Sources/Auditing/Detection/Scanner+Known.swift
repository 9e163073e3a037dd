import Knowledge
import Known
import Payloads

extension Scanner {
  /// What the app's own traffic told of people and of texts, where it stands in the text of a field.
  func known(_ text: Span<UInt8>, _ field: Payload.Field, _ index: Int, _ event: Int, _ watch: Watch) -> [Detection] {
    guard !field.isBoolean else { return [] }
    var detections: [Detection] = []
    // Of an address that is taken apart its parts are looked at, and by itself only whether it is one that is known.
    for match in known.matches(in: text, named: watch.name) where field.role != .whole || match.provenance == .avatar {
      for (provenance, rule) in watch.provenances where provenance == match.provenance {
        let range = match.range.lowerBound + field.range.lowerBound..<match.range.upperBound + field.range.lowerBound
        var detection = Detection(rule: rule, field: index, range: range, event: event, canonical: watch.canonical)
        detection.source = match.source
        detections.append(detection)
      }
    }
    return detections
  }
}
