/// A `name` among siblings, and whether one of these says how somebody is reached: then it is a person's.
struct NameOfSomebody {
  private var name: Int?
  private var isReached = false

  /// Adds a sibling; `isEmpty` says that it holds nothing.
  mutating func add(_ node: Int, _ entry: PathTable.Entry, isEmpty: Bool) {
    if entry.roles.isName, name == nil { name = node }
    if entry.roles.isContact, !isEmpty { isReached = true }
  }

  /// The node of the name; nil where it may be anything's.
  var node: Int? { isReached ? name : nil }
}
