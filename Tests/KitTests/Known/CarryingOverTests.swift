import Foundation
import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Known

/// What one capture shows is known for later ones, unless parts of an audit must agree.
@Suite struct CarryingOverTests {
  private static let har = Recording.har(
    Recording.document("https://www.app.test/"),
    Recording.entry(
      "https://api.app.test/me", method: "GET",
      response:
        #"{"status":200,"content":{"mimeType":"application/json","text":"{\"email\":\"mina.koroma@orchid.example\",\"name\":\"Mina Koroma\"}"}}"#
    ))
  private static let log = #"{"type":"track","event":"Form Created","properties":{"z":"koroma mina"}}"# + "\n"

  /// How many names are found in the log; `learns` says whether the HAR is read beforehand.
  private func findings(onward: Bool = true, learns: Bool = false) throws -> [Int] {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // By their names the log comes first.
    try Data(Self.har.utf8).write(to: URL(filePath: "\(folder)/z.har"))
    try Data(Self.log.utf8).write(to: URL(filePath: "\(folder)/a.ndjson"))
    var configuration = Audit.Configuration(paths: [folder])
    configuration.learnsOnward = onward
    if learns { configuration.given = try Audit.learn(from: ["\(folder)/z.har"], configuration, book: Standard.book) }
    return try Audit.run(configuration, book: Standard.book).findings.filter { $0.rule.id == "known-name" }.map(\.count)
  }

  @Test func aLogNextToAHARIsSearchedForItsPeople() throws { #expect(try findings() == [1]) }

  @Test func partsAreIndependent() throws { #expect(try findings(onward: false) == []) }

  @Test func givenPeopleAreKnownToAllCaptures() throws { #expect(try findings(onward: false, learns: true) == [1]) }
}
