/// A value that is alone in an object, or next to nothing but its type.
struct HeldValue {
  private var holder: Int?
  private var isAlone = true

  /// Adds a member. A typed value that is empty is one of the types that the value does not have: `"int_value": null`.
  mutating func add(_ member: Int, _ entry: PathTable.Entry, isEmpty: Bool) {
    if entry.roles.isType, isEmpty { return }
    if entry.roles.isType, holder == nil { holder = member } else if !entry.roles.isAside { isAlone = false }
  }

  var node: Int? { isAlone ? holder : nil }
}
