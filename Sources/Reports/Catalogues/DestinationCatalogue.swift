package import Knowledge
internal import PCRE
import Vocabulary

/// The destinations as pages to read.
package enum DestinationCatalogue {
  /// A line a destination, by category.
  package static func list(_ book: DestinationBook) -> String {
    var text = ""
    let width = book.destinations.map(\.id.count).max() ?? 0
    let names = book.destinations.map(\.name.count).max() ?? 0
    for category in Destination.categories {
      let destinations = book.destinations.filter { $0.category == category }
      guard !destinations.isEmpty else { continue }
      text += "\(category)\n"
      for destination in destinations {
        let hosts = destination.hosts.isEmpty ? "any host" : counted(destination.hosts.count, "host")
        let shape = destination.shapes.isEmpty || destination.hosts.isEmpty ? "" : ", and by shape"
        text += "  \(padded(destination.id, width))  \(padded(destination.name, names))  \(hosts)\(shape)\n"
      }
    }
    return text
  }

  /// Everything about one destination; nil where there is none of this id.
  package static func page(of id: String, in book: DestinationBook, width: Int) -> String? {
    guard let destination = book.destinations.first(where: { $0.id == id }) else { return nil }
    var text = "\(destination.name)\n\n"
    func row(_ label: String, _ value: String) {
      if !value.isEmpty { text += "\(padded(label, 11)) \(value)\n" }
    }
    func list(_ title: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      text += "\n\(title)\n"
      for line in lines {
        for (index, row) in line.wrapped(width: width - 4).enumerated() { text += (index == 0 ? "  " : "    ") + row + "\n" }
      }
    }
    row("id", destination.id)
    row("category", destination.category)
    row("IP address", destination.recordsIP ? "recorded by merely connecting" : "not recorded by merely connecting")
    row("from", destination.file)
    row("checked", destination.checked?.description ?? "")
    list("Hosts", destination.hosts)
    list("Known at other hosts by", destination.shapes.map(\.shown))
    list("Where its events are", destination.events.map(\.source))
    list("Where it keeps the canonical fields", fields(destination))
    list("Takes by default", destination.takes)
    list("What stops it", destination.controls.filter(\.isEffective).map(shown))
    list("What does nothing", destination.controls.filter { !$0.isEffective }.map(shown))
    list("Known from", destination.sources)
    list("Not confirmed by these", destination.unconfirmed)
    return text
  }

  private static func fields(_ destination: Destination) -> [String] {
    let width = CanonicalField.all.map(\.count).max() ?? 0
    return CanonicalField.all.compactMap { name in
      let paths = destination.fields.filter { $0.canonical == name }.map(\.pattern.source)
      return paths.isEmpty ? nil : "\(padded(name, width))  \(paths.joined(separator: ", "))"
    }
  }

  private static func shown(_ control: Destination.Control) -> String {
    "\(control.stops.joined(separator: ", ")): \(control.set)" + (control.note.map { " (\($0))" } ?? "")
  }

  private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}

extension Destination.Shape {
  /// The parts of the shape, all of which must hold, on one line.
  fileprivate var shown: String {
    var parts: [String] = []
    if let path { parts.append("a path like \(path.source)") }
    if !query.isEmpty { parts.append("parameters \(query.map(\.shown).joined(separator: ", "))") }
    if !headers.isEmpty { parts.append("header \(headers.joined(separator: ", "))") }
    if !keys.isEmpty { parts.append("members \(keys.map(\.shown).joined(separator: ", "))") }
    return parts.joined(separator: "; ")
  }
}

extension Destination.Shape.Member {
  fileprivate var shown: String {
    alternatives.joined(separator: " or ") + (values.isEmpty ? "" : " = " + values.joined(separator: " or "))
  }
}
