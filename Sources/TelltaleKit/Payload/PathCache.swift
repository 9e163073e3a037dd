/// What was worked out about each path of a ``PathTable``, to be looked up from then on; it is forgotten when the table starts afresh.
struct PathCache<Value> {
  private var values: [Value?] = []
  private var generation: Int?

  /// What is known of a path; nil where nothing has been worked out yet.
  mutating func known(_ path: Int, in paths: PathTable) -> Value? {
    if generation != paths.generation {
      values.removeAll(keepingCapacity: true)
      generation = paths.generation
    }
    if path >= values.count { values += [Value?](repeating: nil, count: paths.entries.count - values.count) }
    return values[path]
  }

  /// Keeps what was worked out of a path, which has been asked for before.
  mutating func keep(_ value: Value, of path: Int) { values[path] = value }
}
