import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting

/// Bodies of a HAR in separate files, in an archive or next to it.
@Suite struct AttachmentTests {
  private static let body = #"{"type":"track","event":"Form Created","properties":{"contact":"ines.vandermeer@acme.example.com"}}"#
  private static let resource = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12.json"

  /// A HAR with an entry whose body is attached under this name.
  private static func har(_ name: String = resource) -> String {
    Recording.har(
      #"""
      {"request":{"method":"POST","url":"https://api.segment.io/v1/t","headers":[],"bodySize":98,
        "postData":{"mimeType":"application/json","text":"","params":[],"_file":\#(Encode.string(name))}},
       "response":{"status":200,"content":{"mimeType":"application/json","_file":"response.json"}}}
      """#)
  }

  private func lines(_ audited: Audited) -> [String] {
    audited.findings("email").flatMap(\.occurrences).map { "\($0.path) \($0.layers) \($0.start)..<\($0.end) \($0.line):\($0.column)" }
  }

  private func gaps(_ audited: Audited) -> [String] {
    audited.report.captures.flatMap(\.gaps).map { "\($0.record ?? -1) \($0.place): \($0.reason)" }
  }

  private static let expected = [
    "request.body «file \(resource)» «json» /properties/contact [\"file\", \"json\"] 0..<\(body.utf8.count) 1:1"
  ]

  @Test func `an attached body is audited, whichever of the two comes first`() throws {
    let (har, body) = (Packing.Entry("har.har", Self.har()), Packing.Entry(Self.resource, Self.body))
    for archive in [Packing.zip(har, body), Packing.zip(body, har)] {
      let audited = try Audited(archive, name: "a.har.zip")
      #expect(lines(audited) == Self.expected)
      #expect(gaps(audited).isEmpty)
      #expect(audited.report.captures.map(\.records) == [1])
    }
  }

  @Test func `an attached body is found next to a HAR in a folder of the archive`() throws {
    let har = Packing.Entry("run/1/har.har", Self.har("res/b.json"))
    let archive = Packing.zip(har, .init("run/1/res/b.json", Self.body), .init("res/b.json", "{}"))
    #expect(lines(try Audited(archive)).count == 1)
  }

  @Test func `a file that a HAR refers to is not a capture`() throws {
    let archive = Packing.zip(
      .init("response.json", Self.body), .init("b.json", Self.body), .init("har.har", Self.har("b.json")), .init("events.json", Self.body))
    #expect(try Audited(archive).report.captures.map { $0.path.split(separator: "/").last } == ["har.har", "events.json"])
  }

  @Test func `an attached body may be binary`() throws {
    let packed = Packing.gzip(Self.body)
    let audited = try Audited(Packing.zip(.init("har.har", Self.har("b.dat")), .init("b.dat", bytes: packed)))
    #expect(lines(audited).first?.hasPrefix("request.body «file b.dat» «gzip» «json» /properties/contact") == true)
    #expect(lines(audited).first?.hasSuffix("0..<\(packed.count) 1:1") == true)
  }

  @Test func `the name of the file is in no fingerprint`() throws {
    let prints = try ["b.json", "c.json"].map { name in
      try Audited(Packing.zip(.init("har.har", Self.har(name)), .init(name, Self.body))).findings.map(\.fingerprint)
    }
    #expect(prints[0] == prints[1])
    #expect(!prints[0].isEmpty)
  }

  @Test func `a body that is not in the archive, or damaged in it, is a gap`() throws {
    let har = Packing.Entry("har.har", Self.har())
    #expect(gaps(try Audited(Packing.zip(har))) == ["0 request.body: the file that holds the body is not in the archive"])
    let body = Packing.Entry(Self.resource, Self.body)
    let wrong = try Audited(Packing.zip(har, body.with { $0.isWrong = true }))
    #expect(lines(wrong) == Self.expected)
    #expect(gaps(wrong).count == 1)
    #expect(gaps(wrong).first?.contains("checksum") == true)
    let encrypted = try Audited(Packing.zip(har, body.with { $0.isEncrypted = true }))
    #expect(gaps(encrypted) == ["0 request.body: the entry is encrypted: unpack the archive first"])
  }

  // MARK: Folders

  /// Audits a folder with a capture and other files; `path` is the capture's.
  private func audit(_ capture: [UInt8], path: String = "run/a.har", _ prepare: (URL) throws -> Void) throws -> Audited {
    let folder = URL(filePath: NSTemporaryDirectory() + "telltale-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(capture).write(to: file)
    try prepare(folder)
    return try Audited(paths: [file.path])
  }

  @Test func `a body is read from the folder of its HAR`() throws {
    for capture in [Array(Self.har().utf8), Packing.gzip(Self.har())] {
      let audited = try audit(capture) { try Data(Self.body.utf8).write(to: $0.appending(path: "run/\(Self.resource)")) }
      #expect(lines(audited) == Self.expected)
      #expect(gaps(audited).isEmpty)
    }
    let missing = try audit(Array(Self.har().utf8)) { _ in }
    #expect(gaps(missing) == ["0 request.body: the file with the body is missing"])
  }

  @Test(arguments: ["../secret.json", "/etc/hostname", "sub/../../secret.json", "link.json", "linked/secret.json", "a\\b", "\u{0}"])
  func `nothing outside of the folder is read`(name: String) throws {
    let audited = try audit(Array(Self.har(name).utf8)) { folder in
      try Data(Self.body.utf8).write(to: folder.appending(path: "secret.json"))
      let run = folder.appending(path: "run")
      let files = FileManager.default
      try files.createSymbolicLink(at: run.appending(path: "link.json"), withDestinationURL: folder.appending(path: "secret.json"))
      try files.createSymbolicLink(at: run.appending(path: "linked"), withDestinationURL: folder)
    }
    #expect(lines(audited).isEmpty)
    #expect(gaps(audited) == ["0 request.body: the file that holds the body is not below the capture's folder, and was not read"])
  }

  @Test func `a link inside of the folder is followed`() throws {
    let audited = try audit(Array(Self.har().utf8)) { folder in
      try Data(Self.body.utf8).write(to: folder.appending(path: "run/b.json"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "run/\(Self.resource)").path, withDestinationPath: "b.json")
    }
    #expect(lines(audited) == Self.expected)
  }

  @Test(arguments: ["", ".", "sub"])
  func `a folder is not a body`(name: String) throws {
    let audited = try audit(Array(Self.har(name).utf8)) {
      try FileManager.default.createDirectory(at: $0.appending(path: "run/sub"), withIntermediateDirectories: true)
    }
    #expect(gaps(audited).count == 1)
  }

  @Test func `bodies that Playwright attached are not captures of a folder`() throws {
    let folder = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder + "/logs", withIntermediateDirectories: true)
    for name in ["a.har", Self.resource, "b.har.gz", "events.ndjson.zst", "logs/\(Self.resource)", "c.json.zip", "notes.zip"] {
      try Data().write(to: URL(filePath: "\(folder)/\(name)"))
    }
    let expected = ["a.har", "b.har.gz", "c.json.zip", "events.ndjson.zst", "logs/\(Self.resource)"]
    #expect(try CapturePaths.expand([folder]) == expected.map { "\(folder)/\($0)" })
  }
}

extension Audited {
  /// Captures where they are.
  init(paths: [String]) throws {
    report = try Audit.run(Audit.Configuration(paths: paths), book: Standard.book)
  }
}
