/// A name with wildcards: `*` stands for any run of characters, also none, and `?` for one.
package struct Glob: Equatable, Sendable, CustomStringConvertible {
  package let description: String
  private let pattern: [Character]

  package init(_ pattern: String) {
    description = pattern
    self.pattern = Array(pattern)
  }

  /// Whether it is a name as a whole. The time it takes grows with the length of both, multiplied, and no worse.
  package func matches(_ name: String) -> Bool { matches(Array(name)[...]) }

  /// Whether it is a path or its end from one of the folders on: `opted-out/*` is `/captures/opted-out/a.har` too.
  package func matches(path: String) -> Bool {
    let name = Array(path)
    return matches(name[...]) || name.indices.contains { name[$0] == "/" && matches(name[(name.index(after: $0))...]) }
  }

  private func matches(_ name: ArraySlice<Character>) -> Bool {
    var (at, of) = (0, name.startIndex)
    // Where the last `*` stands, and how much of the name it has been tried with.
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
