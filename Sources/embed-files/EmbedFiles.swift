import Foundation

/// `embed-files texts|trees CONSTANT FOLDER OUTPUT ENDING…` writes one Swift file with every file below FOLDER that has one of the
/// endings, as a string literal: its text, or its content as YAML in a form that needs no parsing.
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

/// The form in which a file is written.
enum Form: String {
  case texts, trees

  /// The name of the constant's element.
  var member: String {
    switch self {
    case .texts: "text"
    case .trees: "tree"
    }
  }

  /// The type of the element. A tree is read in place, from the executable.
  var type: String {
    switch self {
    case .texts: "String"
    case .trees: "StaticString"
    }
  }

  /// The Swift literal for a file with this text.
  func literal(of text: String) throws -> String {
    switch self {
    // Three hashes, so that no file ends the literal or begins an interpolation by accident.
    case .texts: "###\"\"\"\n\(text)\n\"\"\"###"
    case .trees: Self.quoted(try TreeWriter.tree(ofYAML: text))
    }
  }

  /// A literal in ASCII: characters that an editor or the compiler might take as a line break, or not show, are escaped.
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
