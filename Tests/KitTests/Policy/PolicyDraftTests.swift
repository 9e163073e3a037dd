import Foundation
import Testing

@testable import Auditing
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

/// A first policy is valid, also with every line uncommented, and lists the destinations in the capture.
@Suite struct PolicyDraftTests {
  @Test(arguments: Samples.names)
  func aDraftIsUnderstoodAndListsEveryReceiver(name: String) throws {
    let policy = try PolicyFileTests.policy(PolicyDraft.text(from: Audited(contentsOf: name).report))
    let audited = try Audited(contentsOf: name) { $0.policy = policy }
    #expect(audited.findings("undeclared-destination").isEmpty)
    #expect(policy.failOn == .high)
  }

  @Test func theCommentedPartsAreAValidPolicyToo() throws {
    let lines = PolicyDraft.text(from: nil).split(separator: "\n", omittingEmptySubsequences: false)
    // A comment that begins with a lower-case letter, a dash or spaces is an example; the rest are sentences.
    let examples = lines.map { $0.firstMatch(of: /^# ((?:  |[a-z_]+:).*)$/).map { String($0.1) } ?? ($0.hasPrefix("#") ? "" : String($0)) }
    let policy = try PolicyFileTests.policy(examples.joined(separator: "\n"))
    #expect(policy.firstParty == ["app.example"])
    #expect(policy.destinations?.map(\.id) == ["segment"])
    #expect(policy.disclosures.count == 1 && policy.waivers.count == 1 && policy.personas.count == 1)
    #expect(policy.severities.count == 1 && policy.ignoredHosts.count == 1 && policy.optOut.captures.count == 1)
    #expect(policy.manifest == "manifest.yml")
  }

  @Test func aDestinationWithAHostileNameIsText() throws {
    let hosts = ["evil\\\".example", "a'b.example", "{x}.example", "*.example", "#.example", "\u{202E}.example"]
    let capture = Recording.har(
      Recording.document("https://www.app.test/"), hosts.map { Recording.entry("https://\($0)/v1", body: "{}") }.joined(separator: ","))
    let report = try Audited(capture).report
    let text = PolicyDraft.text(from: report)
    #expect(!text.unicodeScalars.contains { $0.value == 0x202E })
    let document = try #require(try YAMLReader.document(text, file: "draft"))
    let listed = try document.members()["destinations"]?.elements().map { try $0.members()["id"]?.string() }
    #expect(listed?.count == report.traffic.count { $0.party == .third })
  }

  @Test func theSchemaHasTheKeysOfTheReader() throws {
    let url = URL(filePath: #filePath).appending(path: "../../../../Sources/Reports/Schemas/policy.schema.json").standardizedFileURL
    let schema = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    func keys(_ path: String...) -> Set<String> {
      var object: Any? = schema
      for part in path + ["properties"] { object = (object as? [String: Any])?[part] }
      return Set((object as? [String: Any] ?? [:]).keys)
    }
    #expect(keys() == PolicyFile.keys)
    #expect(keys("properties", "destinations", "items") == PolicyFile.destinationKeys)
    #expect(keys("properties", "disclosures", "items") == PolicyFile.disclosureKeys)
    #expect(keys("properties", "waivers", "items") == PolicyFile.waiverKeys)
    #expect(keys("properties", "gate") == PolicyFile.gateKeys)
    let regions = ((schema["properties"] as? [String: Any])?["destinations"] as? [String: Any])?["items"] as? [String: Any]
    let region = (regions?["properties"] as? [String: Any])?["region"] as? [String: Any]
    #expect(region?["enum"] as? [String] == Region.allCases.map(\.rawValue))
  }
}
