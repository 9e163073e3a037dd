import Bytes
import FoundationEssentials
import Knowledge
import Vocabulary

/// The values that must not remain, in every form in which the second reading searches for them.
struct Needles {
  private struct Needle {
    /// The range of its bytes, in lower case unless case matters.
    let bytes: Range<Int>
    let isExact: Bool
    /// Whether no digit may be next to it.
    let isNumber: Bool
    let value: Int
  }

  /// Shorter values are not checked.
  static let shortest = 6

  private var bytes: [UInt8] = []
  private var needles: [Needle] = []
  private var values: [[UInt8]] = []
  /// The first bytes of each needle as a number, in order, with the needle.
  private var heads: [(head: UInt64, needle: Int)] = []
  /// A bit for each hash of a head.
  private var bits: [UInt64] = []
  private var shift: UInt64 = 0
  /// Where the needles of a head begin, by its hash: their index plus one, 0 if none.
  private var slots: [Int32] = []
  /// The minimum distance to the end of a needle's head, by the two bytes before a position.
  private var leaps = [UInt8](repeating: UInt8(shortest - 1), count: 1 << 16)

  init(_ entries: [ValueBook.Entry], except: Set<Int>) {
    let inDepth = ValueBook.inDepth(entries)
    for (number, entry) in entries.enumerated() where entry.seeksCopies && !entry.isSpared && !except.contains(number) {
      guard entry.folded.count >= Self.shortest, ValueSearch.isDistinctive(entry.folded), entry.isDistinctiveAmongNames,
        !FormatWords.contains(entry.folded.span)
      else { continue }
      values.append(entry.written.first ?? entry.folded)
      let isNumber = !entry.folded.contains { ByteClass.isWord($0) && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0) }
      if entry.spellings.isEmpty {
        add(entry.folded, isExact: false, isNumber: isNumber)
      } else {
        for spelling in entry.spellings { add(spelling, isExact: true, isNumber: isNumber) }
      }
      // The encoded forms of numbers and short words occur in others by chance.
      for written in entry.written where written.count >= 12 && !isNumber {
        // The beginning of a long value is enough.
        let written = Array(written.prefix(64))
        for form in Self.encoded(written) { add(form, isExact: true, isNumber: false) }
        add(Self.hex(written), isExact: false, isNumber: false)
      }
      if entry.isPersons {
        addDigests(of: entry.folded, inDepth.contains(number) ? Digest.allCases.filter { !$0.isShort } : [.md5, .sha1, .sha256])
      }
    }
    heads.sort { $0.head < $1.head }
    index()
  }

  /// Builds the tables for skipping most of a text.
  private mutating func index() {
    var power: UInt64 = 12
    while power < 24, 1 << power < heads.count * 16 { power += 1 }
    shift = 64 - power
    bits = [UInt64](repeating: 0, count: 1 << Int(power - 6))
    var size = 16
    while size < heads.count * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    for (place, (head, _)) in heads.enumerated() where place == 0 || heads[place - 1].head != head {
      var slot = Int(truncatingIfNeeded: Self.hash(head) >> 20) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(place + 1)
      let bit = Self.hash(head) >> shift
      bits[Int(bit >> 6)] |= 1 << (bit & 63)
      for leap in 0..<Self.shortest - 1 {
        let pair = Int(head >> UInt64(leap * 8) & 0xFFFF)
        leaps[pair] = min(leaps[pair], UInt8(leap))
      }
    }
  }

  /// The base64 of a value after zero, one and two other bytes, without the characters that depend on its neighbours.
  private static func encoded(_ value: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { shift -> [[UInt8]] in
      // Whole groups only: two bytes at either end may belong to a group with something else.
      let groups = Array(value.dropFirst((3 - shift) % 3))
      let whole = groups.prefix(groups.count / 3 * 3)
      guard whole.count >= 9 else { return [] }
      let text = [UInt8](Data(whole).base64EncodedData())
      let url = text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: "-") : $0 == UInt8(ascii: "/") ? UInt8(ascii: "_") : $0 }
      return text == url ? [text] : [text, url]
    }
  }

  private static func hex(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte / 16)])
      text.append(digits[Int(byte % 16)])
    }
    return text
  }

  private mutating func addDigests(of value: [UInt8], _ digests: [Digest]) {
    for digest in digests {
      let bytes = digest.of(value)
      guard !bytes.isEmpty else { continue }
      add(Self.hex(bytes), isExact: false, isNumber: false)
      add(Array(Data(bytes).base64EncodedString().utf8.prefix { $0 != UInt8(ascii: "=") }), isExact: true, isNumber: false)
    }
  }

  private mutating func add(_ text: [UInt8], isExact: Bool, isNumber: Bool) {
    guard text.count >= Self.shortest else { return }
    heads.append((Self.head(text.span, at: 0), needles.count))
    needles.append(
      Needle(bytes: bytes.count..<bytes.count + text.count, isExact: isExact, isNumber: isNumber, value: values.count - 1))
    bytes += text
  }

  /// The values of which a text contains a form. Between strings (`isBetween`) a number counts only as a whole.
  func found(in text: [UInt8], isBetween: Bool) -> [[UInt8]] {
    guard !needles.isEmpty, text.count >= Self.shortest else { return [] }
    var found: [[UInt8]] = []
    var end = Self.shortest - 1
    let span = text.span
    while end < span.count {
      let leap = leaps[Int(Self.lower(span[end - 1])) << 8 | Int(Self.lower(span[end]))]
      guard leap == 0 else {
        end += Int(leap)
        continue
      }
      let start = end - Self.shortest + 1
      end += 1
      let head = Self.head(span, at: start)
      let bit = Self.hash(head) >> shift
      guard bits[Int(bit >> 6)] & 1 << (bit & 63) != 0 else { continue }
      var next = first(head)
      while next < heads.count, heads[next].head == head {
        let needle = needles[heads[next].needle]
        if occurs(needle, text, start, isBetween) { found.append(values[needle.value]) }
        next += 1
      }
    }
    return found
  }

  /// The first bytes of a needle as a number, in lower case.
  private static func head(_ text: Span<UInt8>, at start: Int) -> UInt64 {
    var head: UInt64 = 0
    for at in start..<start + shortest { head = head << 8 | UInt64(lower(text[at])) }
    return head
  }

  /// The first of the needles with the same head; the number of needles if there is none.
  private func first(_ head: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: Self.hash(head) >> 20) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if heads[place].head == head { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return heads.count
  }

  private func occurs(_ needle: Needle, _ text: [UInt8], _ start: Int, _ isBetween: Bool) -> Bool {
    let end = start + needle.bytes.count
    guard end <= text.count else { return false }
    for at in 0..<needle.bytes.count {
      let byte = needle.isExact ? text[start + at] : Self.lower(text[start + at])
      if byte != bytes[needle.bytes.lowerBound + at] { return false }
    }
    if isPlaceholder(text, start) { return false }
    guard needle.isNumber else { return true }
    func continues(_ at: Int) -> Bool {
      guard text.indices.contains(at) else { return false }
      let byte = text[at]
      // `1772438400.823` is another number.
      if byte == UInt8(ascii: ".") {
        let beyond = at < start ? at - 1 : at + 1
        if text.indices.contains(beyond), UInt8(ascii: "0")...UInt8(ascii: "9") ~= text[beyond] { return true }
      }
      return UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || isBetween && [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+")].contains(byte)
    }
    return !continues(start - 1) && !continues(end)
  }

  /// Whether a position is inside a placeholder, such as `~email-1~`.
  private func isPlaceholder(_ text: [UInt8], _ start: Int) -> Bool {
    guard let tilde = text[max(0, start - 40)...start].lastIndex(of: UInt8(ascii: "~")) else { return false }
    return FlatText.holdsPlaceholder(text.span.extracting(tilde..<min(text.count, tilde + 48)))
      && !text[tilde..<start].contains { $0 <= 0x20 }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte + 32 : byte }

  private static func hash(_ key: UInt64) -> UInt64 { key &* 0xD6E8_FEB8_6659_FD93 }
}
