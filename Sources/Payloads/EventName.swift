/// Names of events in reports.
package enum EventName {
  /// A name with `*` for each identifier in it: `Viewed /items/4711/edit` becomes `Viewed /items/*/edit`.
  ///
  /// People choose names, so there are few of them. With identifiers there would be as many names as items.
  package static func folded(_ name: String) -> String {
    guard name.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return name }
    var folded = ""
    var part = ""
    for character in name + " " {
      guard separators.contains(character) else {
        part.append(character)
        continue
      }
      // Text between slashes is a segment of a path, where a bare number is an identifier.
      let isSegment = folded.last == "/" || character == "/"
      folded += isIdentifier(part, isSegment: isSegment) ? "*" : part
      folded.append(character)
      part = ""
    }
    return String(folded.dropLast())
  }

  private static let separators: Set<Character> = [" ", "/", ":", "#", "(", ")", "[", "]", "|", ","]

  private static func isIdentifier(_ part: String, isSegment: Bool) -> Bool {
    let digits = part.utf8.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard digits > 0 else { return false }
    if digits == part.utf8.count { return isSegment || digits >= leastDigits }
    return PathTable.label(of: part) == "*"
  }

  /// The fewest digits of an identifier. Shorter numbers may be a step, a version or a half-year.
  private static let leastDigits = 5
}
