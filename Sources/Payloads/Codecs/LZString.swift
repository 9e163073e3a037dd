import Bytes

/// The base64 form of lz-string, which older PostHog recorders send. It is an opaque layer.
///
/// It is LZW over UTF-16 units. Codes grow by a bit at each power of two. Codes 0 and 1 announce a new unit of 8 or 16 bits, and code 2 is
/// the end. Bits are read from the high end of each 6-bit digit, and each number has its low bit first.
package enum LZString {
  /// The text in UTF-8; nil if `raw` is other data, or the text has more than `limit` bytes.
  package static func decoded(_ raw: Span<UInt8>, limit: Int) -> [UInt8]? {
    guard var bits = Bits(raw) else { return nil }
    guard let first = bits.unit(announcedBy: bits.number(2)) else { return nil }
    var dictionary: [[UInt16]] = [[], [], [], [first]]
    var word = [first]
    var text = [first]
    var enlargeIn = 4
    var width = 3
    while true {
      guard text.count <= limit else { return nil }
      var code = bits.number(width)
      switch code {
      case 0, 1:
        guard let unit = bits.unit(announcedBy: code) else { return nil }
        code = dictionary.count
        dictionary.append([unit])
        enlargeIn -= 1
      case 2:
        let utf8 = Array(String(decoding: text, as: UTF16.self).utf8)
        return utf8.count <= limit ? utf8 : nil
      default: break
      }
      if enlargeIn == 0 {
        enlargeIn = 1 << width
        width += 1
      }
      guard width <= 24, !bits.isPastEnd else { return nil }
      let entry: [UInt16]
      if code < dictionary.count {
        entry = dictionary[code]
      } else if code == dictionary.count {
        entry = word + [word[0]]
      } else {
        return nil
      }
      guard let head = entry.first else { return nil }
      text += entry
      dictionary.append(word + [head])
      enlargeIn -= 1
      word = entry
      if enlargeIn == 0 {
        enlargeIn = 1 << width
        width += 1
      }
    }
  }

  /// Compresses a text, with padding if `raw` has it.
  package static func encoded(_ text: Span<UInt8>, like raw: Span<UInt8>) -> [UInt8] {
    let base64 = LZCompressor.base64(String(copying: text))
    let isPadded = raw.count % 4 == 0
    return Array((isPadded ? base64 : base64.replacing("=", with: "")).utf8)
  }

  /// Whether a text begins like the compressed data of a JSON object or array.
  package static func looksEncoded(_ raw: Span<UInt8>) -> Bool {
    guard raw.count >= 12, raw[0] == UInt8(ascii: "N") else { return false }
    return raw[1] == UInt8(ascii: "4") && raw[2] == UInt8(ascii: "I") || raw[1] == UInt8(ascii: "o")
  }

  /// Reads numbers of a few bits from base64 digits.
  private struct Bits {
    private var values: [UInt8] = []
    private var position = 0

    init?(_ raw: Span<UInt8>) {
      for at in raw.indices {
        if raw[at] == UInt8(ascii: "=") { break }
        guard let value = Base64.value(of: raw[at]) else { return nil }
        values.append(value)
      }
    }

    /// Whether more bits were read than there are.
    var isPastEnd: Bool { position > values.count * 6 + 16 }

    mutating func number(_ width: Int) -> Int {
      var number = 0
      for place in 0..<width {
        let index = position / 6
        if index < values.count, values[index] >> UInt8(5 - position % 6) & 1 == 1 { number |= 1 << place }
        position += 1
      }
      return number
    }

    mutating func unit(announcedBy code: Int) -> UInt16? {
      switch code {
      case 0: UInt16(number(8))
      case 1: UInt16(number(16))
      default: nil
      }
    }
  }
}
