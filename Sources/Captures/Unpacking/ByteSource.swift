/// The bytes of a capture, in order and once. Compressed bytes are decompressed, and UTF-16 is converted to UTF-8.
package struct ByteSource: ~Copyable {
  /// The path as given; for an entry of an archive its name below the archive's path.
  package let name: String
  /// The file that holds the bytes, compressed or not; nil for an archive's entry and for bytes in memory.
  let file: InputFile?
  private var input: ByteInput
  private let allowance: Allowance
  private let countsInput: Bool
  /// The bytes read to detect compression, and how many of them have been returned.
  private var head: [UInt8] = []
  private var passed = 0
  private var isBegun = false
  private var outermost: Compression?

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(CaptureError) {
    self.init(name: path, .file(try InputFile(path: path)))
  }

  /// Opens a file under another name.
  package init(path: String, as name: String) throws(CaptureError) {
    self.init(name: name, .file(try InputFile(path: path)))
  }

  /// Reads standard input under another name.
  package init(standardInputAs name: String) throws(CaptureError) {
    self.init(name: name, .file(try InputFile(path: "-")))
  }

  /// Bytes in memory; one read returns at most `piece`.
  package init(name: String, bytes: [UInt8], piece: Int = .max) {
    self.init(name: name, .memory(bytes, piece: piece, next: 0))
  }

  /// Reads `input`; `archive` is the allowance of the archive that it is in.
  init(name: String, _ input: ByteInput, archive: Allowance? = nil) {
    self.name = name
    self.input = input
    if case .file(let file) = input { self.file = file } else { file = nil }
    allowance = archive ?? Allowance()
    countsInput = archive == nil
  }

  /// Why the bytes ended too early; nil if nothing is wrong.
  package var damage: String? { input.damage }

  /// Reads at most `count` bytes into `buffer` at `offset`, which must have room for them.
  /// - Returns: The number of bytes read; 0 at the end.
  package mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    try begin()
    guard passed < head.count else { return try input.read(into: &buffer, at: offset, count: count) }
    let got = min(count, head.count - passed)
    for at in 0..<got { buffer[offset + at] = head[passed + at] }
    passed += got
    return got
  }

  /// Whether the first bytes are those of a zip archive. ``read(into:at:count:)`` still returns them.
  package mutating func isArchive() throws(CaptureError) -> Bool {
    try begin()
    return ZipArchive.begins(head.span)
  }

  /// How the file is compressed; nil if it is not. ``read(into:at:count:)`` still returns the bytes.
  mutating func compression() throws(CaptureError) -> Compression? {
    try begin()
    return outermost
  }

  /// Random access: the file itself, or else all bytes in memory; nil if they are more than `limit`.
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

  /// Detects compression, and UTF-16.
  private mutating func begin() throws(CaptureError) {
    guard !isBegun else { return }
    isBegun = true
    for depth in 0...Compression.maximumDepth {
      try readHead()
      guard depth < Compression.maximumDepth, let compression = Compression(head.span) else { break }
      // Only the outermost layer was read from the file.
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
