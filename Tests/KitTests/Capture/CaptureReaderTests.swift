import Foundation
import Testing

@testable import Bytes
@testable import Captures
@testable import Redacting
@testable import Vocabulary

@Suite struct CaptureReaderTests {
  @Test(arguments: Sample.allCases, [1, 2, 3, 7, 64])
  func blocksLeaveNoTrace(_ sample: Sample, _ block: Int) throws {
    let bytes = Array(sample.text.utf8)
    let whole = try Reading(bytes)
    #expect(whole.items.count > 1)
    #expect(try Reading(bytes, block: block) == whole)
    #expect(try Reading(bytes, block: 4096, piece: block) == whole)
  }

  @Test(arguments: Sample.allCases, ["", "\u{FEFF}", "\n\r\n  "])
  func positionsPointAtTheBytes(_ sample: Sample, _ before: String) throws {
    let bytes = Array((before + sample.text).utf8)
    for item in try Reading(bytes, block: 32).items {
      let start = item.origin.offset
      #expect(Array(bytes[start..<(start + item.bytes.count)]) == item.bytes)
      let lines = bytes[..<start].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      #expect(item.origin.line == lines.count)
      #expect(item.origin.column == (lines.last?.count ?? 0) + 1)
    }
  }

  @Test func countsLinesOverAnyLength() {
    for length in [0, 1, 7, 8, 9, 31, 32, 100, 5000, 70_000] {
      var bytes = [UInt8](repeating: 0x0B, count: length)
      var lines = 0
      for at in stride(from: length % 3, to: length, by: 3) {
        bytes[at] = 0x0A
        lines += 1
      }
      let end = Position().advanced(by: length, over: bytes.span)
      #expect(end.offset == length)
      #expect(end.line == lines + 1)
      #expect(end.column == length - (bytes.lastIndex(of: 0x0A) ?? -1))
      let full = [UInt8](repeating: 0x0A, count: length)
      #expect(Position().advanced(by: length, over: full.span).line == length + 1)
    }
  }

  @Test func readsAFileAndAPipe() throws {
    let path = NSTemporaryDirectory() + "telltale-\(UUID().uuidString).har"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Sample.har.text.write(toFile: path, atomically: true, encoding: .utf8)
    let expected = try Reading(Sample.har.text)
    #expect(try Reading(CaptureReader(path: path)) == expected)

    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(Sample.har.text.utf8))
    try pipe.fileHandleForWriting.close()
    let reader = try CaptureReader(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
    #expect(try Reading(reader) == expected)
  }

  @Test func saysWhyAFileCannotBeRead() {
    #expect(throws: CaptureError.unreadable(path: "/nowhere/a.har", reason: "no such file")) {
      _ = try CaptureReader(path: "/nowhere/a.har")
    }
    #expect(throws: CaptureError.unreadable(path: "/", reason: "is a directory")) { _ = try CaptureReader(path: "/") }
  }

  @Test func stopsWhenTheHandlerThrows() {
    struct Enough: Error {}
    #expect(throws: Enough.self) {
      _ = try CaptureReader(ByteSource(name: "x", bytes: Array(Sample.har.text.utf8))).read { _, _ in throw Enough() }
    }
  }

  @Test func walksDirectories() throws {
    let files = FileManager.default
    let root = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    defer { try? files.removeItem(atPath: root) }
    try files.createDirectory(atPath: root + "/b/empty", withIntermediateDirectories: true)
    for name in ["b/z.har", "b/a.NDJSON", "a.json", "c.har.gz", "notes.md", ".hidden.har", "harness.txt"] {
      try "{}".write(toFile: root + "/" + name, atomically: true, encoding: .utf8)
    }
    try files.createSymbolicLink(atPath: root + "/b/loop", withDestinationPath: root)
    let expected = ["a.json", "b/a.NDJSON", "b/z.har", "c.har.gz"].map { root + "/" + $0 }
    #expect(try CapturePaths.expand([root]) == expected)
    #expect(try CapturePaths.expand(["-", root + "/notes.md", root + "/missing"]) == ["-", root + "/notes.md", root + "/missing"])
    #expect(throws: CaptureError.unreadable(path: root + "/b/empty", reason: "the directory holds no capture")) {
      try CapturePaths.expand([root + "/b/empty"])
    }
  }
}

/// Real captures of public projects, which are not part of this repository.
@Suite struct CorpusTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/corpus").standardizedFileURL.path()
  static let isThere = FileManager.default.fileExists(atPath: folder)

  @Test(.enabled(if: isThere, "the corpus of real captures is not beside this repository"))
  func everyCaptureIsReadOrRefusedInOneLine() throws {
    var read = 0
    for path in try CapturePaths.expand([Self.folder]) {
      do {
        let summary = try CaptureReader(path: path).read { record, bytes in
          #expect(record.range.upperBound <= bytes.count)
        }
        read += summary.records
        #expect(summary.gaps.allSatisfy { !$0.reason.contains("\n") })
      } catch let error as CaptureError {
        #expect(!error.description.contains("\n"))
      }
    }
    #expect(read > 0)
  }
}
