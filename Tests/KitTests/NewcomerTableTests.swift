import Foundation
import Testing

/// The table in ARCHITECTURE.md of files to touch: every file exists, and names the example of its row.
@Suite struct NewcomerTableTests {
  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL

  private struct Row: CustomStringConvertible, Sendable {
    var what: String
    var example: String
    var files: [String]

    var description: String { what }
  }

  private static func rows() throws -> [Row] {
    let text = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
    let section = try #require(text.split(separator: "## Where to add what").last)
    return section.split(separator: "\n").filter { $0.hasPrefix("| a") }.compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { return nil }
      let quoted = cells.map { $0.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 } }
      return Row(what: cells[0], example: String(quoted[1].first?.element ?? ""), files: quoted[2].map { String($0.element) })
    }
  }

  @Test func `every file of a row exists and names the row's example`() throws {
    let rows = try Self.rows()
    #expect(rows.count >= 15)
    for row in rows {
      #expect(!row.example.isEmpty && !row.files.isEmpty, "\(row)")
      for file in row.files {
        let text = try? String(contentsOf: Self.root.appending(path: file), encoding: .utf8)
        let isNamed = text?.localizedCaseInsensitiveContains(row.example) ?? false
        #expect(isNamed, "\(row): \(file) does not name \(row.example)")
      }
    }
  }
}
