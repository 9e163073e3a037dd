/// Where the bytes of a capture come from, in order and once; what is compressed is read as what it unfolds to, and
/// UTF-16 as UTF-8.
package struct ByteSource: ~Copyable {
  /// The path as given; for an entry of an archive its name below the archive's path.
  package let name: String
  /// The file that the bytes are in, packed or not; nil for those of an archive's entry and those in memory.
  let file: InputFile?
  private var input: ByteInput
  private let allowance: Allowance
  private let countsInput: Bool
  /// What was read to tell whether it is compressed, and how much of it has been handed on.
  private var head: [UInt8] = []
  private var passed = 0
  private var isBegun = false
  private var outermost: Compression?

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    self.init(name: path, .file(try InputFile(path: path)))
  }

  /// Opens a file, under a name of its own.
  package init(path: String, as name: String) throws(CaptureError) {
    self.init(name: name, .file(try InputFile(path: path)))
  }

  /// Standard input, under a name of its own.
  package init(standardInputAs name: String) throws(CaptureError) {
    self.init(name: name, .file(try InputFile(path: "-")))
  }

  /// Bytes in memory, of which one read returns at most `piece`.
  package init(name: String, bytes: [UInt8], piece: Int = .max) {
    self.init(name: name, .memory(bytes, piece: piece, next: 0))
  }

  /// Reads `input`; `archive` is the allowance of the archive that it is an entry of.
  init(name: String, _ input: ByteInput, archive: Allowance? = nil) {
    self.name = name
    self.input = input
    if case .file(let file) = input { self.file = file } else { file = nil }
    allowance = archive ?? Allowance()
    countsInput = archive == nil
  }

  /// Why the bytes ended before they should have; nil as long as there is nothing wrong.
  package var damage: String? { input.damage }

  /// Reads at most `count` bytes into `buffer` at `offset`, where it must have room for them.
  /// - Returns: How many were read; 0 at the end.
  package mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    try begin()
    guard passed < head.count else { return try input.read(into: &buffer, at: offset, count: count) }
    let got = min(count, head.count - passed)
    for at in 0..<got { buffer[offset + at] = head[passed + at] }
    passed += got
    return got
  }

  /// Whether the bytes are a zip archive, to judge from the first of them. Nothing is taken from what ``read(into:at:count:)`` returns.
  package mutating func isArchive() throws(CaptureError) -> Bool {
    try begin()
    return ZipArchive.begins(head.span)
  }

  /// What the bytes of the file are compressed by; nothing is taken from what ``read(into:at:count:)`` returns.
  mutating func compression() throws(CaptureError) -> Compression? {
    try begin()
    return outermost
  }

  /// What can be read anywhere: the file itself, or all the bytes where they come from somewhere else; nil if they are more than `limit`.
  consuming func storage(limit: Int) throws(CaptureError) -> Storage? {
    if case .file(let file) = input, let size = file.size { return .file(file, size: size) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while case let got = try read(into: &buffer, at: 0, count: buffer.count), got > 0 {
      bytes += buffer[..<got]
      if bytes.count > limit { return nil }
    }
    return .memory(bytes)
  }

  /// Finds out whether the bytes are compressed, and by what, and whether the text is UTF-16.
  private mutating func begin() throws(CaptureError) {
    guard !isBegun else { return }
    isBegun = true
    for depth in 0...Compression.maximumDepth {
      try readHead()
      guard depth < Compression.maximumDepth, let compression = Compression(head.span) else { break }
      // Only what is outermost was read from the file.
      let counts = countsInput && depth == 0
      if depth == 0 { outermost = compression }
      input = .unpacked(Decompressor(compression, input, head: head, allowance: allowance, countsInput: counts))
      head = []
    }
    guard let order = WideText.order(of: head.span) else { return }
    input = .wide(WideText(order, input, head: head))
    head = []
  }

  private mutating func readHead() throws(CaptureError) {
    var buffer = [UInt8](repeating: 0, count: Compression.evidence)
    while head.count < buffer.count {
      let got = try input.read(into: &buffer, at: 0, count: buffer.count - head.count)
      if got == 0 { return }
      head += buffer[..<got]
    }
  }
}
