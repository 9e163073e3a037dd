import Foundation
import TelltaleKit

/// Rules that a reviewer brings along.
enum RuleFiles {
  /// The rules in the binary and those of the files and folders at `paths`.
  static func book(adding paths: [String]) throws -> RuleBook {
    try understood { try RuleBook.standard(adding: files(paths)) }
  }

  /// The rules of the files and folders at `paths` alone.
  static func only(_ paths: [String]) throws -> RuleBook {
    try understood { try RuleBook.of(files(paths)) }
  }

  /// A file of rules that cannot be understood is wrong usage.
  private static func understood(_ body: () throws -> RuleBook) throws -> RuleBook {
    do {
      return try body()
    } catch let error as ConfigurationError {
      throw Failure(error.description, code: 64)
    }
  }

  private static func files(_ paths: [String]) throws -> [(path: String, text: String)] {
    try paths.flatMap { path -> [(path: String, text: String)] in
      var isDirectory: ObjCBool = false
      // `isDirectory` is this closure's own, and the call fills it.
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw Failure("\(path): no such file or folder", code: 64)
      }
      let names =
        isDirectory.boolValue
        ? try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
          .filter { !$0.hasPrefix("destinations/") }.sorted().map { path + "/" + $0 }
        : [path]
      return try names.map { name in
        guard let text = try? String(contentsOfFile: name, encoding: .utf8) else {
          throw Failure("\(name): not a readable UTF-8 file", code: 64)
        }
        return (name, text)
      }
    }
  }
}
