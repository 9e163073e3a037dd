import Bytes
package import Vocabulary

/// Reads a list of sub-processors: a CSV table (RFC 4180) whose first row names the columns, or a YAML list whose elements have the
/// same members.
package enum SubProcessorFile {
  package static func declaration(_ text: String, file: String) throws(ConfigurationError) -> Declaration {
    var declaration = Declaration(kind: .subProcessors, file: file)
    declaration.thirdParties = try file.lowercased().hasSuffix(".csv") ? table(text, file: file) : list(text, file: file)
    return declaration
  }

  /// The columns, each with its usual names.
  private enum Column: CaseIterable {
    case name, site, purpose, countries

    var titles: Set<String> {
      switch self {
      case .name:
        [
          "name", "subprocessor", "subprocessors", "subprocessorname", "processor", "vendor", "company", "entity", "entityname",
          "thirdparty",
        ]
      case .site: ["site", "website", "link", "url", "domain", "host"]
      case .purpose: ["purpose", "service", "services", "activity", "description", "processing", "use"]
      case .countries: ["country", "countries", "location", "locations", "region", "entitycountry", "processinglocation", "datalocation"]
      }
    }

    init?(_ title: String) {
      let letters = title.lowercased().filter(\.isLetter)
      guard let column = Self.allCases.first(where: { $0.titles.contains(letters) }) else { return nil }
      self = column
    }
  }

  private static func table(_ text: String, file: String) throws(ConfigurationError) -> [Declaration.ThirdParty] {
    // Spreadsheets in many countries write semicolons.
    let line = text.prefix { !$0.isNewline }
    let separator: Character =
      line.count { $0 == ";" } > line.count { $0 == "," } ? ";" : line.contains("\t") && !line.contains(",") ? "\t" : ","
    let rows = try CSVTable.rows(of: text, file: file, separator: separator)
    guard let head = rows.first else { throw ConfigurationError(file: file, line: 1, column: 1, message: "the table is empty") }
    let columns = head.cells.map { Column($0) }
    guard columns.contains(.name) else {
      throw ConfigurationError(
        file: file, line: head.line, column: 1,
        message:
          "no column is called `name`, `company`, `sub-processor` or `vendor`; there are \(head.cells.prefix(12).joined(separator: ", "))")
    }
    var parties: [Declaration.ThirdParty] = []
    for row in rows.dropFirst() {
      let cells = zip(columns, row.cells).compactMap { column, cell in column.map { ($0, cell) } }
      let party = party(Dictionary(cells) { first, _ in first })
      guard !party.name.isEmpty else {
        throw ConfigurationError(file: file, line: row.line, column: 1, message: "the row has no name")
      }
      parties.append(party)
    }
    return parties
  }

  private static func list(_ text: String, file: String) throws(ConfigurationError) -> [Declaration.ThirdParty] {
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the list is empty")
    }
    let elements = try document.isMapping ? Array(document.members().values) : [document]
    guard elements.count == 1, elements[0].isList else { throw document.error("expected a list of sub-processors") }
    return try self.list(elements[0])
  }

  /// The declaration in a list of sub-processors.
  static func declaration(_ reader: YAMLReader) throws(ConfigurationError) -> Declaration {
    var declaration = Declaration(kind: .subProcessors, file: reader.file)
    declaration.thirdParties = try list(reader)
    return declaration
  }

  /// The sub-processors of a list, each a name or a mapping.
  private static func list(_ reader: YAMLReader) throws(ConfigurationError) -> [Declaration.ThirdParty] {
    var parties: [Declaration.ThirdParty] = []
    for element in try reader.elements() {
      guard element.isMapping else {
        parties.append(party([.name: try element.string()]))
        continue
      }
      var cells: [Column: String] = [:]
      for (key, value) in try element.orderedMembers() {
        guard let column = Column(key) else { continue }
        cells[column] = try value.strings().joined(separator: "; ")
      }
      guard cells[.name] != nil else { throw element.error("a sub-processor needs `name`") }
      parties.append(party(cells))
    }
    return parties
  }

  private static func party(_ cells: [Column: String]) -> Declaration.ThirdParty {
    Declaration.ThirdParty(
      name: cells[.name] ?? "", link: cells[.site], purpose: cells[.purpose],
      countries: (cells[.countries] ?? "").split { ";,/\n".contains($0) }.map { String($0.trimming(\.isWhitespace)) }.filter { !$0.isEmpty }
    )
  }
}
