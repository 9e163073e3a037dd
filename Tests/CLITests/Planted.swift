import Foundation
import Testing

/// The values planted in the samples, and the files in a folder: for tests of what is written.
enum Planted {
  static let samples = [
    "atlassian-platform.har", "connect-segment-clean.har", "connect-segment-leaky.har", "encodings.har", "optout-broken.har",
    "rudderstack-events.ndjson",
  ]

  /// The planted values of a sample that are personal; its traps only resemble them.
  static func values(of sample: String) throws -> Set<String> {
    let file = Tool.root.appending(path: "samples/\(sample.prefix { $0 != "." }).labels.json")
    guard case .array(let labels)? = try JSONValue(String(contentsOf: file, encoding: .utf8))["labels"] else { return [] }
    var values: Set<String> = []
    for label in labels {
      guard case .string(let kind)? = label["kind"], case .string(let value)? = label["value"], !kind.hasPrefix("trap:") else { continue }
      values.insert(value)
    }
    return values
  }

  /// Everything in a folder, hidden files too, by the path from there.
  static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let path = folder.appending(path: name).path
      if let data = FileManager.default.contents(atPath: path) { files[name] = data } else { files[name + "/"] = Data() }
    }
    return files
  }

  /// The SHA-256 of a file, computed by another program.
  static func digest(_ path: String) throws -> String {
    let run = try Tool.run([path], program: URL(filePath: "/usr/bin/sha256sum"))
    return String(run.output.prefix(64))
  }
}
