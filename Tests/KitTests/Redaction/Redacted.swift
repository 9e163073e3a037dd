import Foundation

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Redacting

/// Redacted captures, from files to bytes.
struct Redacted {
  /// An output that keeps what it takes.
  private final class Memory: ByteOutput {
    private(set) var bytes: [UInt8] = []
    private(set) var isFinished = false

    func write(_ bytes: Span<UInt8>) {
      for at in bytes.indices { self.bytes.append(bytes[at]) }
    }

    func finish() { isFinished = true }
  }

  /// The redacted captures, in order.
  var outputs: [[UInt8]] = []
  var result: RedactionResult
  /// The attached files that changed.
  var files: [String: [UInt8]] = [:]

  init(
    files captures: [(name: String, bytes: [UInt8])], book: RuleBook? = nil, _ change: (inout Redaction.Configuration) -> Void = { _ in }
  ) throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var paths: [String] = []
    for (name, bytes) in captures {
      paths.append("\(folder)/\(name)")
      try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    var configuration = Redaction.Configuration(paths: paths.filter { !$0.contains("attached") })
    change(&configuration)
    var redaction = try Redaction.plan(configuration, book: book ?? Standard.book)
    var captures: [RedactionResult.Capture] = []
    for path in configuration.paths {
      let output = Memory()
      let rewritten = try redaction.rewrite(path, to: output)
      guard output.isFinished else { throw CaptureError.unreadable(path: path, reason: "the output was not finished") }
      outputs.append(output.bytes)
      captures.append(RedactionResult.Capture(input: path, output: path, rewritten))
      for (name, content) in rewritten.files { if let content { files[name] = content } }
    }
    result = RedactionResult(captures, redaction)
  }

  init(_ capture: String, _ change: (inout Redaction.Configuration) -> Void = { _ in }) throws {
    try self.init(files: [("capture", Array(capture.utf8))], change)
  }

  /// The first output as a text.
  var text: String { String(decoding: outputs[0], as: UTF8.self) }

  /// The number of removed values of each kind.
  var kinds: [String: Int] { Dictionary(result.totals.map { ($0.kind.rawValue, $0.values) }, uniquingKeysWith: +) }
}

extension Audited {
  /// The findings of rules that are about values.
  var leaks: [String] { findings.filter { $0.rule.placeholder != nil && !$0.field.isEmpty }.map { "\($0.rule.id) \($0.field)" } }
}
