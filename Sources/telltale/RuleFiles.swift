import Auditing
import Captures
import Detecting
import FoundationEssentials
import Knowledge
import Remedies
import SystemPackage
import Vocabulary

/// Reads the rules in the binary and those of the user.
enum RuleFiles {
  /// The rules in the binary, those of the files and folders at `paths`, and those that search for personas of the option.
  static func book(adding paths: [String], personas: [Persona] = [], withExamples: Bool = false) throws -> RuleBook {
    try understood { try RuleBook.standard(adding: rules(paths), personas: personas, withExamples: withExamples) }
  }

  /// The digest of the rules, destinations and frameworks in the binary, and of the files and folders at `paths`.
  static func digest(adding paths: [String]) throws -> String { RuleBook.digest(adding: try files(paths)) }

  /// The rules of the files and folders at `paths` alone.
  static func only(_ paths: [String]) throws -> RuleBook {
    try understood { try RuleBook.of(rules(paths)) }
  }

  /// The destinations in the binary and those in the files and folders at `paths`, which replace others with the same ID.
  static func destinations(adding paths: [String]) throws -> DestinationBook {
    try understood { try RuleBook.destinations(adding: files(paths, of: "destinations")) }
  }

  /// The remedies in the binary.
  static func remedies() throws -> RemedyBook {
    try understood { try RemedyBook.standard() }
  }

  /// An invalid file is wrong usage.
  static func understood<Book>(_ body: () throws -> Book) throws -> Book {
    do {
      return try body()
    } catch let error as ConfigurationError {
      throw Failure(error.description, code: 64)
    }
  }

  /// The frameworks in the binary and those in the files and folders at `paths`, which replace others with the same ID.
  static func frameworks(adding paths: [String], _ book: RuleBook) throws -> [Framework] {
    try understood {
      var frameworks = try FrameworkFile.standard(book.names)
      for (path, text) in try files(paths, of: "frameworks") where FrameworkFile.isFramework(text) {
        let framework = try FrameworkFile.framework(text, file: path, known: book.names)
        frameworks.removeAll { $0.id == framework.id }
        frameworks.append(framework)
      }
      return frameworks
    }
  }

  /// The rule files at some paths, without the framework files among them.
  private static func rules(_ paths: [String]) throws -> [(path: String, text: String)] {
    try files(paths).filter { !FrameworkFile.isFramework($0.text) }
  }

  /// The texts of the files at some paths, or in the folders there and below, that have one of these extensions.
  static func files(
    _ paths: [String], of kind: String = "rules", endings: [String] = [".yaml", ".yml"]
  ) throws -> [(path: String, text: String)] {
    try paths.flatMap { try names($0, of: kind, endings) }.map { ($0, try text($0)) }
  }

  /// The text of a configuration file.
  static func text(_ file: String) throws -> String {
    guard let text = String(validating: try bytes(of: file), as: UTF8.self) else {
      throw Failure("\(file): not a readable UTF-8 file", code: 64)
    }
    return text
  }

  /// The bytes of a configuration file.
  static func bytes(of file: String) throws -> [UInt8] {
    do throws(CaptureError) {
      return try InputFile.bytes(of: file)
    } catch {
      throw Failure(error.description, code: 64)
    }
  }

  /// The files of a kind at a path: the file itself, or those in the folder and below. For rules, folders of other kinds are left
  /// out.
  private static func names(_ path: String, of kind: String, _ endings: [String]) throws -> [String] {
    guard let status = FileStatus(path) else { throw Failure("\(path): no such file or folder", code: 64) }
    guard status.isFolder else { return [path] }
    guard let below = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
      throw Failure("\(path): the folder cannot be listed", code: 64)
    }
    let names = below.filter { name in
      endings.contains(where: name.hasSuffix) && (kind != "rules" || !name.hasPrefix("destinations/") && !name.hasPrefix("remedies/"))
    }
    guard !names.isEmpty else { throw Failure("\(path): the folder holds no \(kind) (\(endings[0]))", code: 64) }
    return names.sorted().map { FilePath(text: path).appending($0).text }
  }

  /// The lines of a file without empty ones and comments, which begin with `#`; each with its 1-based number.
  static func lines(of file: String) throws -> [(number: Int, text: String)] {
    // A file may begin with a byte order mark, and have Windows line breaks, which are one character.
    let lines = try text(file).drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().map { ($0 + 1, String($1.trimming(\.isWhitespace))) }.filter { !$0.1.isEmpty && !$0.1.hasPrefix("#") }
  }
}
