import Foundation
import TelltaleKit

/// Finds and reads the policy of an app.
enum PolicyFiles {
  /// The path of the policy in the working directory or the nearest folder above it, as seen from here; nil where there is none.
  ///
  /// The root of a repository is the last folder that is looked at: what lies above it belongs to somebody else. `.git` is a folder there, or a
  /// file in a further working tree.
  static func nearest() -> String? {
    var path = PolicyFile.name
    var folder = URL(filePath: FileManager.default.currentDirectoryPath)
    while true {
      if FileManager.default.fileExists(atPath: folder.appending(path: PolicyFile.name).path) { return path }
      if FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) { return nil }
      let above = folder.deletingLastPathComponent().standardizedFileURL
      guard above.path != folder.path else { return nil }
      folder = above
      path = "../" + path
    }
  }

  static func policy(_ file: String, book: RuleBook) throws -> Policy {
    try RuleFiles.understood { try PolicyFile.policy(RuleFiles.text(file), file: file, book: book, today: today()) }
  }

  /// A path in a policy, which counts from the policy's folder.
  static func path(_ path: String, beside policy: String) -> String {
    guard !path.hasPrefix("/"), let slash = policy.lastIndex(of: "/") else { return path }
    return policy[...slash] + path
  }

  /// This day where the command runs.
  static func today() throws -> Day {
    let text = Date.now.formatted(Date.ISO8601FormatStyle(timeZone: .current).year().month().day())
    guard let day = Day(text) else { throw Failure("the clock tells no day: \(text)", code: 2) }
    return day
  }
}
