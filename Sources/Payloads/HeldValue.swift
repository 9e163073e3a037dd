/// A value that is alone in an object, or next to nothing but its type.
struct HeldValue {
  private var holder: Int?
  private var isAlone = true

  mutating func add(_ member: Int, _ entry: PathTable.Entry) {
    if entry.roles.isType, holder == nil { holder = member } else if !entry.roles.isAside { isAlone = false }
  }

  var node: Int? { isAlone ? holder : nil }
}
