import Foundation
import Testing

@testable import Captures
@testable import Redacting

/// A compressed capture or an archive keeps its format.
@Suite struct PackedRedactionTests {
  private static let capture = Recording.har(Recording.entry("https://collect.example/v1", body: #"{"email":"jane.doe@copperline.dev"}"#))
  private static let redacted = capture.replacing("jane.doe@copperline.dev", with: "~email-1~")

  private static func unpacked(_ bytes: [UInt8], name: String = "capture") throws -> [String: String] {
    var source = ByteSource(name: name, bytes: bytes)
    guard try source.isArchive() else {
      var text: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let got = try source.read(into: &buffer, at: 0, count: buffer.count), got > 0 { text += buffer[..<got] }
      return ["": String(decoding: text, as: UTF8.self)]
    }
    let archive = try ZipArchive(source)
    #expect(archive.damage == nil)
    var files: [String: String] = [:]
    for name in archive.names {
      files[name] = String(decoding: try archive.content(name, limit: 1 << 20)?.bytes ?? [], as: UTF8.self)
    }
    return files
  }

  @Test(arguments: [[0x1F, 0x8B], [0x28, 0xB5]] as [[UInt8]])
  func compressionIsKept(_ magic: [UInt8]) throws {
    let packed = magic[0] == 0x1F ? Packing.gzip(Self.capture) : Packing.zstd(Self.capture)
    let output = try Redacted(files: [("capture", packed)]).outputs[0]
    #expect(output.starts(with: magic))
    #expect(try Self.unpacked(output) == ["": Self.redacted])
  }

  @Test func aLargeCaptureIsPackedBlockByBlock() throws {
    let entry = Recording.entry(
      "https://collect.example/v1", body: #"{"email":"jane.doe@copperline.dev","pad":"\#(String(repeating: "x", count: 1 << 20))"}"#)
    let capture = #"{"log":{"entries":["# + [String](repeating: entry, count: 10).joined(separator: ",") + "]}}"
    for packed in [Packing.gzip(capture), Packing.zstd(capture)] {
      let output = try Redacted(files: [("capture", packed)]).outputs[0]
      #expect(try Self.unpacked(output) == ["": capture.replacing("jane.doe@copperline.dev", with: "~email-1~")])
    }
  }

  @Test func anArchiveKeepsItsCapturesAndTheBodiesThatBelongToThem() throws {
    let har = Recording.har(
      #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"postData":{"mimeType":"application/json","_file":"sent.json"}},"#
        + #""response":{"content":{"mimeType":"text/plain","_file":"got.txt"}}}"#)
    let archive = Packing.zip(
      Packing.Entry("har.har", har), Packing.Entry("sent.json", #"{"email":"jane.doe@copperline.dev"}"#),
      Packing.Entry("got.txt", "nothing of note"), Packing.Entry("unrelated.png", "jane.doe@copperline.dev"))
    let redacted = try Redacted(files: [("capture.har.zip", archive)])
    #expect(
      try Self.unpacked(redacted.outputs[0])
        == ["har.har": har, "sent.json": #"{"email":"~email-1~"}"#, "got.txt": "nothing of note"])
    #expect(redacted.result.captures[0].leftOut == ["unrelated.png"])
  }

  @Test func anAttachedBodyIsRedactedToo() throws {
    let har = Recording.har(
      #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"postData":{"mimeType":"application/json","_file":"attached.json"}},"response":{}}"#
    )
    let redacted = try Redacted(files: [
      ("capture.har", Array(har.utf8)), ("attached.json", Array(#"{"email":"jane.doe@copperline.dev"}"#.utf8)),
    ])
    #expect(redacted.files.mapValues { String(decoding: $0, as: UTF8.self) } == ["attached.json": #"{"email":"~email-1~"}"#])
    #expect(redacted.text == har)
  }
}
