import Auditing
import Captures
import Detecting
import FoundationEssentials
import Knowledge
import Remedies
import SystemPackage
import Vocabulary

/// Rules that a reviewer brings along.
enum RuleFiles {
  /// The rules in the binary and those of the files and folders at `paths`.
  static func book(adding paths: [String], withExamples: Bool = false) throws -> RuleBook {
    try understood { try RuleBook.standard(adding: rules(paths), withExamples: withExamples) }
  }

  /// The digest of the rules, destinations and frameworks in the binary, and of the files and folders at `paths`.
  static func digest(adding paths: [String]) throws -> String { RuleBook.digest(adding: try files(paths)) }

  /// The rules of the files and folders at `paths` alone.
  static func only(_ paths: [String]) throws -> RuleBook {
    try understood { try RuleBook.of(rules(paths)) }
  }

  /// The destinations in the binary and those of the files and folders at `paths`, which stand in for others of the same id.
  static func destinations(adding paths: [String]) throws -> DestinationBook {
    try understood { try RuleBook.destinations(adding: files(paths, of: "destinations")) }
  }

  /// The remedies in the binary.
  static func remedies() throws -> RemedyBook {
    try understood { try RemedyBook.standard() }
  }

  /// A file that cannot be understood is wrong usage.
  static func understood<Book>(_ body: () throws -> Book) throws -> Book {
    do {
      return try body()
    } catch let error as ConfigurationError {
      throw Failure(error.description, code: 64)
    }
  }

  /// The frameworks in the binary and those of the files and folders at `paths`, which stand in for others of the same id.
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

  /// The files of rules at some paths, without the frameworks that a reviewer brings along with them.
  private static func rules(_ paths: [String]) throws -> [(path: String, text: String)] {
    try files(paths).filter { !FrameworkFile.isFramework($0.text) }
  }

  /// The texts of the files at some paths, or in the folders there and below, whose names have one of these endings.
  static func files(
    _ paths: [String], of kind: String = "rules", endings: [String] = [".yaml", ".yml"]
  ) throws -> [(path: String, text: String)] {
    try paths.flatMap { try names($0, of: kind, endings) }.map { ($0, try text($0)) }
  }

  /// The text of a file that a run goes by.
  static func text(_ file: String) throws -> String {
    guard let text = String(validating: try bytes(of: file), as: UTF8.self) else {
      throw Failure("\(file): not a readable UTF-8 file", code: 64)
    }
    return text
  }

  /// The bytes of a file that a run goes by.
  static func bytes(of file: String) throws -> [UInt8] {
    do throws(CaptureError) {
      return try InputFile.bytes(of: file)
    } catch {
      throw Failure(error.description, code: 64)
    }
  }

  /// The files of a kind at a path: itself, or those in the folder and below. Rules leave out the folders of other things.
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

  /// The lines of a file that are neither empty nor a remark, which begins with `#`; each with its number from 1.
  static func lines(of file: String) throws -> [(number: Int, text: String)] {
    // A line may end as on Windows, where the two are one character, and the file begin with a mark.
    let lines = try text(file).drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().map { ($0 + 1, String($1.trimming(\.isWhitespace))) }.filter { !$0.1.isEmpty && !$0.1.hasPrefix("#") }
  }
}
