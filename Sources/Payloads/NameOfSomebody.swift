/// A `name` among siblings. It is a person's if a sibling says how to contact someone.
struct NameOfSomebody {
  private var name: Int?
  private var isReached = false

  /// Adds a sibling; `isEmpty` means that it has no value. An `address` may be a mailbox or a place: `isMailbox` says which.
  mutating func add(_ node: Int, _ entry: PathTable.Entry, isEmpty: Bool, isMailbox: () -> Bool = { false }) {
    if entry.roles.isName, name == nil { name = node }
    if entry.roles.isContact, !isEmpty { isReached = true }
    if entry.name == "address", isMailbox() { isReached = true }
  }

  /// The node of the name; nil if it may be the name of anything.
  var node: Int? { isReached ? name : nil }
}
