/// A zip archive that holds captures. Its directory is in memory; its entries are read from the file.
package final class ZipArchive {
  /// An entry that may be a capture.
  package struct Candidate {
    fileprivate let entry: Int
    /// Whether only its content can show that it is a capture; it is not an error if it is not.
    package let isGuess: Bool
  }

  /// An archive from a pipe is held in memory up to this size, because its directory comes last.
  static let maximumPiped = 256 << 20

  /// The path as given.
  package let name: String
  /// Why the archive may be incomplete.
  package let damage: String?
  private let storage: Storage
  private let allowance: Allowance
  private let entries: [ZipDirectory.Entry]
  private let numbers: [String: Int]
  /// The entries that captures refer to.
  private var attached: Set<Int> = []
  private var candidates: [Candidate] = []
  private var next = 0

  /// Whether bytes begin an archive: an entry, the end of an empty one, or a part of a split one.
  static func begins(_ head: Span<UInt8>) -> Bool {
    head.begins(with: [0x50, 0x4B, 3, 4]) || head.begins(with: [0x50, 0x4B, 5, 6]) || head.begins(with: [0x50, 0x4B, 7, 8])
  }

  package init(_ source: consuming ByteSource) throws(CaptureError) {
    let name = source.name
    guard let storage = try source.storage(limit: Self.maximumPiped) else {
      throw .unreadable(path: name, reason: "a zip archive of more than \(Self.maximumPiped >> 20) MiB can only be read from a file")
    }
    self.name = name
    self.storage = storage
    allowance = Allowance(packed: storage.size)
    let directory = try ZipDirectory(storage, allowance: allowance)
    let entries = directory.entries
    self.entries = entries
    damage = directory.damage
    // The last entry of a name wins, as in other programs.
    numbers = Dictionary(entries.indices.map { (entries[$0].name, $0) }, uniquingKeysWith: { $1 })
    candidates = Self.candidates(entries)
  }

  /// The error if no entry is a capture.
  package var emptiness: CaptureError {
    .unreadable(path: name, reason: damage ?? (entries.isEmpty ? "the archive is empty" : "the archive holds no capture"))
  }

  /// The HARs in order, then other entries that are named like captures and not attached to one; if there are none, all entries.
  private static func candidates(_ entries: [ZipDirectory.Entry]) -> [Candidate] {
    let visible = entries.indices.filter { isVisible(entries[$0].name) }
    let hars = visible.filter { CapturePaths.isHAR(entries[$0].name) }
    let named = visible.filter { CapturePaths.isCapture(entries[$0].name) && !CapturePaths.isHAR(entries[$0].name) }
    let logs = hars.isEmpty ? named : named.filter { !CapturePaths.isAttachment(entries[$0].name) }
    let certain = hars + logs
    return certain.isEmpty ? visible.map { Candidate(entry: $0, isGuess: true) } : certain.map { Candidate(entry: $0, isGuess: false) }
  }

  /// Folders, hidden files, and what macOS adds to archives are not captures.
  private static func isVisible(_ name: String) -> Bool {
    guard !EntryName.isFolder(name), !name.isEmpty else { return false }
    return !EntryName.parts(of: name).contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." || $0 == "__MACOSX" }
  }

  /// The next entry that may be a capture, unless a capture before it refers to it.
  package func nextCapture() -> Candidate? {
    while next < candidates.count {
      next += 1
      if !attached.contains(candidates[next - 1].entry) { return candidates[next - 1] }
    }
    return nil
  }

  /// The candidate's path below the archive's.
  package func path(of candidate: Candidate) -> String { EntryName.path(of: entryName(of: candidate), in: name) }

  package func open(_ candidate: Candidate) throws(CaptureError) -> ByteSource {
    let path = path(of: candidate)
    guard Attachments.isInside(entries[candidate.entry].name) else {
      throw .unreadable(path: path, reason: "the entry's name leads out of the archive")
    }
    do throws(Attachments.Refusal) {
      return ByteSource(name: path, .entry(try reader(candidate.entry)), archive: allowance)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
  }

  /// The files next to a candidate, which it may refer to.
  package func attachments(of candidate: Candidate) -> Attachments {
    .archive(self, folder: EntryName.folder(of: entryName(of: candidate)))
  }

  /// The names of all entries, in order and without duplicates.
  package var names: [String] { entries.indices.filter { numbers[entries[$0].name] == $0 }.map { entries[$0].name } }

  /// The candidate's name in the archive.
  func entryName(of candidate: Candidate) -> String { entries[candidate.entry].name }

  /// Whether a capture refers to an entry.
  package func isAttached(_ name: String) -> Bool { numbers[name].map(attached.contains) ?? false }

  /// Copies an entry unchanged.
  package func copy(_ name: String, to output: any ByteOutput) throws {
    guard let entry = numbers[name] else { return }
    let input = try reader(entry)
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while case let got = try input.read(into: &buffer, at: 0, count: buffer.count), got > 0 {
      try output.write(buffer.span.extracting(0..<got))
    }
    if let damage = input.damage { throw CaptureError.unreadable(path: EntryName.path(of: name, in: self.name), reason: damage) }
  }

  // MARK: Attachments

  /// Notes that a capture refers to an entry.
  func note(_ name: String) {
    if let entry = numbers[name] { attached.insert(entry) }
  }

  /// Reads a whole entry, up to `limit` bytes; nil if no entry has the name.
  package func content(_ name: String, limit: Int) throws(Attachments.Refusal) -> Attachments.FileContent? {
    guard let entry = numbers[name] else { return nil }
    return Attachments.FileContent(.entry(try reader(entry)), limit: limit)
  }

  private func reader(_ number: Int) throws(Attachments.Refusal) -> EntryReader {
    let entry = entries[number]
    guard !entry.isEncrypted else { throw Attachments.Refusal(reason: "the entry is encrypted: unpack the archive first") }
    var header: [UInt8] = []
    do throws(CaptureError) {
      if entry.header < storage.size { header = try storage.bytes(entry.header..<entry.header + 30) }
    } catch {
      throw Attachments.Refusal(reason: "the archive cannot be read")
    }
    guard header.count == 30, header.span.begins(with: [0x50, 0x4B, 3, 4]) else {
      throw Attachments.Refusal(reason: "the archive's directory leads to no entry: it is damaged")
    }
    // The local header repeats the directory; only these lengths are needed.
    let start = entry.header + 30 + Int(header[26]) + Int(header[27]) << 8 + Int(header[28]) + Int(header[29]) << 8
    let data = (start..<max(start, start &+ entry.packed)).clamped(to: 0..<storage.size)
    let section = ByteInput.section(storage, data)
    let input: ByteInput
    switch entry.method {
    case 0: input = section
    case 8: input = .unpacked(Decompressor(.deflate, section, allowance: allowance, countsInput: false))
    case 93: input = .unpacked(Decompressor(.zstd, section, allowance: allowance, countsInput: false))
    default:
      let reason = "the entry is compressed by method \(entry.method), which is not read: unpack the archive first"
      throw Attachments.Refusal(reason: reason)
    }
    return EntryReader(input, size: entry.size, checksum: entry.checksum)
  }
}
