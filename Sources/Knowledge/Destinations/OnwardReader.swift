import Bytes
package import Payloads

/// Reads which tools a data platform forwards events to, if a capture shows it: in its settings, or in a list in the events.
///
/// Results are cached for each path, because every field of every event is checked.
package final class OnwardReader {
  /// The maximum number of names in one payload.
  private static let maximumNames = 500
  private static let longestName = 80

  private let platform: Destination
  private let paths: PathTable
  private var meanings: [Meaning] = []
  private var numbers = PathNumbers()
  /// How many paths were checked, and whether one of them may be a name.
  private var looked = 0
  private var hasNames = false
  private var generation = -1

  /// The meaning of a path for a platform.
  private final class Meaning {
    /// Whether its values are names, and whether it is a member of an object whose keys are names.
    let isName: Bool
    let isNamed: Bool

    init(isName: Bool, isNamed: Bool) {
      self.isName = isName
      self.isNamed = isNamed
    }
  }

  package init(_ platform: Destination, paths: PathTable) {
    self.platform = platform
    self.paths = paths
  }

  private func meaning(of path: Int) -> Meaning {
    if let known = numbers.known(path, in: paths) { return meanings[known] }
    let above = paths.entries[path].parent
    let meaning = Meaning(
      isName: platform.onward?.lists(valueAt: paths.keys(of: path)[...]) ?? false,
      isNamed: above >= 0 && platform.onward?.lists(keysBelow: paths.keys(of: above)[...]) ?? false)
    numbers.keep(meaning, of: path, in: &meanings)
    return meaning
  }

  /// Whether any path so far may be a name: in most captures none is.
  private func seesNames() -> Bool {
    if generation != paths.generation { (looked, hasNames, generation) = (0, false, paths.generation) }
    while looked < paths.entries.count {
      let meaning = meaning(of: looked)
      hasNames = hasNames || meaning.isName || meaning.isNamed
      looked += 1
    }
    return hasNames
  }

  /// The names in a payload that the platform received or sent back, except the platform's own.
  package func names(in payload: borrowing Payload, _ record: Span<UInt8>) -> [String] {
    var names: [String] = []
    func add(_ name: String) {
      guard !name.isEmpty, name.utf8.count <= Self.longestName, names.count < Self.maximumNames else { return }
      if !names.contains(name), !platform.isKnown(as: name) { names.append(name) }
    }
    guard seesNames() else { return [] }
    for node in payload.nodes where node.step == .member && node.parent >= 0 && meaning(of: node.path).isNamed {
      add(paths.entries[node.path].key)
    }
    var disabled: Set<Int>?
    for field in payload.fields
    where field.kind == .string && !field.isContainer && meaning(of: payload.nodes[field.node].path).isName {
      if disabled == nil { disabled = self.disabled(payload, record) }
      guard !isInside(disabled ?? [], field.node, payload) else { continue }
      add(payload.withBytes(of: field.layer, record: record) { String(copying: $0.extracting(field.range)) })
    }
    return names
  }

  /// The objects marked as not enabled.
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
  /// Where a capture shows which tools a data platform forwards events to. Paths start at the payload's root.
  package struct Onward: Sendable {
    /// Values that are names.
    var names: [WirePattern] = []
    /// Objects whose keys are names.
    var keys: [WirePattern] = []

    fileprivate func lists(valueAt path: ArraySlice<PathTable.Key>) -> Bool { names.contains { $0.match(path) != nil } }

    fileprivate func lists(keysBelow path: ArraySlice<PathTable.Key>) -> Bool { keys.contains { $0.match(path) != nil } }
  }

  /// Whether a data platform uses this name for it: its name, its ID or one of ``knownAs``, in any case and with or without what
  /// platforms add ("Intercom Cloud Mode (Actions)").
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
  /// The destination with this name at a data platform.
  package func index(named name: String) -> Int? { destinations.firstIndex { $0.isKnown(as: name) } }
}
