import ArgumentParser
import Foundation

/// `workbench borders`: checks that folders of a target use only those below them.
struct Borders: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that the folders of each target use only folders below them, and that no target is too large.",
    discussion: """
      The order file lists the folders of each target from the bottom up:

        # The audit.
        Auditing:
          JSON Hashing
          Capture
          Reports

      A folder may use the folders on the lines above its own. Folders on one line may not use each other. A target with only one folder
      needs no entry. Files directly in a target's folder count as a folder with the name of the target; a line with the name of such a
      file (Audit.swift) lists it separately.

      Names are read from the tokens of the source, not by a compiler: Outline.swift and NameTable.swift list what that misses.

      Exits 1 if a folder uses one that it may not use, if the order file does not match the folders, or if a target is too large.
      """)

  @Option(help: "The folder that holds a folder for each target.")
  var sources = "Sources"

  @Option(help: "The file that lists the folders of each target (default: borders.txt in the folder of the sources).")
  var order: String?

  @Option(help: "The most lines of Swift that a target may have.")
  var maximum = 8000

  @Flag(help: "Print the lines of each target, and what each folder uses.")
  var verbose = false

  func run() throws {
    let file = order ?? sources + "/borders.txt"
    // Without an order file, still print the table, from which one can be written.
    let text = try? String(contentsOfFile: file, encoding: .utf8)
    let order = try FolderOrder(parsing: text ?? "", file: file)
    let targets = try SourceTarget.all(in: sources, order: order)
    guard !targets.isEmpty else { throw WorkbenchError("cannot find a target with Swift files in \(sources)") }

    var complaints =
      text == nil ? ["\(file): cannot read this file; list the folders of each target in it"] : order.complaints(about: targets)
    var folders = 0
    var allowed = 0
    for target in targets {
      let names = NameTable(of: target, beside: targets)
      let arrows = target.files.flatMap { names.arrows(from: $0) }
      if verbose { describe(target, arrows) }
      folders += target.folders.count
      if text != nil {
        let verdict = order.judge(arrows, in: target.name)
        complaints += verdict.forbidden
        allowed += verdict.allowed
      }
      if target.lines > maximum {
        complaints.append("\(target.path): \(target.lines) lines of Swift, more than the maximum of \(maximum)")
      }
    }
    for complaint in complaints { print(complaint) }
    guard complaints.isEmpty else { throw ExitCode.failure }
    print("borders: targets \(targets.count), folders \(folders), arrows \(allowed), none points up")
  }

  /// Prints the size of a target, and for each of its folders how many names of which others it uses.
  private func describe(_ target: SourceTarget, _ arrows: [Arrow]) {
    print("\(target.name.padded(to: 20)) \("\(target.lines)".aligned(to: 6)) lines")
    for folder in target.folders {
      let lines = target.files.reduce(0) { $0 + ($1.folder == folder ? $1.outline.lines : 0) }
      var uses: [String: Set<String>] = [:]
      for arrow in arrows where arrow.from == folder {
        uses[arrow.to.joined(separator: " or "), default: []].insert(arrow.name)
      }
      let list = uses.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count)" }.joined(separator: ", ")
      print("  \(folder.padded(to: 18)) \("\(lines)".aligned(to: 6)) lines\(list.isEmpty ? "" : ", uses \(list)")")
    }
  }
}
