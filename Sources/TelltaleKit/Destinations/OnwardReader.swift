/// Reads which tools a data platform hands events on to, where a capture tells: its settings, or a list in the events.
struct OnwardReader {
  /// Of one payload so many names are read.
  private static let maximumNames = 500
  private static let longestName = 80

  private let paths: PathTable

  init(paths: PathTable) {
    self.paths = paths
  }

  /// The names in a payload that `platform` received, or answered with; the platform's own left out.
  func names(in payload: borrowing Payload, of platform: Destination, _ record: Span<UInt8>) -> [String] {
    guard let onward = platform.onward else { return [] }
    var names: [String] = []
    func add(_ name: String) {
      guard !name.isEmpty, name.utf8.count <= Self.longestName, names.count < Self.maximumNames else { return }
      if !names.contains(name), !platform.isKnown(as: name) { names.append(name) }
    }
    for node in payload.nodes.indices where onward.lists(keysOf: node, payload, paths) {
      add(paths.entries[payload.nodes[node].path].key)
    }
    let disabled = disabled(payload, record)
    for field in payload.fields where field.kind == .string && field.role != .container && onward.lists(valueAt: field.node, payload, paths)
    {
      guard !isInside(disabled, field.node, payload) else { continue }
      add(payload.withBytes(of: field.layer, record: record) { Tokens.string($0.extracting(field.range)) })
    }
    return names
  }

  /// The objects that say of themselves that they are not enabled.
  private func disabled(_ payload: borrowing Payload, _ record: Span<UInt8>) -> Set<Int> {
    var disabled: Set<Int> = []
    for field in payload.fields where field.kind == .boolean {
      let node = payload.nodes[field.node]
      guard node.parent >= 0, paths.entries[node.path].name == "enabled" else { continue }
      let isOff = payload.withBytes(of: field.layer, record: record) { $0[field.range.lowerBound] == UInt8(ascii: "f") }
      if isOff { disabled.insert(node.parent) }
    }
    return disabled
  }

  private func isInside(_ objects: Set<Int>, _ node: Int, _ payload: borrowing Payload) -> Bool {
    var at = node
    while at >= 0, !objects.isEmpty {
      if objects.contains(at) { return true }
      at = payload.nodes[at].parent
    }
    return false
  }
}

extension Destination {
  /// Where a capture tells which tools a data platform hands events on to. The paths count from the payload's root.
  struct Onward: Sendable {
    /// Values that are names.
    var names: [WirePattern] = []
    /// Objects whose keys are names.
    var keys: [WirePattern] = []

    fileprivate func lists(valueAt node: Int, _ payload: borrowing Payload, _ paths: PathTable) -> Bool {
      let keys = paths.keys(of: payload.nodes[node].path)[...]
      return names.contains { $0.match(keys) != nil }
    }

    fileprivate func lists(keysOf node: Int, _ payload: borrowing Payload, _ paths: PathTable) -> Bool {
      guard payload.nodes[node].step == .member, payload.nodes[node].parent >= 0, !keys.isEmpty else { return false }
      let above = paths.keys(of: payload.nodes[payload.nodes[node].parent].path)[...]
      return keys.contains { $0.match(above) != nil }
    }
  }

  /// Whether a data platform calls it so: by its name, its id or one of ``knownAs``, in any case and with or without what platforms add
  /// ("Intercom Cloud Mode (Actions)").
  func isKnown(as name: String) -> Bool {
    let wanted = Self.plain(name)
    return !wanted.isEmpty && ([id, self.name] + knownAs).contains { Self.plain($0) == wanted }
  }

  private static func plain(_ name: String) -> String {
    var name = name.lowercased()
    for addition in ["(actions)", "cloud mode", "device mode", "web mode", "server-side", "web"]
    where name.hasSuffix(addition) && name != addition {
      name.removeLast(addition.count)
      while name.last?.isWhitespace ?? false { name.removeLast() }
    }
    return PathTable.name(of: name)
  }
}

extension DestinationBook {
  /// The destination that a data platform calls so.
  func index(named name: String) -> Int? { destinations.firstIndex { $0.isKnown(as: name) } }
}
