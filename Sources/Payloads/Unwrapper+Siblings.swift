import Bytes

/// Parameters with brackets, which are the members of one object or the elements of one list.
extension Unwrapper {
  /// `fields[0][name]=email&fields[0][value]=…`, `billing[name]=Jane&billing[email]=…`, `keys[]=email&values[]=…`.
  mutating func siblings(_ first: Int, _ bytes: Span<UInt8>) {
    var objects: [Int: (label: Int?, labelled: Int?, person: NameOfSomebody)] = [:]
    var (columns, cells): ([Int], [Int]) = ([], [])
    for node in first..<payload.nodes.count where payload.nodes[node].step == .bracket {
      let (path, above) = (payload.nodes[node].path, payload.nodes[payload.nodes[node].parent].path)
      let entry = paths.entries[path]
      if entry.key == "*" {
        let part = paths.entries[above].roles.part
        if part.contains(.columns) { columns.append(node) } else if part.contains(.cells) { cells.append(node) }
      } else {
        var object = objects[above] ?? (nil, nil, NameOfSomebody())
        if entry.roles.isLabel, object.label == nil { object.label = node } else if entry.roles.isLabelled { object.labelled = node }
        object.person.add(node, entry, isEmpty: false)
        objects[above] = object
      }
    }
    for (_, object) in objects.sorted(by: { $0.key < $1.key }) {
      if let label = object.label, let labelled = object.labelled { name(labelled, by: label, bytes) } else { name(object.person) }
    }
    if !columns.isEmpty, columns.count == cells.count {
      for (column, cell) in zip(columns, cells) { name(cell, by: column, bytes) }
    }
  }

  /// Gives a node the name that is the value of another.
  private mutating func name(_ node: Int, by label: Int, _ bytes: Span<UInt8>) {
    guard let field = payload.fields.last(where: { $0.node == label }), field.isLeaf, 1...64 ~= field.range.count else { return }
    var key: [UInt8] = []
    payload.withBytes(of: field.layer, record: bytes) { key.append(copying: $0.extracting(field.range)) }
    payload.labels.insert(label)
    move(node, to: paths.path(key.span, below: payload.nodes[node].path))
  }
}
