import Bytes
package import Captures
import Knowledge
import Vocabulary

/// The second reading of a redacted capture, independent of the first: it knows no HAR, no payload and no rule. It takes every JSON
/// string in the bytes and every text that can be decoded from it, and searches there for the removed values, for names of secrets,
/// and for strings that look random.
package struct SecondReading {
  /// Something that was not removed.
  package struct Leftover: Sendable, Equatable {
    /// How it was detected.
    package enum Sign: String, Sendable, CaseIterable {
      case copy = "a copy of a removed value"
      case name = "a value whose name says that it is a secret"
      case looks = "a random-looking string"
    }

    package var sign: Sign
    package var value: [UInt8]
    /// The offset of the JSON string in the decompressed file.
    package var offset: Int
  }

  /// What was kept on purpose.
  package struct Exceptions: Sendable {
    /// Hashes of random-looking strings that were kept, and of their parts.
    private var spared: Set<Int> = []
    /// Digests of the texts of assets that everyone gets.
    private var assets: Set<String> = []
    /// The numbers of values of which copies remain in fields that are kept.
    var values: Set<Int> = []

    package init() {}

    mutating func spare(_ value: [UInt8]) {
      spared.insert(FlatText.hash(of: value))
      for part in value.split(whereSeparator: { !FlatText.isAtom($0) }) { spared.insert(FlatText.hash(of: Array(part))) }
    }

    mutating func keep(asset digest: String) { assets.insert(digest) }

    func isSpared(_ value: [UInt8]) -> Bool { spared.contains(FlatText.hash(of: value)) }

    func isKept(_ text: [UInt8]) -> Bool { !assets.isEmpty && assets.contains(Digest.hex(Digest.sha256.of(text))) }
  }

  /// The maximum number of leftovers in the list.
  private static let maximumLeftovers = 10_000
  package private(set) var leftovers: [Leftover] = []
  private var noted: Set<[UInt8]> = []
  /// Searches the texts that this thread reads.
  private var reader: TextReader
  private let jobs: Int
  /// How many bytes of a file go to a worker at a time; a smaller file is read by one thread.
  private let batchBytes: Int
  private var crew: Crew<TextBatch>?

  init(_ entries: [ValueBook.Entry], _ names: SecretNames, _ exceptions: Exceptions, jobs: Int = 1, batchBytes: Int = 1 << 20) {
    reader = TextReader(needles: Needles(entries, except: exceptions.values), names: names, exceptions: exceptions)
    (self.jobs, self.batchBytes) = (jobs, batchBytes)
  }

  // MARK: Files

  /// Reads a file that was written: a capture, an archive of captures, or an attached body.
  package mutating func read(_ source: consuming ByteSource) throws {
    var source = source
    guard try source.isArchive() else { return try strings(of: source) }
    let archive = try ZipArchive(source)
    for name in archive.names where !EntryName.isFolder(name) {
      let content = try archive.content(name, limit: .max)
      if let content { try strings(of: ByteSource(name: name, bytes: content.bytes)) }
    }
  }

  /// What was not removed from a JSON text.
  package mutating func leftovers(in text: [UInt8]) -> [Leftover] {
    (leftovers, noted) = ([], [])
    reader.forget()
    // Bytes in memory can always be read.
    try? strings(of: ByteSource(name: "", bytes: text))
    return leftovers
  }

  private mutating func strings(of source: consuming ByteSource) throws {
    var walker = JSONStrings(source)
    var pair = Pairing()
    var batch = TextBatch()
    while let piece = try walker.next() {
      batch.append(piece.bytes, piece.offset, reading(of: piece, &pair))
      guard batch.bytes.count >= batchBytes else { continue }
      submitBatch(batch)
      batch = TextBatch()
    }
    if crew == nil {
      reader.read(batch)
      note(batch)
    } else {
      submitBatch(batch)
    }
    while let done = crew?.next() { note(done) }
  }

  // MARK: Several cores

  private mutating func submitBatch(_ batch: TextBatch) {
    if crew == nil, jobs > 1 {
      let reader = reader
      let crew = Crew<TextBatch>(count: jobs) { queue in
        var reader = reader
        queue.each { reader.read($0) }
      }
      if !crew.isEmpty { self.crew = crew }
    }
    guard let crew else {
      reader.read(batch)
      return note(batch)
    }
    crew.submit(batch)
    while crew.isFull, let done = crew.next() { note(done) }
  }

  /// Adds the findings of a batch; batches come in the order of the file.
  private mutating func note(_ batch: TextBatch) {
    for leftover in batch.leftovers {
      guard leftovers.count < Self.maximumLeftovers, noted.insert(leftover.value).inserted else { continue }
      leftovers.append(leftover)
    }
  }

  // MARK: Strings

  /// The context of a string: its key, and the name next to it (`{"name": …, "value": …}`).
  private struct Pairing {
    var key: [UInt8] = []
    var label: [UInt8] = []

    /// The name for the next string.
    var name: [UInt8] { label.isEmpty || key != Pairing.value ? key : label }
    var isLabel: Bool { key == Pairing.name }
    /// Whether the next string may be a body.
    var isBody: Bool { key == Pairing.text || key == Pairing.data }

    private static let value = Array("value".utf8)
    private static let name = Array("name".utf8)
    private static let text = Array("text".utf8)
    private static let data = Array("data".utf8)
  }

  /// How to read a piece, from what precedes it.
  private mutating func reading(of piece: JSONStrings.Piece, _ pair: inout Pairing) -> TextBatch.Reading {
    switch piece.kind {
    case .between:
      // Numbers and punctuation: a brace ends the context.
      if piece.bytes.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) { pair = Pairing() }
      return .between
    case .string where piece.isKey:
      pair.key = FlatText.unescaped(piece.bytes)
      return .key
    case .string:
      if pair.isLabel { pair.label = FlatText.unescaped(piece.bytes) }
      return .value(isNamed: piece.bytes.count >= 8 && reader.isSecret(pair.name), isBody: pair.isBody)
    }
  }
}
