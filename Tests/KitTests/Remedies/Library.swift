import Foundation
import Testing

@testable import Remedies

/// A library in `Tests/Libraries`, with the calls of an app, run by node or python3.
struct Library {
  /// A request that would be sent.
  struct Request: Codable, Equatable {
    var method: String
    var url: String
    var headers: [String: String]?
    var body: String?
  }

  let id: String
  let language: SnippetLanguage

  /// The requests that each group of calls sends; `snippets` are by group, and nil is for the library alone.
  func requests(_ snippets: [String: String?]? = nil) throws -> [String: [Request]] {
    let input = try JSONSerialization.data(
      withJSONObject: snippets.map { ["calls": $0.mapValues { $0.map { $0 as Any } ?? NSNull() }] } ?? [:])
    return try JSONDecoder().decode([String: [Request]].self, from: try output(input))
  }

  /// The capture of some requests.
  static func capture(_ requests: [Request]) throws -> String {
    let entries = requests.map { request in
      var sent: [String: Any] = ["method": request.method, "url": request.url]
      sent["headers"] = (request.headers ?? [:]).sorted { $0.key < $1.key }.map { ["name": $0.key, "value": $0.value] }
      if let body = request.body { sent["postData"] = ["mimeType": "application/json", "text": body] }
      return ["request": sent, "response": ["status": 200]] as [String: Any]
    }
    let capture = ["log": ["version": "1.2", "entries": entries] as [String: Any]]
    return String(decoding: try JSONSerialization.data(withJSONObject: capture, options: .sortedKeys), as: UTF8.self)
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Libraries").standardized

  private func output(_ input: Data) throws -> Data {
    let (name, script) = language == .python ? ("python3", "run.py") : ("node", "run.js")
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let interpreter = folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    let process = Process()
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.executableURL = URL(filePath: try #require(interpreter, "\(name) is not installed: `make test` installs it"))
    process.arguments = [Self.folder.appending(path: script).path, Self.folder.appending(path: id).path]
    (process.standardInput, process.standardOutput, process.standardError) = (standardInput, output, errors)
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: input)
    try standardInput.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(id): \(complaint)")
    return data
  }
}
