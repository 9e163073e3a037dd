import Bytes
import Captures
import Payloads

extension FuzzTarget {
  /// Zip archives: what can be read of one can be written again, and then reads the same.
  static let zip = FuzzTarget("zip", longest: 2_048) { input in
    guard input.count > 4 else { return nil }
    // Begins with a signature; without it the input would not be read as an archive.
    let bytes = [0x50, 0x4B, 3, 4] + input.dropFirst(4)
    guard let contents = try contents(of: bytes) else { return nil }
    let output = KeptOutput()
    let writer = ZipWriter(to: output)
    for (name, content) in contents { try writer.add(name) { try $0.write(content) } }
    try writer.finish()
    guard let again = try Self.contents(of: output.bytes) else { return "what was written cannot be read" }
    if again.map(\.name) != contents.map(\.name) { return "the names are others when written again" }
    return again.map(\.content) == contents.map(\.content) ? nil : "the contents are others when written again"
  }

  /// The readable entries of an archive, by name; nil if it is not an archive.
  private static func contents(of bytes: [UInt8]) throws -> [(name: String, content: [UInt8])]? {
    let archive: ZipArchive
    do throws(CaptureError) {
      archive = try ZipArchive(ByteSource(name: "archive", bytes: bytes))
    } catch {
      return nil
    }
    while let candidate = archive.nextCapture() { _ = try? CaptureReader(archive.open(candidate)).read { _, _ in } }
    var contents: [(name: String, content: [UInt8])] = []
    for name in archive.names {
      let output = KeptOutput()
      do {
        try archive.copy(name, to: output)
      } catch is CaptureError {
        continue
      } catch is Attachments.Refusal {
        continue
      }
      contents.append((name, output.bytes))
    }
    return contents
  }

  /// An archive with a HAR and a file that it refers to. The first line of the input is the name in the HAR, the second the name of
  /// the file, and the rest its content: only files below the HAR's folder may be read.
  static let attachments = FuzzTarget("attachments", longest: 1_024) { input in
    let lines = input.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3 else { return nil }
    let reference = JSONEscapes.encoded(Array(lines[0]).span)
    let name = String(decoding: lines[1], as: UTF8.self)
    let har = Array(#"{"log":{"entries":[{"request":{"method":"POST","url":"https://a.example/","postData":{"_file":""#.utf8)
    let output = KeptOutput()
    let writer = ZipWriter(to: output)
    try writer.add("run/a.har") { try $0.write(har + reference + Array(#""}}}]}}"#.utf8)) }
    try writer.add(name) { try $0.write(Array(lines[2])) }
    try writer.finish()
    let isReferred = lines[1] == Array("run/".utf8) + lines[0]
    return try complaint(about: output.bytes, Array(lines[2]), mayRead: isReferred)
  }

  private static func complaint(about archive: [UInt8], _ content: [UInt8], mayRead: Bool) throws -> String? {
    var unwrapper = Unwrapper(paths: PathTable(), coverage: .everything)
    var complaint: String?
    _ = try CaptureWalk.visit("a.zip", in: MemoryStore(["a.zip": archive])) { stop in
      let attachments = stop.attachments
      guard stop.entry == "run/a.har" else { return _ = try stop.read { _, _ in } }
      _ = try stop.read { record, bytes in
        unwrapper.unwrap(record, bytes, beside: attachments)
        complaint = complaint ?? UnwrappedRecord(unwrapper, bytes).complaint
        let file = unwrapper.payload.layers.first { $0.kind == .file }
        if let file, file.bytes != content || !mayRead { complaint = "a file was read that is not the one referred to" }
      }
    } unreadable: { _, _ in
    }
    return complaint
  }
}
