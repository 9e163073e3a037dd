import ArgumentParser
import Foundation

/// `workbench manual`: writes the manual pages, from the help of the tool.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a manual page for telltale and one for each of its commands.",
    discussion: "Help and manual say the same, for the one is made of the other.")

  @Option(help: "The executable to describe.")
  var telltale: String

  @Option(help: "The day that the pages bear, as 2026-01-31.")
  var date: String

  @Option(name: .shortAndLong, help: "The folder to write into.")
  var output: String

  func run() throws {
    let (tool, version) = try withTemporaryDirectory { folder in
      let help = try JSONDecoder().decode(CommandHelp.Document.self, from: said(["--experimental-dump-help"], in: folder))
      let version = String(decoding: try said(["--version"], in: folder), as: UTF8.self)
      return (help.command, version.trimmingCharacters(in: .newlines))
    }
    let folder = URL(filePath: output)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let commands = (tool.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    for command in [tool] + commands {
      let page = ManualPage(of: command, in: tool, commands: commands, version: version, date: date)
      try page.text.write(to: folder.appending(path: page.name + ".1"), atomically: true, encoding: .utf8)
    }
  }

  private func said(_ arguments: [String], in folder: URL) throws -> Data {
    let file = folder.appending(path: "said")
    let child = try Child.run([telltale] + arguments, output: file.path)
    guard child.status == 0 else { throw WorkbenchError("\(telltale) \(arguments.joined(separator: " ")) exited \(child.status)") }
    return try Data(contentsOf: file)
  }
}
