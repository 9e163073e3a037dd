import Knowledge
import Reports
import Vocabulary

/// `docs/destinations.md`: a section for each destination, below a table of contents for each category.
struct DestinationDocument {
  let book: DestinationBook

  init(_ book: DestinationBook) {
    self.book = book
  }

  var text: String {
    let categories = Destination.categories.filter { !destinations(of: $0).isEmpty }
    return """
      \(DocumentHeader.note(source: "rules/destinations/*.yaml"))

      # Destinations

      telltale knows \(book.destinations.count) destinations. This page says what each one records by default and which settings stop that.
      `telltale explain ID` prints the same page with its wire format: where events and fields are in a request.

      - **Hosts**: `*.` stands for every host below. Most destinations are recognised at other hosts too, such as a proxy of yours, by the
        shape of their requests.
      - **IP address** says whether the destination stores the address of a connection, even if no field holds it.
      - **Regions** are known from the host that data is sent to.
      - **Takes by default** names [fields](rules.md#fields) where it can, and describes the rest.
      - **Checked** is the day on which the sources were read. Vendors change defaults: check a setting before you rely on it.

      ## Contents

      \(categories.map(contents).joined(separator: "\n"))
      \(categories.map(sections).joined(separator: "\n"))
      """
  }

  private func destinations(of category: String) -> [Destination] { book.destinations.filter { $0.category == category } }

  /// The table of a category.
  private func contents(of category: String) -> String {
    let rows = destinations(of: category).map { destination in
      let address = destination.recordsIP ? "yes" : "no"
      return "| [\(Markdown.escaped(destination.name))](#\(destination.id)) | `\(destination.id)` | \(address) |\n"
    }
    let heading = Self.heading(of: category)
    return """
      **[\(heading)](#\(DocumentHeader.anchor(of: heading)))**

      | destination | id | stores IP addresses |
      |---|---|---|
      \(rows.joined())
      """
  }

  private func sections(of category: String) -> String {
    let pages = destinations(of: category).compactMap { DestinationCatalogue.page(of: $0.id, in: book) }
    return "## \(Self.heading(of: category))\n\n\(pages.map(\.markdown).joined(separator: "\n"))"
  }

  /// The heading of a category: `Product analytics`.
  private static func heading(of category: String) -> String {
    switch category {
    case "cdp": "Customer data platforms"
    case "apm": "Application performance monitoring"
    default: category.prefix(1).uppercased() + category.dropFirst().replacing("-", with: " ")
    }
  }
}
