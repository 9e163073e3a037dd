/// A `name` among siblings. It is a person's if a sibling says how to contact someone, or what the family is called.
struct NameOfSomebody {
  private var name: Int?
  private var given: Int?
  private var isReached = false
  private var hasFamily = false

  /// Adds a sibling; `isEmpty` means that it has no value. An `address` may be a mailbox or a place: `isMailbox` says which.
  mutating func add(_ node: Int, _ entry: PathTable.Entry, isEmpty: Bool, isMailbox: () -> Bool = { false }) {
    if entry.roles.isName, name == nil { name = node }
    if entry.roles.isGiven, given == nil { given = node }
    guard !isEmpty else { return }
    if entry.roles.isContact || entry.name == "address" && isMailbox() { isReached = true }
    if entry.roles.isFamily { hasFamily = true }
  }

  /// The node of the name; nil if it may be the name of anything.
  var node: Int? { isReached && !hasFamily ? name : nil }
  /// The node of a name that is a given name, because the family name is next to it.
  var givenNode: Int? { hasFamily ? given : nil }
}

extension Unwrapper {
  /// Says of a name that it is a person's, if its siblings do.
  mutating func name(_ person: NameOfSomebody) {
    if let name = person.node { move(name, to: paths.ofSomebody(payload.nodes[name].path)) }
    if let given = person.givenNode { move(given, to: paths.ofSomebody(payload.nodes[given].path, isGiven: true)) }
  }
}
