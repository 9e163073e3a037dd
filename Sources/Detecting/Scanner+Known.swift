import Bytes
import Knowledge
import Known
import Payloads

extension Scanner {
  /// Searches the text of a field for people and texts that the app's own traffic revealed.
  func known(_ text: Span<UInt8>, _ field: Payload.Field, _ index: Int, _ event: Int, _ watch: Watch) -> [Detection] {
    guard !field.isBoolean else { return [] }
    var detections: [Detection] = []
    for match in known.matches(in: text, hint: watch.hint, isWhole: field.role == .whole) {
      for (provenance, rule) in watch.provenances where provenance == match.provenance {
        let range = match.range.lowerBound + field.range.lowerBound..<match.range.upperBound + field.range.lowerBound
        var detection = Detection(rule: rule, field: index, range: range, event: event, canonical: watch.canonical)
        detection.source = match.source
        detections.append(detection)
      }
    }
    return detections
  }

  /// Values in a payload that identify its sender, and that may have been used as salts.
  func keys(in payload: borrowing Payload, _ record: Span<UInt8>) -> [String] {
    var keys: [String] = []
    for field in payload.fields where field.isString && field.isLeaf && 6...64 ~= field.range.count && keys.count < Self.mostKeys {
      guard isKey(payload.nodes[field.node].path) else { continue }
      let key = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      if !keys.contains(key) { keys.append(key) }
    }
    return keys
  }

  private func isKey(_ path: Int) -> Bool {
    if let known = keyNumbers.known(path, in: paths) { return keyPaths[known] }
    let isKey = Self.keyNames.contains(paths.entries[path].name)
    keyNumbers.keep(isKey, of: path, in: &keyPaths)
    return isKey
  }

  private static let mostKeys = 4
  /// Names of project keys: https://segment.com/docs/connections/find-writekey/ and others.
  private static let keyNames: Set<String> = [
    "writekey", "apikey", "clientkey", "projectkey", "projecttoken", "token", "appkey", "appid", "applicationid", "projectid", "siteid",
    "pixelid", "sdkkey", "publickey", "tid", "measurementid", "xapikey", "xwritekey",
  ]
}
