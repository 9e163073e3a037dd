import Foundation

/// `embed-rules RULES OUTPUT` writes one Swift file that holds every YAML file below RULES as a raw string literal.
@main
enum EmbedRules {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: embed-rules RULES OUTPUT\n".utf8))
      exit(64)
    }
    let root = URL(filePath: arguments[1]).standardizedFileURL
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { $0.pathExtension == "yaml" }
      .map(\.standardizedFileURL)
      .sorted { $0.path < $1.path } ?? []
    var source = "/// The files below `rules/`, by their path there.\npackage let embeddedRules: [(path: String, text: String)] = [\n"
    for file in files {
      let name = String(file.path.dropFirst(root.path.count + 1))
      let text = try String(contentsOf: file, encoding: .utf8)
      // Three hashes: no rule file can end the literal or start an interpolation by accident.
      source += "  (\n    path: \"\(name)\",\n    text: ###\"\"\"\n\(text)\n\"\"\"###\n  ),\n"
    }
    source += "]\n"
    try source.write(to: URL(filePath: arguments[2]), atomically: true, encoding: .utf8)
  }
}
