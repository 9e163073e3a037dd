/// A name with wildcards: `*` matches any run of characters, including none, and `?` one character.
package struct Glob: Equatable, Sendable, CustomStringConvertible {
  package let description: String
  private let pattern: [Character]

  package init(_ pattern: String) {
    description = pattern
    self.pattern = Array(pattern)
  }

  /// Whether it matches a whole name. The time is at most proportional to the product of both lengths.
  package func matches(_ name: String) -> Bool { matches(Array(name)[...]) }

  /// Whether it matches a path, or its end from one of the folders on: `opted-out/*` matches `/captures/opted-out/a.har`.
  package func matches(path: String) -> Bool {
    let name = Array(path)
    return matches(name[...]) || name.indices.contains { name[$0] == "/" && matches(name[(name.index(after: $0))...]) }
  }

  private func matches(_ name: ArraySlice<Character>) -> Bool {
    var (at, of) = (0, name.startIndex)
    // The position of the last `*`, and how much of the name it was tried with.
    var star: (at: Int, of: Int)?
    while of < name.endIndex {
      if at < pattern.count, pattern[at] == "*" {
        star = (at, of)
        at += 1
      } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[of] {
        (at, of) = (at + 1, of + 1)
      } else if let last = star {
        star = (last.at, last.of + 1)
        (at, of) = (last.at + 1, last.of + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == "*" }
  }
}
