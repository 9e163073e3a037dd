import Foundation

/// `embed-files CONSTANT FOLDER OUTPUT ENDING…` writes one Swift file that holds every file below FOLDER with one of the endings as a raw
/// string literal.
@main
enum EmbedFiles {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 5 else {
      FileHandle.standardError.write(Data("usage: embed-files CONSTANT FOLDER OUTPUT ENDING...\n".utf8))
      exit(64)
    }
    let root = URL(filePath: arguments[2]).standardizedFileURL
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { arguments[4...].contains($0.pathExtension) }
      .map(\.standardizedFileURL)
      .sorted { $0.path < $1.path } ?? []
    var source = "/// The files below `\(root.lastPathComponent)/`, by their path there.\n"
    source += "package let \(arguments[1]): [(path: String, text: String)] = [\n"
    for file in files {
      let name = String(file.path.dropFirst(root.path.count + 1))
      let text = try String(contentsOf: file, encoding: .utf8)
      // Three hashes: no file can end the literal or start an interpolation by accident.
      source += "  (\n    path: \"\(name)\",\n    text: ###\"\"\"\n\(text)\n\"\"\"###\n  ),\n"
    }
    source += "]\n"
    try source.write(to: URL(filePath: arguments[3]), atomically: true, encoding: .utf8)
  }
}
