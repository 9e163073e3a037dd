/// A `name` among siblings. It is a person's if a sibling says how to contact someone.
struct NameOfSomebody {
  private var name: Int?
  private var isReached = false

  /// Adds a sibling; `isEmpty` means that it has no value.
  mutating func add(_ node: Int, _ entry: PathTable.Entry, isEmpty: Bool) {
    if entry.roles.isName, name == nil { name = node }
    if entry.roles.isContact, !isEmpty { isReached = true }
  }

  /// The node of the name; nil if it may be the name of anything.
  var node: Int? { isReached ? name : nil }
}
