import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Redacting

/// The guarantees of a redaction: nothing is written without proof, and nothing is read more often than documented.
@Suite struct ProvedRedactionTests {
  private static let mail = "erika.mustermann@example.org"
  private static func log(_ properties: String) -> String {
    #"{"type":"track","event":"Form Created","userId":"u-1","messageId":"m","properties":{\#(properties)}}"# + "\n"
  }
  private static let leaking = log(#""contact":"\#(mail)""#)

  private func redaction(of paths: [String], isCertified: Bool = false) throws -> ProvedRedaction {
    var configuration = Redaction.Configuration(paths: paths)
    configuration.isCertified = isCertified
    return ProvedRedaction(
      configuration, names: paths.map { "\($0).redacted" }, try Standard.book, auditing: Audit.Configuration(paths: []))
  }

  @Test func `each capture is read twice and each copy twice`() throws {
    let inputs = MemoryStore(["a.ndjson": Self.leaking, "b.ndjson": Self.log(#""state":"done","contact":"\#(Self.mail)""#)])
    let copies = MemoryStore()
    let result = try redaction(of: ["a.ndjson", "b.ndjson"]).run(from: inputs) { copies }
    #expect(inputs.readings == ["a.ndjson": 2, "b.ndjson": 2])
    #expect(copies.readings == ["a.ndjson.redacted": 2, "b.ndjson.redacted": 2])
    #expect(copies.isCommitted)
    #expect(result.captures.map(\.output) == ["out/a.ndjson.redacted", "out/b.ndjson.redacted"])
    #expect(copies.text("a.ndjson.redacted").contains(#""contact":"~email-1~""#))
    #expect(copies.text("b.ndjson.redacted").contains(#""state":"done","contact":"~email-1~""#))
  }

  @Test func `digests are those of what was read and written, and cost no further reading`() throws {
    let inputs = MemoryStore(["a.ndjson": Self.leaking])
    let copies = MemoryStore()
    let result = try redaction(of: ["a.ndjson"], isCertified: true).run(from: inputs) { copies }
    #expect(result.captures.map(\.inputDigest) == [inputs.digest(of: "a.ndjson")])
    #expect(result.captures.map(\.outputDigest) == [copies.digest(of: "a.ndjson.redacted")])
    #expect(inputs.readings == ["a.ndjson": 2] && copies.readings == ["a.ndjson.redacted": 2])
  }

  /// The placeholder comes to stand at the percent-encoded plus of base64: half of it is no secret that is left.
  @Test func `a placeholder in base64 that percent-encoding cuts is one`() throws {
    for padding in ["", "a", "ab"] {
      let inner = Data(#"{"session_token": "5ab6443cadba8b1278c92258d2498763", "p": "\#(padding)"}"#.utf8).base64EncodedString()
      let har = Recording.har(Recording.entry("https://in.stranger.example/x", body: "data=\(inner.replacing("=", with: "%3D"))"))
      let copies = MemoryStore()
      _ = try redaction(of: ["a.har"]).run(from: MemoryStore(["a.har": har])) { copies }
      #expect(copies.isCommitted && !copies.text("a.har.redacted").contains(inner.prefix(48)))
    }
  }

  @Test func `a copy that still holds a value is written once more, and then nothing is put in place`() throws {
    var stores: [MemoryStore] = []
    let error = #expect(throws: ProvedRedaction.Remains.self) {
      try redaction(of: ["a.ndjson"]).run(from: MemoryStore(["a.ndjson": Self.leaking])) {
        stores.append(MemoryStore { _ in Array(Self.leaking.utf8) })
        return stores[stores.count - 1]
      }
    }
    #expect(stores.count == 2 && !stores.contains(where: \.isCommitted))
    let message = try #require(error?.description)
    #expect(message.hasPrefix("nothing was written: the audit of the redacted captures still finds email"))
    #expect(!message.contains(Self.mail))
  }

  @Test func `what the second reading finds is removed in a second attempt`() throws {
    // An audit does not report a string that only looks random; it was never in the capture itself.
    let planted = #"{"note":"see Zk3mQ9xT2vLp8RwY5nBd7Hc1"}"# + "\n"
    var stores: [MemoryStore] = []
    let inputs = MemoryStore(["a.ndjson": Self.leaking])
    _ = try redaction(of: ["a.ndjson"]).run(from: inputs) {
      let isFirst = stores.isEmpty
      stores.append(MemoryStore { isFirst ? $0 + Array(planted.utf8) : $0 })
      return stores[stores.count - 1]
    }
    #expect(stores.map(\.isCommitted) == [false, true])
    #expect(inputs.readings == ["a.ndjson": 3], "once for the values, and once for each attempt")
  }

  @Test(arguments: ["", "no capture at all", #"{"log":{"version":"1.2","entries":["#])
  func `nothing is begun for a capture that cannot be read to its end`(text: String) throws {
    var isBegun = false
    #expect(throws: (any Error).self) {
      try redaction(of: ["a.har"]).run(from: MemoryStore(["a.har": text])) {
        isBegun = true
        return MemoryStore()
      }
    }
    #expect(!isBegun)
  }

  @Test func `a trial writes nothing and reads each capture twice`() throws {
    let inputs = MemoryStore(["a.ndjson": Self.leaking])
    let result = try redaction(of: ["a.ndjson"]).trial(from: inputs)
    #expect(result.totals.map(\.kind) == [.email])
    #expect(result.captures.allSatisfy { $0.output == nil })
    #expect(inputs.readings == ["a.ndjson": 2])
  }

  @Test func `an archive without captures is refused`() throws {
    // The end of an empty directory (APPNOTE.TXT 4.3.16).
    let empty = MemoryStore(["a.zip": "PK\u{5}\u{6}" + String(repeating: "\0", count: 18)])
    let redaction = try redaction(of: ["a.zip"])
    let error = #expect(throws: CaptureError.self) { _ = try redaction.run(from: empty) { MemoryStore() } }
    #expect(error?.description == "a.zip: the archive is empty")
  }

  // MARK: Publishing

  @Test func `a refused capture is left out of the samples, and the others are not read again`() throws {
    let inputs = MemoryStore([
      "a.ndjson": Self.leaking, "b.har": #"{"log":{"version":"1.2","entries":[{"request":{"method":"GET""#,
      "c.ndjson": Self.log(#""state":"done""#).replacing("Form Created", with: "Form Closed"),
    ])
    let (samples, refusals) = try PublishedSamples.of(
      Redaction.Configuration(paths: ["a.ndjson", "b.har", "c.ndjson"]), book: Standard.book, firstParty: [], from: inputs)
    #expect(samples.compactMap(\.name) == ["Form Closed", "Form Created"])
    #expect(refusals.count == 1 && refusals[0].hasPrefix("capture b.har: "), "\(refusals)")
    #expect(inputs.readings == ["a.ndjson": 2, "b.har": 1, "c.ndjson": 2])
  }
}
