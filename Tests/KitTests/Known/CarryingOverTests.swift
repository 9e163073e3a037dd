import Foundation
import Testing

@testable import Auditing
@testable import Bytes
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

  /// The session of a person: the app's server tells of them and of whoever helps everybody.
  private static func session(_ name: String, _ mailbox: String, sends body: String) -> String {
    func answer(_ url: String, _ text: String) -> String {
      Recording.entry(
        url, method: "GET", response: #"{"status":200,"content":{"mimeType":"application/json","text":\#(Encode.string(text))}}"#)
    }
    return Recording.har(
      Recording.document("https://www.app.test/"), answer("https://api.app.test/me", #"{"email":"\#(mailbox)","name":"\#(name)"}"#),
      answer("https://api.app.test/help", #"{"contact":{"email":"greta@app.test","name":"Greta Helpman"}}"#),
      Recording.entry("https://collect.example/v1", body: body))
  }

  @Test func whatAllPeopleSeeIsALabel() throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let digest = Digest.hex(Digest.sha256.of(Array("greta@app.test".utf8)))
    let sent = #"{"a":"Greta Helpman","b":"\#(digest)","c":"rossi luca","d":"koroma mina"}"#
    try Data(Self.session("Mina Koroma", "mina@one.example", sends: "{}").utf8).write(to: URL(filePath: "\(folder)/a.har"))
    try Data(Self.session("Luca Rossi", "luca@two.example", sends: sent).utf8).write(to: URL(filePath: "\(folder)/b.har"))
    let report = try Audit.run(Audit.Configuration(paths: [folder]), book: Standard.book)
    let told = report.findings.filter { $0.rule.id.hasPrefix("known-") }.map { "\($0.rule.id) \($0.field) \($0.count)" }
    #expect(told == ["known-name body.c 1", "known-name body.d 1"])
  }

  @Test func aLogBesideAHARIsSearchedForItsPeople() throws { #expect(try findings() == [1]) }

  @Test func partsAreIndependent() throws { #expect(try findings(onward: false) == []) }

  @Test func givenPeopleAreKnownToAllCaptures() throws { #expect(try findings(onward: false, learns: true) == [1]) }
}
