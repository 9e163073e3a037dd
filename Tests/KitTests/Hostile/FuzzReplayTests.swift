import Foundation
import Testing

@testable import Bytes
@testable import Captures
@testable import Fuzzing

/// A short version of `make fuzz`: each target with inputs that once failed, and with the samples' records.
@Suite struct FuzzReplayTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Inputs")

  /// The smallest input of each past failure, by target.
  private static func inputs(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = folder.appending(path: target)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.map { ($0, try Array(Data(contentsOf: folder.appending(path: $0)))) }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func whatOnceBrokeSomethingDoesNoMore(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    for (input, bytes) in try Self.inputs(name) { #expect(target.complaint(about: bytes) == nil, "\(input)") }
  }

  /// The smaller records of the samples, each as a capture.
  private static let records = Result {
    try Samples.names.flatMap { sample in
      var records: [[UInt8]] = []
      let isLog = sample.hasSuffix(".ndjson")
      _ = try CaptureReader(ByteSource(name: sample, bytes: Samples.bytes(sample))).read { record, bytes in
        let value = Array(copying: bytes.extracting(record.range))
        let capture = isLog ? value + [0x0A] : Array(#"{"log":{"entries":["#.utf8) + value + Array("]}}".utf8)
        if capture.count < 3_000, records.count < 6 { records.append(capture) }
      }
      return records
    }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func nothingIsWrongWithARecordOrItsBeginning(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let records = try Self.records.get()
    #expect(records.count > 20)
    for record in records.prefix(name == "redaction" ? 12 : 40) {
      #expect(target.complaint(about: record) == nil, "\(String(decoding: record, as: UTF8.self))")
      let half = Array(record.prefix(record.count / 2))
      #expect(target.complaint(about: half) == nil, "\(String(decoding: half, as: UTF8.self))")
    }
  }

  @Test func everyFolderOfInputsHasATarget() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { !$0.hasSuffix(".md") }
    #expect(Set(folders).isSubset(of: FuzzTarget.all.map(\.name)))
  }

  // MARK: Whether a fault would be seen

  private static let log =
    #"{"type":"track","userId":"u-1","properties":{"email":"jane@example.org","url":"https://a.example/?e=jane%40example.org"}}"#

  @Test(arguments: [
    #"{"type":"track","userId":"u-2","properties":{"email":"~email-1~","url":"https://a.example/?e=~email-1~"}}"#,
    #"{"type":"track","userId":"u-1","properties": {"email":"~email-1~","url":"https://a.example/?e=~email-1~"}}"#,
    #"{"type":"track","userId":"u-1","properties":{"email":"~email-1~","url":"https://b.example/?e=~email-1~"}}"#,
    #"{"type":"track","userId":"u-1","properties":{"email":"~email-1~"}}"#,
    #"{"type":"track","userId":"u-1","properties":{"email":"~email-1~","url":"https://a.example/?e=~email-1~"}"#,
    #"{"type":"track","userId":"u-1","properties":{"email":"~email-1~","url":"https://a.example/?e=~email-1~"}} "#,
  ])
  func aCopyThatDiffersInMoreThanPlaceholdersIsNoCopy(_ copy: String) throws {
    #expect(try Likeness(Array(Self.log.utf8)).complaint(about: Array(copy.utf8)) != nil)
  }

  @Test func aCopyWithPlaceholdersIsOne() throws {
    let copy = #"{"type":"track","userId":"u-1","properties":{"email":"~email-1~","url":"https://a.example/?e=~email-1~"}}"#
    #expect(try Likeness(Array(Self.log.utf8)).complaint(about: Array(copy.utf8)) == nil)
  }
}
