internal import Zlib

/// The directory of a zip archive (APPNOTE.TXT 6.3.10, by PKWARE).
struct ZipDirectory {
  struct Entry: Equatable {
    var name: String
    var isEncrypted: Bool
    /// 0 is stored, 8 DEFLATE, 93 Zstandard.
    var method: Int
    /// Nil if the archive ends inside the entry.
    var checksum: UInt32?
    /// The compressed and the uncompressed size in bytes.
    var packed: Int
    var size: Int?
    /// The offset of its local header.
    var header: Int
  }

  private(set) var entries: [Entry] = []
  /// Why the directory may be incomplete.
  private(set) var damage: String?

  /// A larger directory, of some half a million entries, is refused.
  static let maximumSize = 64 << 20

  init(_ storage: Storage, allowance: Allowance) throws(CaptureError) {
    guard let end = try EndRecord(storage) else {
      try scan(storage, allowance)
      return
    }
    guard end.size <= Self.maximumSize else {
      damage = "the archive lists more entries than are read"
      return
    }
    let bytes = try storage.bytes(end.start..<end.start + end.size)
    var at = 0
    while let (entry, length) = Self.listed(bytes, at: at) {
      entries.append(entry)
      at += length
    }
    if at < bytes.count || bytes.count < end.size { damage = "the archive's directory is damaged after entry \(entries.count)" }
  }

  // MARK: The directory, at the archive's end

  /// An entry of the directory (§ 4.3.12) and its length there.
  private static func listed(_ bytes: [UInt8], at start: Int) -> (Entry, length: Int)? {
    guard bytes.number(4, at: start) == 0x0201_4B50, let flags = bytes.number(2, at: start + 8),
      let method = bytes.number(2, at: start + 10), let checksum = bytes.number(4, at: start + 16),
      var packed = bytes.number(4, at: start + 20), var size = bytes.number(4, at: start + 24),
      let nameLength = bytes.number(2, at: start + 28), let extraLength = bytes.number(2, at: start + 30),
      let commentLength = bytes.number(2, at: start + 32), var header = bytes.number(4, at: start + 42)
    else { return nil }
    let name = start + 46..<start + 46 + nameLength
    let extra = name.upperBound..<name.upperBound + extraLength
    guard extra.upperBound + commentLength <= bytes.count else { return nil }
    if var wide = bytes.extraField(1, in: extra) {
      // The 64-bit values of fields that do not fit, in this order (§ 4.5.3).
      func widen(_ value: inout Int) -> Bool {
        guard value == 0xFFFF_FFFF else { return true }
        guard wide.count >= 8, let found = bytes.number(8, at: wide.lowerBound) else { return false }
        value = found
        wide = wide.lowerBound + 8..<wide.upperBound
        return true
      }
      guard widen(&size), widen(&packed), widen(&header) else { return nil }
    }
    let entry = Entry(
      name: String(decoding: bytes[name], as: UTF8.self), isEncrypted: flags & 1 != 0, method: method,
      checksum: UInt32(checksum), packed: packed, size: size, header: header)
    return (entry, extra.upperBound + commentLength - start)
  }

  /// The position of the directory, according to the end of the archive.
  private struct EndRecord {
    var start: Int
    var size: Int

    /// Nil if there is no such end.
    init?(_ storage: Storage) throws(CaptureError) {
      // A comment of at most 65,535 bytes may follow (§ 4.3.16).
      let from = max(0, storage.size - 22 - 65_535)
      let tail = try storage.bytes(from..<storage.size)
      var at = tail.count - 22
      while at >= 0 {
        if tail[at] == 0x50, tail.number(4, at: at) == 0x0605_4B50, let size = tail.number(4, at: at + 12),
          let start = tail.number(4, at: at + 16)
        {
          (self.start, self.size) = (start, size)
          if start == 0xFFFF_FFFF || size == 0xFFFF_FFFF || tail.number(2, at: at + 10) == 0xFFFF {
            try widen(storage, locator: from + at - 20)
          }
          // If the directory is not before its end record, the archive was cut off or the signature is a coincidence.
          let (end, overflow) = self.start.addingReportingOverflow(self.size)
          if !overflow, end <= from + at { return }
        }
        at -= 1
      }
      return nil
    }

    /// The 64-bit record, which precedes the other if an archive needs one (§ 4.3.14).
    private mutating func widen(_ storage: Storage, locator: Int) throws(CaptureError) {
      let found = try storage.bytes(locator..<locator + 20)
      guard locator >= 0, found.number(4, at: 0) == 0x0706_4B50, let place = found.number(8, at: 8), place < storage.size else {
        return
      }
      let record = try storage.bytes(place..<place + 56)
      guard record.number(4, at: 0) == 0x0606_4B50, let size = record.number(8, at: 40), let start = record.number(8, at: 48) else {
        return
      }
      (self.start, self.size) = (start, size)
    }
  }

  // MARK: The local headers, for an archive whose end is missing

  private mutating func scan(_ storage: Storage, _ allowance: Allowance) throws(CaptureError) {
    var at = 0
    while let (entry, next) = try Self.local(storage, at: at, allowance) {
      entries.append(entry)
      at = next
      if entries.count > 500_000 { break }
    }
    let found = entries.count == 1 ? "1 entry was" : "\(entries.count) entries were"
    damage = "the archive ends too early, or its directory is lost; \(found) found in it"
  }

  /// An entry by its local header (§ 4.3.7), and the offset of the next.
  private static func local(_ storage: Storage, at start: Int, _ allowance: Allowance) throws(CaptureError) -> (Entry, next: Int)? {
    let head = try storage.bytes(start..<start + 30)
    guard head.number(4, at: 0) == 0x0403_4B50, let flags = head.number(2, at: 6), let method = head.number(2, at: 8),
      let checksum = head.number(4, at: 14), var packed = head.number(4, at: 18), var size = head.number(4, at: 22),
      let nameLength = head.number(2, at: 26), let extraLength = head.number(2, at: 28)
    else { return nil }
    let names = try storage.bytes(start + 30..<start + 30 + nameLength + extraLength)
    guard names.count == nameLength + extraLength else { return nil }
    if let wide = names.extraField(1, in: nameLength..<names.count), wide.count >= 16 {
      size = names.number(8, at: wide.lowerBound) ?? size
      packed = names.number(8, at: wide.lowerBound + 8) ?? packed
    }
    var entry = Entry(
      name: String(decoding: names[..<nameLength], as: UTF8.self), isEncrypted: flags & 1 != 0, method: method,
      checksum: UInt32(checksum), packed: packed, size: size, header: start)
    let data = start + 30 + nameLength + extraLength
    let rest = max(0, storage.size - data)
    guard flags & 8 != 0 else {
      if packed <= rest { return (entry, data + packed) }
      entry.packed = rest
      return (entry, storage.size)
    }
    // The sizes follow the data. Only decompressing the data shows where they end.
    let length = method == 8 && !entry.isEncrypted ? try lengthOfDeflated(storage, from: data, allowance) : nil
    guard let length else {
      (entry.packed, entry.size, entry.checksum) = (rest, nil, nil)
      return (entry, storage.size)
    }
    (entry.packed, entry.size, entry.checksum) = (length, nil, nil)
    // Its signature is optional, and its sizes have 4 or 8 bytes (§ 4.3.9).
    let after = try storage.bytes(data + length..<data + length + 28)
    let next = [16, 12, 24, 20].first { after.number(4, at: $0) == 0x0403_4B50 || after.number(4, at: $0) == 0x0201_4B50 } ?? 16
    return (entry, data + length + next)
  }

  private static func lengthOfDeflated(_ storage: Storage, from start: Int, _ allowance: Allowance) throws(CaptureError) -> Int? {
    let stream = InflateStream(.raw)
    var input = [UInt8](repeating: 0, count: 64 << 10)
    var output = [UInt8](repeating: 0, count: 256 << 10)
    var consumed = 0
    while true {
      let got = try storage.read(into: &input, at: 0, count: input.count, from: start + consumed)
      let step = stream.step(input.span.extracting(0..<got), into: &output, at: 0, count: output.count)
      consumed += step.consumed
      allowance.unpacked += step.produced
      if step.status == .complete { return consumed }
      if step.status != .more || step.consumed == 0 && step.produced == 0 || allowance.isSpent { return nil }
    }
  }
}

extension [UInt8] {
  /// The little-endian number of `size` bytes at `offset`; nil if there are too few bytes or it does not fit.
  fileprivate func number(_ size: Int, at offset: Int) -> Int? {
    guard offset >= 0, offset + size <= count else { return nil }
    var number: UInt64 = 0
    for at in (0..<size).reversed() { number = number << 8 | UInt64(self[offset + at]) }
    return Int(exactly: number)
  }

  /// The content of an extra field (§ 4.5.1).
  fileprivate func extraField(_ id: Int, in range: Range<Int>) -> Range<Int>? {
    var at = range.lowerBound
    while at + 4 <= range.upperBound, let found = number(2, at: at), let length = number(2, at: at + 2) {
      let content = at + 4..<at + 4 + length
      guard content.upperBound <= range.upperBound else { return nil }
      if found == id { return content }
      at = content.upperBound
    }
    return nil
  }
}
