import Foundation
import Testing
import Zlib
import Zstd

/// Captures that are compressed or in an archive, from the command line.
@Suite struct PackedCaptureTests {
  private static let packings: [(String, @Sendable (String) -> [UInt8])] = [
    (".gz", { Zlib.deflate(Array($0.utf8).span, .gzip) }), (".zst", { ZstdStream.compress(Array($0.utf8).span) }),
  ]

  @Test(arguments: [MadeUp.leaky, MadeUp.log(property: MadeUp.address)], ["text", "json"])
  func `a compressed capture is audited like the capture, except for path and digest`(capture: String, format: String) throws {
    try withTemporaryFolder { folder in
      let path = try folder.file("capture", capture)
      let plain = try Tool.run(["audit", path, "--format", format])
      #expect(plain.status == 1)
      for (ending, pack) in Self.packings {
        try Data(pack(capture)).write(to: URL(filePath: path + ending))
        let packed = try Tool.run(["audit", path + ending, "--format", format])
        #expect(packed.status == 1)
        let outputs = [packed, plain].map { $0.output.replacing(/(sha256"?:? "?)[0-9a-f]{64}/) { $0.output.1 } }
        #expect(outputs[0].replacing("capture\(ending)", with: "capture") == outputs[1])
        #expect(packed.errors.isEmpty)
      }
    }
  }

  @Test func `a truncated capture is audited up to its end, and the loss is reported`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "capture.har.gz").path
      let packed = Zlib.deflate(Array(MadeUp.clean.utf8).span, .gzip)
      try Data(packed.dropLast(8)).write(to: URL(filePath: path))
      let report = try Tool.run(["audit", path])
      #expect(report.status == 2)
      #expect(report.output.contains("the gzip data end too early; 1 entry before it was read"))
    }
  }

  @Test func `an archive without a capture exits 2 with one line`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "empty.har.zip").path
      try Data([0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)).write(to: URL(filePath: path))
      let report = try Tool.run(["audit", path])
      #expect(report.status == 2)
      #expect(report.errors == "telltale: \(path): the archive is empty\n")
    }
  }
}
