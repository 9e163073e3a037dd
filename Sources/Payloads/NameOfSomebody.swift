/// A `name` among siblings, and whether one of these says how somebody is reached: then it is a person's.
struct NameOfSomebody {
  private var name: Int?
  private var isReached = false

  mutating func add(_ node: Int, _ entry: PathTable.Entry) {
    if entry.roles.isName, name == nil { name = node }
    if entry.roles.isContact { isReached = true }
  }

  /// The node of the name; nil where it may be anything's.
  var node: Int? { isReached ? name : nil }
}
