import Payloads

/// The path of a value that a step drops inside an object.
enum DropPath {
  /// The path that code can write for the members that lead to a value.
  ///
  /// Elements of lists, and members with identifiers or values as names, become `*`. A value directly in such a position is dropped
  /// with its container. The path is empty if nothing may be dropped.
  static func path(_ members: [String], keeping kept: Set<String>) -> [String] {
    guard let first = members.first, PathTable.label(of: first) != "*", !kept.contains(first) else { return [] }
    var path = members.map(PathTable.label)
    // Members that every object inherits must not be changed: that would affect the whole page.
    if let inherited = path.firstIndex(where: inherited.contains) { path.removeSubrange((inherited + 1)...) }
    while path.last == "*" { path.removeLast() }
    return path
  }

  /// Whether a path matches these members.
  static func matches(_ path: [String], _ members: [String]) -> Bool {
    path.count == members.count && zip(path, members).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// The members of `Object.prototype` (ECMA-262 § 20.1.3, B.2.2), and of functions.
  private static let inherited: Set<String> = [
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor", "hasOwnProperty",
    "isPrototypeOf", "propertyIsEnumerable", "prototype", "toLocaleString", "toString", "valueOf",
  ]
}
