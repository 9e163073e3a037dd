import Payloads

/// What a step names that drops a value inside of an object: the members on the way there.
enum DropPath {
  /// The path that code can name of the members that lead to a value, as far as it can name them.
  ///
  /// Elements of lists, and members that are called by identifiers or by values, become `*`. What stands in such a place itself is dropped
  /// with what it stands in. It is empty where nothing may be dropped.
  static func path(_ members: [String], keeping kept: Set<String>) -> [String] {
    guard let first = members.first, PathTable.label(of: first) != "*", !kept.contains(first) else { return [] }
    var path = members.map(PathTable.label)
    // What every object inherits is no place to look inside of: code would change it for the whole page.
    if let inherited = path.firstIndex(where: inherited.contains) { path.removeSubrange((inherited + 1)...) }
    while path.last == "*" { path.removeLast() }
    return path
  }

  /// Whether a path names what these members lead to.
  static func matches(_ path: [String], _ members: [String]) -> Bool {
    path.count == members.count && zip(path, members).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// The members of `Object.prototype` (ECMA-262 § 20.1.3, B.2.2), and what functions have.
  private static let inherited: Set<String> = [
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor", "hasOwnProperty",
    "isPrototypeOf", "propertyIsEnumerable", "prototype", "toLocaleString", "toString", "valueOf",
  ]
}
