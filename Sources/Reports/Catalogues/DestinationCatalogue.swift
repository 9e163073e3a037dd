package import Knowledge
internal import PCRE
import Vocabulary

/// The destinations as pages to read.
package enum DestinationCatalogue {
  /// One line for each destination, by category.
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
        text += "  \(CataloguePage.padded(destination.id, width))  \(CataloguePage.padded(destination.name, names))  \(hosts)\(shape)\n"
      }
    }
    return text
  }

  /// Everything about one destination; nil if there is none with this ID.
  package static func page(of id: String, in book: DestinationBook) -> CataloguePage? {
    guard let destination = book.destinations.first(where: { $0.id == id }) else { return nil }
    var page = CataloguePage(id: destination.id, title: destination.name)
    page.row("category", destination.category)
    page.row("company", destination.companies.joined(separator: ", "))
    page.row("IP address", address(destination))
    page.row("from", destination.file)
    page.row("checked", destination.checked?.description)
    if destination.isEmbedded { page.row("documented", DocumentLink.destination(id), isDetail: true) }
    page.section("Hosts", destination.hosts, .code)
    page.section("Regions", regions(destination), .list)
    page.section("Recognised at other hosts by", destination.shapes.map(\.shown), .list, isDetail: true)
    page.section("Where its events are", destination.events.map(\.source), .list, isDetail: true)
    page.section("Where its canonical fields are", fields(destination), .list, isDetail: true)
    page.section("Takes by default", destination.takes, .fields)
    page.section("Settings that stop it", destination.controls.filter(\.isEffective).map(shown), .list)
    page.section("Settings that do nothing", destination.controls.filter { !$0.isEffective }.map(shown), .list)
    page.section("Sources", destination.sources, .list)
    page.section("Not confirmed by these sources", destination.unconfirmed, .code)
    return page
  }

  /// Whether it stores the client's IP address, and how certain that is.
  private static func address(_ destination: Destination) -> String {
    (destination.recordsIP ? "stored for every connection" : "not stored")
      + (destination.unconfirmed.contains("records_ip") ? " (not confirmed)" : "")
  }

  private static func regions(_ destination: Destination) -> [String] {
    destination.regions.map { region in
      "\(region.region.rawValue): \(region.hosts.map { "`\($0.description)`" }.joined(separator: ", "))"
    }
  }

  private static func fields(_ destination: Destination) -> [String] {
    let width = CanonicalField.all.map(\.count).max() ?? 0
    return CanonicalField.all.compactMap { name in
      let paths = destination.fields.filter { $0.canonical == name }.map(\.pattern.source)
      return paths.isEmpty ? nil : "\(CataloguePage.padded(name, width))  \(paths.joined(separator: ", "))"
    }
  }

  private static func shown(_ control: Destination.Control) -> String {
    "\(control.stops.joined(separator: ", ")): \(control.set)" + (control.note.map { " (\($0))" } ?? "")
  }
}

extension Destination.Shape {
  /// The parts of the shape, all of which must match, on one line.
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
