/// Reads UTF-16 (RFC 2781) as UTF-8: PowerShell and old Windows tools write logs in it.
final class WideText {
  /// The byte order.
  enum Order { case little, big }

  private let order: Order
  private var input: ByteInput
  /// Bytes that were read and not yet converted to UTF-8.
  private var pending: [UInt8]
  /// UTF-8 from `next` on has not been returned yet.
  private var ready: [UInt8] = []
  private var next = 0
  private var isInputEnded = false
  private var ownDamage: String?

  private static let block = 64 << 10

  /// The byte order of a text that begins with `head`: from its byte order mark, or from an ASCII bracket next to a zero; nil for
  /// other texts.
  static func order(of head: Span<UInt8>) -> Order? {
    guard head.count >= 4 else { return nil }
    switch (head[0], head[1]) {
    // Two more zeros make it the mark of UTF-32.
    case (0xFF, 0xFE): return head[2] == 0 && head[3] == 0 ? nil : .little
    case (0xFE, 0xFF): return .big
    case (UInt8(ascii: "{"), 0), (UInt8(ascii: "["), 0): return head[2] != 0 && head[3] == 0 ? .little : nil
    case (0, UInt8(ascii: "{")), (0, UInt8(ascii: "[")): return head[2] == 0 && head[3] != 0 ? .big : nil
    default: return nil
    }
  }

  /// Begins with `head`, which has already been read from `input`.
  init(_ order: Order, _ input: ByteInput, head: [UInt8]) {
    self.order = order
    self.input = input
    pending = head
  }

  var damage: String? { input.damage ?? ownDamage }

  /// Reads at most `count` bytes into `buffer` at `offset`; 0 at the end.
  func read(into buffer: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    while next == ready.count, !isInputEnded || !pending.isEmpty { try fill() }
    let got = min(count, ready.count - next)
    for at in 0..<got { buffer[offset + at] = ready[next + at] }
    next += got
    return got
  }

  private func fill() throws(CaptureError) {
    var block = [UInt8](repeating: 0, count: Self.block)
    let got = try input.read(into: &block, at: 0, count: block.count)
    isInputEnded = got == 0
    pending += block[..<got]
    ready.removeAll(keepingCapacity: true)
    next = 0
    let used = transcode()
    pending.removeFirst(used)
    guard isInputEnded, !pending.isEmpty else { return }
    ownDamage = "the UTF-16 text ends within a character"
    pending.removeAll()
  }

  /// Converts the pending bytes to UTF-8, except half of a pair at the end; a surrogate without its other half becomes U+FFFD.
  /// - Returns: The number of bytes used.
  private func transcode() -> Int {
    var at = 0
    while let unit = unit(at) {
      var (scalar, length) = (Unicode.Scalar(UInt32(unit)), 2)
      if 0xD800..<0xDC00 ~= unit {
        guard let low = self.unit(at + 2) else {
          if !isInputEnded { break }
          ready.append(contentsOf: "\u{FFFD}".utf8)
          at += 2
          continue
        }
        if 0xDC00..<0xE000 ~= low {
          scalar = Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
          length = 4
        }
      }
      ready.append(contentsOf: String(scalar ?? "\u{FFFD}").utf8)
      at += length
    }
    return at
  }

  private func unit(_ at: Int) -> UInt16? {
    guard at + 1 < pending.count else { return nil }
    let (first, second) = (UInt16(pending[at]), UInt16(pending[at + 1]))
    return order == .little ? second << 8 | first : first << 8 | second
  }
}
