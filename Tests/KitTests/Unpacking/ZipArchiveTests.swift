import Foundation
import Testing

@testable import Auditing
@testable import Captures
@testable import Detecting

/// Captures in zip archives.
@Suite struct ZipArchiveTests {
  private static let har = Recording.request(body: "hello")
  private static let log = #"{"type":"track","event":"Board opened","userId":"u-1"}"# + "\n"

  /// `path records gaps` of every capture in an archive.
  private func captures(_ archive: [UInt8], name: String = "a.zip") throws -> [String] {
    try Audited(archive, name: name).report.captures.map { capture in
      let name = capture.path[(capture.path.range(of: name)?.lowerBound ?? capture.path.startIndex)...]
      if let error = capture.error { return "\(error)".replacing(capture.path.dropLast(name.count), with: "") }
      return (["\(name) \(capture.records)"] + capture.gaps.map(\.reason)).joined(separator: " | ")
    }
  }

  @Test func `each capture of an archive is one, named below it`() throws {
    let archive = Packing.zip(
      .init("b/session.har", Self.har), .init("events.ndjson", Self.log + Self.log), .init("notes.md", "# Notes"),
      .init("b/", ""), .init("__MACOSX/b/._session.har", "junk"), .init(".hidden.har", Self.har), .init("x/.git/y.har", Self.har))
    #expect(try captures(archive) == ["a.zip/b/session.har 1", "a.zip/events.ndjson 2"])
  }

  @Test func `archives are recognised by content, and so are captures with unclear names`() throws {
    let archive = Packing.zip(.init("page", "<!doctype html>"), .init("capture", Self.har), .init("image", bytes: [0, 1, 2, 3]))
    #expect(try captures(archive, name: "session.har") == ["session.har/capture 1"])
  }

  @Test(arguments: [0, 8, 93])
  func `entries are read however they are stored`(method: Int) throws {
    let entry = Packing.Entry("a.har", Self.har).with { $0.method = method }
    #expect(try captures(Packing.zip(entry)) == ["a.zip/a.har 1"])
    #expect(try captures(Packing.zip(entry.with { $0.isStreamed = true })) == ["a.zip/a.har 1"])
  }

  @Test func `an entry may be compressed by itself`() throws {
    #expect(try captures(Packing.zip(.init("a.har.gz", bytes: Packing.gzip(Self.har)))) == ["a.zip/a.har.gz 1"])
  }

  @Test func `an archive that was compressed is read`() throws {
    let archive = Packing.zip(.init("a.har", Self.har))
    #expect(try captures(Packing.gzip(archive)) == ["a.zip/a.har 1"])
  }

  @Test func `an unreadable archive is reported on one line`() throws {
    let (har, log) = (Packing.Entry("a.har", Self.har), Packing.Entry("b.ndjson", Self.log))
    #expect(
      try captures(Packing.zip(har.with { $0.isEncrypted = true }, log))
        == ["a.zip/a.har: the entry is encrypted: unpack the archive first", "a.zip/b.ndjson 1"])
    #expect(
      try captures(Packing.zip(har.with { $0.method = 14 }))
        == ["a.zip/a.har: the entry is compressed by method 14, which is not read: unpack the archive first"])
    #expect(
      try captures(Packing.zip(.init("a.har", bytes: Packing.zip(har))))
        == ["a.zip/a.har: a zip archive where a capture should be: unpack it first"])
    #expect(try captures(Packing.zip()) == ["a.zip: the archive is empty"])
    #expect(try captures(Packing.zip(.init("notes.md", "# Notes"))) == ["a.zip: the archive holds no capture"])
  }

  @Test(arguments: ["../a.har", "b/../../a.har", "/etc/a.har", "b\\..\\a.har"])
  func `a name that points outside the archive is refused`(name: String) throws {
    let archive = Packing.zip(.init(name, Self.har), .init("b.har", Self.har))
    #expect(try captures(archive) == ["a.zip/\(name): the entry's name leads out of the archive", "a.zip/b.har 1"])
  }

  // MARK: Damage

  @Test(arguments: [0, 8])
  func `a wrong checksum is a gap`(method: Int) throws {
    let entry = Packing.Entry("a.har", Self.har).with { ($0.method, $0.isWrong) = (method, true) }
    let lines = try captures(Packing.zip(entry))
    #expect(lines == ["a.zip/a.har 1 | the entry's checksum in the archive is another: the data are damaged; 1 entry before it was read"])
  }

  @Test(arguments: [false, true])
  func `without its directory an archive is read entry by entry, and the loss is reported`(isStreamed: Bool) throws {
    func entry(_ name: String) -> Packing.Entry { Packing.Entry(name, Self.har).with { $0.isStreamed = isStreamed } }
    let archive = Packing.zip(entry("a.har"), entry("b.har"), entry("c.har"), cut: true)
    let loss = "the archive ends too early, or its directory is lost; 3 entries were found in it"
    #expect(try captures(archive) == ["a.zip/a.har 1", "a.zip/b.har 1", "a.zip/c.har 1 | \(loss)"])
  }

  @Test(arguments: [false, true])
  func `every prefix of an archive gives the entries that are whole in it`(isStreamed: Bool) throws {
    func entry(_ name: String) -> Packing.Entry { Packing.Entry(name, Self.har).with { $0.isStreamed = isStreamed } }
    let first = Packing.zip(entry("a.har"), cut: true).count
    let archive = Packing.zip(entry("a.har"), entry("b.har"))
    for length in stride(from: 5, to: archive.count, by: 3) {
      let report = try Audited(Array(archive[..<length]), name: "a.zip").report
      #expect(report.captures.contains { !$0.complete }, "prefix of \(length) bytes")
      if length >= first { #expect(report.captures.first?.records == 1, "prefix of \(length) bytes") }
    }
  }

  @Test func `no mutation crashes or hangs`() throws {
    let archive = Packing.zip(.init("a.har", "{\"log\":{\"entries\":[{}]}}"), .init("b.ndjson", Self.log).with { $0.isStreamed = true })
    for at in archive.indices {
      for byte: UInt8 in [0, 0x7F, 0xFF, archive[at] ^ 1] {
        var mutated = archive
        mutated[at] = byte
        drain(mutated)
      }
    }
  }

  /// Reads everything that can be read of an archive.
  private func drain(_ bytes: [UInt8]) {
    guard let archive = try? ZipArchive(ByteSource(name: "a.zip", bytes: bytes)) else { return }
    while let candidate = archive.nextCapture() {
      guard let source = try? archive.open(candidate) else { continue }
      _ = try? CaptureReader(source).read { _, _ in }
    }
  }

  @Test func `entries that share their data unfold no more than the archive allows`() throws {
    // One entry of 48 MiB of spaces, listed repeatedly by a directory that points to the same data.
    let text = "{\"log\":{\"entries\":[{}"
    let bomb = Packing.zip(.init("a.har", bytes: Array(text.utf8) + [UInt8](repeating: 0x20, count: 48 << 20)))
    let archive = try ZipArchive(ByteSource(name: "a.zip", bytes: bomb))
    let candidate = try #require(archive.nextCapture())
    var stopped = 0
    for _ in 0..<3 {
      var source = try archive.open(candidate)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while try source.read(into: &buffer, at: 0, count: buffer.count) > 0 {}
      if source.damage?.contains("unfolds to more than 1000 times its size") == true { stopped += 1 }
    }
    #expect(stopped == 2)
  }

  // MARK: Pipes

  @Test func `a pipe is read like a file`() throws {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(Packing.zip(.init("a.har", Self.har), .init("b.har", Self.har))))
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    let report = try Audit.run(Audit.Configuration(paths: [path]), book: Standard.book)
    #expect(report.captures.map(\.path) == ["\(path)/a.har", "\(path)/b.har"])
    #expect(report.captures.map(\.records) == [1, 1])
  }
}
