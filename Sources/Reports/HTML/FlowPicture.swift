import Vocabulary

/// The diagram of data flows: from the app through classes of data to destinations. The width of a band is its number of findings.
///
/// Lengths are in units of the diagram, which the page scales as a whole.
struct FlowPicture {
  /// The layout of a diagram: for a page, or for a narrow one without room for the app itself.
  struct Shape {
    let name: String
    let width: Double
    /// The positions of the bars of the app, of the classes and of the destinations.
    let app: Double?
    let classes: Double
    let destinations: Double
    /// The maximum length of a destination's name.
    let letters: Int

    static let wide = Shape(name: "wide", width: 960, app: 128, classes: 408, destinations: 668, letters: 28)
    static let narrow = Shape(name: "narrow", width: 372, app: nil, classes: 154, destinations: 218, letters: 16)
  }

  /// A bar: a class of data or a destination.
  private struct Node {
    var top = 0.0
    var height = 0.0
  }

  /// Further destinations share the last bar.
  private static let maximumDestinations = 40
  private static let barWidth = 10.0
  /// A thinner band would be invisible.
  private static let thinnest = 1.5
  /// The height of a label, with some space.
  private static let pitch = (classes: 34.0, destinations: 24.0)
  private static let top = 34.0

  private let shape: Shape
  private let page: HTMLPage
  private let classes: [Category]
  private let columns: [DestinationColumn]
  private let unit: Double
  private var classNodes: [Node] = []
  private var destinationNodes: [Node] = []
  private var height = 0.0

  /// Nil if nothing was found.
  init?(_ page: HTMLPage, _ shape: Shape) {
    guard !page.destinations.isEmpty else { return nil }
    self.page = page
    self.shape = shape
    let columns = HTMLPage.columns(page.destinations, upTo: Self.maximumDestinations)
    self.columns = columns
    classes = Category.allCases.filter { category in columns.contains { $0.byCategory[category] != nil } }
    let total = columns.reduce(0) { $0 + $1.total.count }
    unit = max(220, Double(columns.count) * 9) / Double(max(1, total))
    layOut()
  }

  private mutating func layOut() {
    classNodes = classes.map { category in Node(height: columns.reduce(0) { $0 + thickness($1.byCategory[category]) }) }
    destinationNodes = columns.map { column in Node(height: classes.reduce(0) { $0 + thickness(column.byCategory[$1]) }) }
    height = max(Self.room(classNodes, Self.pitch.classes), Self.room(destinationNodes, Self.pitch.destinations))
    Self.spread(&classNodes, Self.pitch.classes, over: height)
    Self.spread(&destinationNodes, Self.pitch.destinations, over: height)
  }

  private func thickness(_ share: DestinationColumn.Share?) -> Double { share.map { max(Self.thinnest, Double($0.count) * unit) } ?? 0 }

  /// The height that a column needs.
  private static func room(_ nodes: [Node], _ pitch: Double) -> Double { nodes.reduce(0) { $0 + max(pitch, $1.height + pitch / 3) } }

  /// Arranges bars below each other, each in the middle of its room.
  private static func spread(_ nodes: inout [Node], _ pitch: Double, over height: Double) {
    let spare = (height - room(nodes, pitch)) / Double(max(1, nodes.count))
    var at = top
    for number in nodes.indices {
      let room = max(pitch, nodes[number].height + pitch / 3) + spare
      nodes[number].top = at + (room - nodes[number].height) / 2
      at += room
    }
  }

  // MARK: What the template draws

  var content: HTMLContent {
    let total = columns.reduce(0) { $0 + $1.total.count }
    let source = Node(top: Self.top + (height - sourceHeight) / 2, height: sourceHeight)
    return [
      "shape": shape.name, "width": Self.length(shape.width), "height": Self.length(height + Self.top + 8),
      "barWidth": Self.length(Self.barWidth),
      "app": shape.app.map { app(at: $0, source) } ?? false,
      "classX": Self.length(shape.classes), "destinationX": Self.length(shape.destinations),
      "classLabelX": Self.length(shape.classes - 10), "destinationLabelX": Self.length(shape.destinations + Self.barWidth + 8),
      "bands": (shape.app.map { sourceBands(from: $0, source) } ?? []) + classBands,
      "classes": zip(classes, classNodes).map { label($0.title, $1, share(of: $0), party: nil) },
      "destinations": zip(columns, destinationNodes).map { label(page.name(of: $0.destination), $1, $0.total, party: $0.party) },
      "summary": summary(total),
    ]
  }

  private func app(at x: Double, _ source: Node) -> HTMLContent {
    [
      "x": Self.length(x), "labelX": Self.length(x - 10), "y": Self.length(source.top), "height": Self.length(source.height),
      "middle": Self.length(source.top + source.height / 2 + 4),
    ]
  }

  private var sourceHeight: Double { classNodes.reduce(0) { $0 + $1.height } }

  private func share(of category: Category) -> DestinationColumn.Share {
    columns.compactMap { $0.byCategory[category] }.reduce(DestinationColumn.Share()) { $0.adding($1) }
  }

  private func label(_ name: String, _ node: Node, _ share: DestinationColumn.Share, party: Party?) -> HTMLContent {
    let standing: Any = shape.app == nil ? false : party.flatMap { $0 == .third ? nil : $0.title } ?? false
    return share.content.merging([
      "name": party == nil ? name : HTMLPage.short(name, to: shape.letters), "fullName": name, "y": Self.length(node.top),
      "height": Self.length(node.height), "middle": Self.length(node.top + node.height / 2 + 4), "count": Wording.digits(share.count),
      "party": standing,
    ]) { $1 }
  }

  /// The bands from the app to the classes of data.
  private func sourceBands(from x: Double, _ source: Node) -> [HTMLContent] {
    var from = source.top
    return zip(classes, classNodes).map { category, node in
      defer { from += node.height }
      let share = share(of: category)
      return band(
        (x + Self.barWidth, from), (shape.classes, node.top), node.height, share,
        "\(category.title): \(HTMLPage.counted(share.count, "time"))")
    }
  }

  /// The bands from the classes of data to destinations.
  private var classBands: [HTMLContent] {
    var arrived = destinationNodes.map(\.top)
    var bands: [HTMLContent] = []
    for (category, node) in zip(classes, classNodes) {
      var from = node.top
      for (number, column) in columns.enumerated() {
        guard let share = column.byCategory[category] else { continue }
        let thickness = thickness(share)
        bands.append(
          band(
            (shape.classes + Self.barWidth, from), (shape.destinations, arrived[number]), thickness, share,
            "\(category.title) to \(page.name(of: column.destination)): \(HTMLPage.counted(share.count, "time"))"))
        from += thickness
        arrived[number] += thickness
      }
    }
    return bands
  }

  private func band(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ thickness: Double, _ share: DestinationColumn.Share, _ title: String
  ) -> HTMLContent {
    let half = (from.x + to.x) / 2
    func point(_ x: Double, _ y: Double) -> String { "\(Self.length(x)) \(Self.length(y))" }
    let path =
      "M\(point(from.x, from.y))C\(point(half, from.y)) \(point(half, to.y)) \(point(to.x, to.y))"
      + "V\(Self.length(to.y + thickness))"
      + "C\(point(half, to.y + thickness)) \(point(half, from.y + thickness)) \(point(from.x, from.y + thickness))Z"
    return share.content.merging(["path": path, "title": title]) { $1 }
  }

  private func summary(_ total: Int) -> String {
    let largest = page.destinations.prefix(5).map { "\(page.name(of: $0.destination)) \(HTMLPage.counted($0.total.count, "time"))" }
    let kinds = classes.map { $0.title.lowercased() }
    return
      "\(Wording.sentence(kinds, upTo: kinds.count)) reached \(HTMLPage.counted(page.destinations.count, "destination")) "
      + "\(HTMLPage.counted(total, "time")): \(Wording.sentence(largest, upTo: 5)). The table below has every number."
  }

  /// A length with one digit after the point, the same on every machine.
  private static func length(_ length: Double) -> String {
    let tenths = Int((length * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
