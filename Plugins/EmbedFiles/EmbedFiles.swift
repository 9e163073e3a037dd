import Foundation
import PackagePlugin

/// Puts the rules, or the schemas and the templates of reports, into the target that uses them as string literals, so that the binary needs no file beside it.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    switch target.name {
    case "Knowledge":
      [
        try command(context, embedding: "rules", endings: ["yaml"], as: "embeddedRules"),
        try command(context, embedding: "rules", endings: ["yaml"], parsed: true, as: "embeddedTrees"),
      ]
    case "Reports":
      [
        try command(context, embedding: "Sources/Reports/Schemas", endings: ["json"], as: "embeddedSchemas"),
        try command(context, embedding: "Sources/Reports/HTML/Templates", endings: ["mustache", "css", "js"], as: "embeddedTemplates"),
      ]
    default: []
    }
  }

  /// A command that writes the files below a folder of the package into a constant: their texts, or what `parsed` YAML holds. Each file is
  /// an input: a change to one is noticed.
  private func command(
    _ context: PluginContext, embedding folder: String, endings: [String], parsed: Bool = false, as constant: String
  ) throws -> Command {
    let root = context.package.directoryURL.appending(path: folder)
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { endings.contains($0.pathExtension) }
      .sorted { $0.path < $1.path } ?? []
    let output = context.pluginWorkDirectoryURL.appending(path: "\(constant).swift")
    return .buildCommand(
      displayName: "Embedding \(files.count) files of \(folder)",
      executable: try context.tool(named: "embed-files").url,
      arguments: [parsed ? "trees" : "texts", constant, root.path, output.path] + endings,
      inputFiles: files,
      outputFiles: [output])
  }
}
