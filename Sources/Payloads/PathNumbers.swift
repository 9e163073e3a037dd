/// Numbers the paths of a ``PathTable`` for which something was worked out, so that it can be looked up in a list that the caller keeps.
/// Everything is forgotten when the table starts over.
///
/// The lookup is not generic: outside of this module, a generic call would cost more than the lookup.
package struct PathNumbers {
  private var numbers: [Int32] = []
  private var count = 0
  private var generation: Int?

  package init() {}

  /// The index of a path's entry in the caller's list; nil if it has none.
  package mutating func known(_ path: Int, in paths: PathTable) -> Int? {
    if generation != paths.generation {
      numbers.removeAll(keepingCapacity: true)
      count = 0
      generation = paths.generation
    }
    if path >= numbers.count { numbers += [Int32](repeating: -1, count: paths.entries.count - numbers.count) }
    return numbers[path] < 0 ? nil : Int(numbers[path])
  }

  /// Appends a path's entry to the caller's list. ``known(_:in:)`` must have been called for the path before.
  package mutating func keep<Value>(_ value: Value, of path: Int, in values: inout [Value]) {
    // Entries after `count` are of paths that were forgotten.
    values.removeLast(values.count - count)
    values.append(value)
    numbers[path] = Int32(count)
    count += 1
  }
}
