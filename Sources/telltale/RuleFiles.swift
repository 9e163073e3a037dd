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
    try paths.flatMap(names).map { name in
      guard let text = try? String(contentsOfFile: name, encoding: .utf8) else {
        throw Failure("\(name): not a readable UTF-8 file", code: 64)
      }
      return (name, text)
    }
  }

  /// The rule files at a path: itself, or those in the folder and below but for its destinations.
  private static func names(_ path: String) throws -> [String] {
    var isDirectory: ObjCBool = false
    // `isDirectory` is this function's own, and the call fills it.
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure("\(path): no such file or folder", code: 64)
    }
    guard isDirectory.boolValue else { return [path] }
    guard let below = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
      throw Failure("\(path): the folder cannot be listed", code: 64)
    }
    let names = below.filter { ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) && !$0.hasPrefix("destinations/") }
    guard !names.isEmpty else { throw Failure("\(path): the folder holds no rules (.yaml)", code: 64) }
    return names.sorted().map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
  }
}
