/// Numbers the paths of a ``PathTable`` of which something was worked out, so that it is looked up from then on in a list of the caller's
/// own. All is forgotten when the table starts afresh.
///
/// Looking up is not generic, for that would cost more than the look-up in every module but this one.
package struct PathNumbers {
  private var numbers: [Int32] = []
  private var count = 0
  private var generation: Int?

  package init() {}

  /// The place in the caller's list of what was worked out of a path; nil if nothing was.
  package mutating func known(_ path: Int, in paths: PathTable) -> Int? {
    if generation != paths.generation {
      numbers.removeAll(keepingCapacity: true)
      count = 0
      generation = paths.generation
    }
    if path >= numbers.count { numbers += [Int32](repeating: -1, count: paths.entries.count - numbers.count) }
    return numbers[path] < 0 ? nil : Int(numbers[path])
  }

  /// Keeps what was worked out of a path, which has been asked for before, in the caller's list.
  package mutating func keep<Value>(_ value: Value, of path: Int, in values: inout [Value]) {
    // What stands behind the count is of paths that are forgotten.
    values.removeLast(values.count - count)
    values.append(value)
    numbers[path] = Int32(count)
    count += 1
  }
}
