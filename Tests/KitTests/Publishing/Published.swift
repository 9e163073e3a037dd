import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Redacting
@testable import Reports
@testable import Vocabulary

/// The Trust Center bundle of a capture, and its samples.
struct Published {
  var bundle: TrustCenterBundle
  /// The samples that were not withheld, by the title of the event.
  var samples: [Redacting.Sample] { bundle.samples }

  var page: String { bundle.files.first { $0.name == "index.html" }?.text ?? "" }
  var markdown: String { bundle.files.first { $0.name == "index.md" }?.text ?? "" }

  init(_ text: String, name: String = "capture", policy: Policy = Policy(), firstParty: Set<String> = ["app.test"], book: RuleBook? = nil)
    throws
  {
    let book = try book ?? Standard.book
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path))
    var configuration = Audit.Configuration(paths: [path])
    configuration.inventory = true
    configuration.policy = policy
    let report = try Audit.run(configuration, book: book)
    let redaction = Redaction.Configuration(paths: [path])
    let (samples, refusals) = try PublishedSamples.of(redaction, book: book, firstParty: firstParty, from: FileStore())
    let day = try #require(Day("2026-01-31"))
    let source = TrustCenterBundle.Source(name: name, digest: "0", records: 1)
    bundle = TrustCenterBundle(
      report, samples: samples, policy: policy, sources: [source], refusals: refusals,
      evidence: Evidence(date: day, rules: "0", policy: nil))
  }

  /// The only sample of a log with one event with these properties, without spaces between tokens.
  static func sample(properties: String) throws -> String {
    try sample(of: #"{"type":"track","event":"Saved","userId":"u","messageId":"m","properties":\#(properties)}"# + "\n")
  }

  /// The first sample of a capture, without spaces between tokens.
  static func sample(of capture: String) throws -> String {
    let json = try Published(capture).samples.first?.json ?? ""
    return json.split(separator: "\n").map { $0.drop { $0 == " " } }.joined().replacing("\": ", with: "\":")
  }
}
