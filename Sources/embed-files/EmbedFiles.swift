import Foundation

/// `embed-files texts|trees CONSTANT FOLDER OUTPUT ENDING…` writes one Swift file that holds every file below FOLDER with one of the endings as
/// a string literal: its text, or what is in it as YAML, in a form that needs no parsing.
@main
enum EmbedFiles {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 6, let form = Form(rawValue: arguments[1]) else {
      complain("usage: embed-files texts|trees CONSTANT FOLDER OUTPUT ENDING...")
      exit(64)
    }
    let root = URL(filePath: arguments[3]).standardizedFileURL
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }
      .filter { arguments[5...].contains($0.pathExtension) }
      .map(\.standardizedFileURL)
      .sorted { $0.path < $1.path } ?? []
    var source = "/// The files below `\(root.lastPathComponent)/`, by their path there.\n"
    source += "package let \(arguments[2]): [(path: String, \(form.member): \(form.type))] = [\n"
    for file in files {
      let name = String(file.path.dropFirst(root.path.count + 1))
      do {
        source += "  (path: \"\(name)\", \(form.member): \(try form.literal(of: String(contentsOf: file, encoding: .utf8)))),\n"
      } catch {
        complain("\(file.path): \(error)")
        exit(1)
      }
    }
    source += "]\n"
    try source.write(to: URL(filePath: arguments[4]), atomically: true, encoding: .utf8)
  }

  private static func complain(_ message: String) { FileHandle.standardError.write(Data("\(message)\n".utf8)) }
}

/// What is written of a file.
enum Form: String {
  case texts, trees

  /// What the element of the constant is called.
  var member: String {
    switch self {
    case .texts: "text"
    case .trees: "tree"
    }
  }

  /// Of which type: a tree is read where it stands in the executable.
  var type: String {
    switch self {
    case .texts: "String"
    case .trees: "StaticString"
    }
  }

  /// The Swift literal that says what is in a file of this text.
  func literal(of text: String) throws -> String {
    switch self {
    // Three hashes: no file can end the literal or start an interpolation by accident.
    case .texts: "###\"\"\"\n\(text)\n\"\"\"###"
    case .trees: Self.quoted(try TreeWriter.tree(ofYAML: text))
    }
  }

  /// A literal in ASCII: what an editor or the compiler might take for the end of a line, or not show, is escaped.
  private static func quoted(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": literal += "\\\(scalar)"
      case " "..."~": literal.unicodeScalars.append(scalar)
      default: literal += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return literal + "\""
  }
}
