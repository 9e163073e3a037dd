/// Bytes in order and once, from any source.
enum ByteInput {
  case file(InputFile)
  /// Bytes in memory; one read returns at most `piece`, and `next` is the offset of the next.
  case memory([UInt8], piece: Int, next: Int)
  /// A part of a file or of memory that can be read at any position.
  case section(Storage, Range<Int>)
  case unpacked(Decompressor)
  case entry(EntryReader)
  case wide(WideText)

  /// Reads at most `count` bytes into `buffer` at `offset`, which must have room for them.
  /// - Returns: The number of bytes read; 0 at the end.
  mutating func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    switch self {
    case .file(let file): return try file.read(into: &buffer, at: offset, count: count)
    case .memory(let bytes, let piece, let next):
      let got = min(count, piece, bytes.count - next)
      for at in 0..<got { buffer[offset + at] = bytes[next + at] }
      self = .memory(bytes, piece: piece, next: next + got)
      return got
    case .section(let storage, let range):
      guard !range.isEmpty else { return 0 }
      let got = try storage.read(into: &buffer, at: offset, count: min(count, range.count), from: range.lowerBound)
      self = .section(storage, range.lowerBound + got..<range.upperBound)
      return got
    case .unpacked(let decompressor): return try decompressor.read(into: &buffer, at: offset, count: count)
    case .entry(let reader): return try reader.read(into: &buffer, at: offset, count: count)
    case .wide(let text): return try text.read(into: &buffer, at: offset, count: count)
    }
  }

  /// Why the bytes ended too early; nil if nothing is wrong.
  var damage: String? {
    switch self {
    case .file(let file): file.damage
    case .memory, .section: nil
    case .unpacked(let decompressor): decompressor.damage
    case .entry(let reader): reader.damage
    case .wide(let text): text.damage
    }
  }

  /// Whether a program may still be writing, which must be able to finish.
  var isPipe: Bool {
    if case .file(let file) = self { file.size == nil } else { false }
  }
}

/// Bytes that can be read at any position: a file, or the content of a pipe in memory.
enum Storage {
  case file(InputFile, size: Int)
  case memory([UInt8])

  var size: Int {
    switch self {
    case .file(_, let size): size
    case .memory(let bytes): bytes.count
    }
  }

  /// Reads at most `count` bytes from `position` on into `buffer` at `offset`.
  func read(into buffer: inout [UInt8], at offset: Int, count: Int, from position: Int) throws(CaptureError) -> Int {
    switch self {
    case .file(let file, _): return try file.read(into: &buffer, at: offset, count: count, from: position)
    case .memory(let bytes):
      let got = max(0, min(count, bytes.count - position))
      for at in 0..<got { buffer[offset + at] = bytes[position + at] }
      return got
    }
  }

  /// The bytes of a range, fewer if the storage ends first.
  func bytes(_ range: Range<Int>) throws(CaptureError) -> [UInt8] {
    let range = range.clamped(to: 0..<size)
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < bytes.count {
      let got = try read(into: &bytes, at: done, count: bytes.count - done, from: range.lowerBound + done)
      if got == 0 { break }
      done += got
    }
    bytes.removeLast(bytes.count - done)
    return bytes
  }
}
