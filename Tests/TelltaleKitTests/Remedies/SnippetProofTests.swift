import Foundation
import Testing

@testable import TelltaleKit

/// The code itself does what its remedy says: each snippet is run with an event as the library builds it, and an audit of what it lets
/// out finds what the replay said would remain.
@Suite struct SnippetProofTests {
  @Test(arguments: try RemedyBook.standard(withExamples: true).remedies.filter { $0.language == "javascript" }.map(\.id))
  func `a snippet leaves what the replay leaves`(id: String) throws {
    let book = try RemedyBook.standard(withExamples: true)
    let remedy = try #require(book.remedies.first { $0.id == id })
    #expect(!remedy.examples.isEmpty && remedy.program.contains("{snippet}"))
    var used: Set<Int> = []
    for example in remedy.examples {
      let capture = Call(example)
      let fix = try Fixed(capture.text(example.event)).fix
      let snippet = try #require(fix.snippets.first { $0.remedy == id }, "\(remedy.file):\(example.line): nothing to fix")
      used.formUnion(snippet.changes.map(\.step))
      #expect(!fix.gone.isEmpty)
      let sent = try Node.run(remedy, snippet, event: example.event)
      let after = try Audited(capture.text(sent.event, options: sent.options))
      #expect(Self.lines(after.findings) == Self.lines(fix.after.findings), "\(remedy.file):\(example.line)")
    }
    for step in remedy.steps.indices { #expect(used.contains(step), "\(remedy.file): no example needs \(remedy.steps[step].code)") }
  }

  private static func lines(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.rule.id) \($0.destination) \($0.event ?? "-") \($0.field) \($0.count)" }.sorted()
  }
}

/// The request of an example, as a capture has it.
private struct Call {
  private let example: Remedy.Example

  init(_ example: Remedy.Example) { self.example = example }

  /// The capture in which `event` is sent; `options` are further members that the request holds by name.
  func text(_ event: String, options: [String: String] = ["ip": "1"]) throws -> String {
    func filled(_ text: String) throws -> String {
      var text = text.replacing("{event}", with: event)
      if text.contains("{form}") { text = text.replacing("{form}", with: try Self.form(event)) }
      for (name, value) in options { text = text.replacing("{\(name)}", with: value) }
      return text
    }
    var request: [String: Any] = ["method": example.request.method, "url": try filled(example.request.url)]
    request["headers"] = example.request.headers.map { ["name": $0.name, "value": $0.value] }
    if let body = example.request.body { request["postData"] = ["mimeType": "application/json", "text": try filled(body)] }
    let capture: [String: Any] = [
      "log": ["version": "1.2", "entries": [["request": request, "response": ["status": 200]]]] as [String: Any]
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: capture, options: .sortedKeys), as: UTF8.self)
  }

  /// The members of an event as a form has them.
  private static func form(_ event: String) throws -> String {
    let members = try #require(try JSONSerialization.jsonObject(with: Data(event.utf8)) as? [String: String])
    let allowed = CharacterSet.alphanumerics
    return members.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")" }.joined(separator: "&")
  }
}

/// JavaScript, where there is something to run it.
enum Node {
  static let executable: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/node" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Runs the program of a remedy around a snippet, and hands over what it sends: the event as JSON, and further members of the request.
  static func run(_ remedy: Remedy, _ snippet: Snippet, event: String) throws -> (event: String, options: [String: String]) {
    let program = """
      'use strict';
      const event = JSON.parse(process.argv[1]);
      const send = (sent, options = {}) => console.log(JSON.stringify(sent) + '\\n' + JSON.stringify(options));
      {
      \(remedy.program.replacing("{snippet}", with: snippet.code))
      }
      """
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(
      filePath: try #require(executable, "node is not installed: run `sh .ci/install nodejs`, as `make test` does"))
    process.arguments = ["-e", program, event]
    process.standardOutput = output
    try process.run()
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(separator: "\n")
    process.waitUntilExit()
    try #require(process.terminationStatus == 0 && lines.count == 2, "\(program)")
    let options = try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any] ?? [:]
    return (String(lines[0]), options.mapValues { "\($0)" })
  }
}
