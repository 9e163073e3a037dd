import Bytes
import Detecting
import Knowledge
import Payloads
import Plans

/// An event as an inventory lists it: every field fully decoded, by the keys from the event on.
struct WireValue {
  private let payload: Payload
  private let paths: PathTable

  init(_ payload: Payload, _ paths: PathTable) {
    self.payload = payload
    self.paths = paths
  }

  /// The value of the events that are listed with the one of this number; `hits` are the fields in which a rule found something.
  func value(of number: Int, _ found: Detections, homes: [Int], hits: Set<Int>, _ record: Span<UInt8>) -> JSONValue {
    var root = Tree()
    for index in payload.fields.indices where payload.isRow(index, isHit: hits.contains(index), paths) {
      let field = payload.fields[index]
      let node = payload.owner(of: field.node)
      guard homes[found.eventOfNode[node]] == number else { continue }
      let text = payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) }
      let value = field.isString ? .string(text) : field.isNull ? .null : JSONValue(literal: text) ?? .string(text)
      root.put(value, at: steps(to: node, below: found.events[number].node)[...])
    }
    return root.value
  }

  /// The steps down to a node.
  private func steps(to node: Int, below above: Int) -> [Violation.Step] {
    var steps: [Violation.Step] = []
    var at = node
    while at >= 0, at != above {
      let step = payload.nodes[at]
      let parent = step.parent < 0 ? PathTable.root : payload.nodes[step.parent].path
      if step.step == .element {
        steps.append(.element(step.index))
      } else {
        // A path may be several keys below that of the parent node.
        var path = step.path
        while path != parent, path != PathTable.root {
          steps.append(.member(paths.entries[path].key))
          path = paths.entries[path].parent
        }
      }
      at = step.parent
    }
    return steps.reversed()
  }

  /// Values by their paths. Content decoded from a text is left out here; an inventory lists it separately.
  private struct Tree {
    private var leaf: JSONValue?
    private var members: [(key: String, tree: Tree)] = []
    private var elements: [(index: Int, tree: Tree)] = []

    mutating func put(_ value: JSONValue, at steps: ArraySlice<Violation.Step>) {
      if case .string = leaf { return }
      switch steps.first {
      case nil: if leaf == nil { leaf = value }
      case .member(let key):
        let at = members.lastIndex { $0.key == key } ?? members.count
        if at == members.count { members.append((key, Tree())) }
        members[at].tree.put(value, at: steps.dropFirst())
      case .element(let index):
        let at = elements.lastIndex { $0.index == index } ?? elements.count
        if at == elements.count { elements.append((index, Tree())) }
        elements[at].tree.put(value, at: steps.dropFirst())
      }
    }

    var value: JSONValue {
      if let leaf { return leaf }
      if !members.isEmpty { return .object(members.map { .init($0.key, $0.tree.value) }) }
      return .array(elements.map { $0.tree.value })
    }
  }
}
