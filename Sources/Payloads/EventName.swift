/// What reports call events.
package enum EventName {
  /// A name in which whatever tells one thing from another of its kind is a `*`: `Viewed /items/4711/edit` is `Viewed /items/*/edit`.
  ///
  /// Names are chosen by people and are few; with identifiers in them there would be as many as things.
  package static func folded(_ name: String) -> String {
    guard name.utf8.contains(where: { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return name }
    var folded = ""
    var part = ""
    for character in name + " " {
      guard separators.contains(character) else {
        part.append(character)
        continue
      }
      // What stands between slashes is a part of a path, in which a number alone is an identifier.
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

  /// A number of fewer digits may be a step, a version or a year's half.
  private static let leastDigits = 5
}
