/// Numbers the shapes of payloads: the same paths in the same order. Records of one kind share a shape, so what depends on nothing else is
/// computed once.
struct ShapeTable {
  /// The maximum number of shapes at a time. Hostile captures invent shapes without end.
  private static let capacity = 256
  /// The maximum number of nodes and fields of a payload that gets a number. Larger ones rarely repeat.
  private static let longest = 1_024

  private struct Shape {
    var number: Int
    var key: [Int32]
  }

  private var shapes: [UInt64: Shape] = [:]
  private var last = 0
  private var generation = 0
  private var key: [Int32] = []

  /// The number of a payload's shape; nil for a large payload. No number is used twice.
  mutating func number(of payload: borrowing Payload, in paths: PathTable) -> Int? {
    guard payload.nodes.count + payload.fields.count <= Self.longest else { return nil }
    if generation != paths.generation || shapes.count >= Self.capacity {
      shapes.removeAll(keepingCapacity: true)
      generation = paths.generation
    }
    key.removeAll(keepingCapacity: true)
    for node in payload.nodes {
      key.append(Int32(truncatingIfNeeded: node.path))
      key.append(Int32(truncatingIfNeeded: node.parent))
    }
    for field in payload.fields { key.append(Int32(truncatingIfNeeded: field.node << 3 | field.role.number)) }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in key {
      hash = (hash ^ UInt64(truncatingIfNeeded: part)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    if let shape = shapes[hash], shape.key == key { return shape.number }
    last += 1
    shapes[hash] = Shape(number: last, key: key)
    return last
  }
}

extension Payload.Field.Role {
  fileprivate var number: Int {
    switch self {
    case .leaf: 0
    case .whole: 1
    case .encoded: 2
    case .container: 3
    case .named: 4
    case .unread: 5
    }
  }
}
