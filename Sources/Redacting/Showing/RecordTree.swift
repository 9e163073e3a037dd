import Auditing
import Bytes
import Knowledge
import Payloads
import Vocabulary

/// The values of a payload as the lines of a tree, with their findings.
struct RecordTree {
  private(set) var rows: [RecordView.Row] = []
  /// The number of lines left out because of the limit.
  private(set) var omitted = 0
  /// The names of the headers in the tree, in lower case.
  private(set) var headers: Set<String> = []

  private let payload: Payload
  private let paths: PathTable
  private let marks: [String: [RecordView.Mark]]
  private let children: [[Int]]
  /// The host of the request, which every report shows, and whether it is a vendor's.
  private let host: String
  private let isVendor: Bool
  /// The field that is shown as the value of each node.
  private let values: [Int: Payload.Field]

  /// Deeper lines are not indented further.
  private static let maximumDepth = 24

  init(
    _ payload: Payload, _ paths: PathTable, _ marks: [RecordView.Mark], _ record: Span<UInt8>, to host: String, ofVendor isVendor: Bool,
    mostRows: Int
  ) {
    (self.host, self.isVendor) = (host, isVendor)
    self.payload = payload
    self.paths = paths
    self.marks = Dictionary(grouping: marks.filter { !$0.occurrence.path.isEmpty }, by: \.occurrence.path)
    var values: [Int: Payload.Field] = [:]
    // The first field of a node is the text as written.
    for field in payload.fields where !field.isUnread && values[field.node] == nil { values[field.node] = field }
    self.values = values
    // Unread nodes have no line: keys, scripts, technical headers.
    var isRead = [Bool](repeating: false, count: payload.nodes.count)
    for empty in payload.empties { isRead[empty.node] = true }
    for number in payload.nodes.indices.reversed() {
      if values[number] != nil { isRead[number] = true }
      let parent = payload.nodes[number].parent
      if isRead[number], parent >= 0 { isRead[parent] = true }
    }
    var children = [[Int]](repeating: [], count: payload.nodes.count)
    for (number, node) in payload.nodes.enumerated() where node.parent >= 0 && isRead[number] { children[node.parent].append(number) }
    self.children = children
    let roots = payload.nodes.indices.filter { payload.nodes[$0].parent < 0 && isRead[$0] }
    headers = Set(
      payload.nodes.indices.filter { isRead[$0] && payload.nodes[$0].step == .header }.map {
        paths.entries[payload.nodes[$0].path].key.lowercased()
      }
    )
    var lines: [Line] = []
    for root in roots { add(root, depth: 0, to: &lines) }
    choose(among: &lines, mostRows)
    rows = lines.filter(\.isShown).map { row(of: $0, record) }
    omitted = lines.count { !$0.isShown }
  }

  /// A line before the limit is applied.
  private struct Line {
    /// Its nodes: one, and the layers inside it.
    var nodes: [Int]
    var depth: Int
    /// The number of its parent line; -1 for none.
    var parent: Int
    var marks: [RecordView.Mark]
    var isShown = false
  }

  /// Uses a work list instead of recursion: a payload may be as deep as its limits allow.
  private func add(_ root: Int, depth: Int, to lines: inout [Line]) {
    var open = [(node: root, depth: depth, parent: -1)]
    while let (node, depth, parent) = open.popLast() {
      var nodes = [node]
      // Content in a single layer shares its line.
      while let last = nodes.last, children[last].count == 1, payload.nodes[children[last][0]].step.layerName != nil {
        nodes.append(children[last][0])
      }
      let found = nodes.flatMap { marks[payload.readablePath(of: $0, in: paths), default: []] }
      var seen: Set<String> = []
      let own = found.filter { seen.insert($0.finding.fingerprint + $0.occurrence.excerpt).inserted }
      lines.append(Line(nodes: nodes, depth: depth, parent: parent, marks: own))
      let number = lines.count - 1
      for child in children[nodes[nodes.count - 1]].reversed() { open.append((child, depth + 1, number)) }
    }
  }

  /// Chooses lines with findings and their parents first, then the lines in order.
  private func choose(among lines: inout [Line], _ most: Int) {
    var left = most
    for number in lines.indices where !lines[number].marks.isEmpty {
      var at = number
      while at >= 0, !lines[at].isShown, left > 0 {
        lines[at].isShown = true
        left -= 1
        at = lines[at].parent
      }
    }
    for number in lines.indices where left > 0 && !lines[number].isShown {
      lines[number].isShown = true
      left -= 1
    }
  }

  private func row(of line: Line, _ record: Span<UInt8>) -> RecordView.Row {
    let label = line.nodes.map { payload.treeLabel(of: $0, in: paths) }.filter { !$0.isEmpty }.joined(separator: " ")
    let isLeaf = children[line.nodes[line.nodes.count - 1]].isEmpty
    return RecordView.Row(
      depth: min(line.depth, Self.maximumDepth), label: label, value: isLeaf ? value(of: line.nodes, record) : nil, marks: line.marks)
  }

  /// The displayed value of a leaf, masked unless it is harmless.
  private func value(of nodes: [Int], _ record: Span<UInt8>) -> String? {
    if let empty = payload.empties.first(where: { nodes.contains($0.node) }) { return empty.isList ? "[]" : "{}" }
    guard let field = nodes.reversed().lazy.compactMap({ values[$0] }).first else { return nil }
    return payload.withBytes(of: field.layer, record: record) { layer in
      let bytes = layer.extracting(field.range)
      if bytes.count == 0 { return "empty" }
      if isAddress(nodes, bytes) { return String(copying: bytes) }
      guard bytes.count <= Self.longestWord else { return Mask.excerpt(of: bytes) }
      let text = String(copying: bytes)
      let isSafe = field.isBoolean || field.isNull || !field.isString && bytes.count <= Self.longestNumber || Self.words.contains(text)
      return isSafe ? text : Mask.excerpt(of: bytes)
    }
  }

  /// Whether a text is the host of the request, or the path of a vendor's API: short words such as `/v1/batch`.
  private func isAddress(_ nodes: [Int], _ bytes: Span<UInt8>) -> Bool {
    guard let node = nodes.last, payload.nodes[node].parent >= 0, bytes.count <= Self.longestAddress else { return false }
    let url = payload.nodes[payload.nodes[node].parent]
    guard url.step == .url, url.parent >= 0, payload.nodes[url.parent].step == .place else { return false }
    let text = String(copying: bytes)
    switch payload.nodes[node].step {
    case .host: return text == host
    case .path: return isVendor && text.wholeMatch(of: /(\/([a-z_-]{1,12}|v?[0-9]{1,2}))*\/?/) != nil
    default: return false
    }
  }

  private static let longestAddress = 120

  /// A boolean, a number of a few digits, or the type of an event identifies no one.
  private static let longestNumber = 4
  private static let longestWord = 8
  private static let words = Set(EventType.allCases.map(\.rawValue))
}
